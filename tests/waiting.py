"""Waiting for what happens beside a test: in another process, or after an answer is out."""

import time


def wait_until(is_so, seconds=60):
    """Until it is so; returns the seconds that took. What takes longer than that is an error."""
    began = time.monotonic()
    while not is_so():
        if time.monotonic() - began > seconds:
            raise AssertionError(f"not within {seconds} seconds")
        time.sleep(0.02)
    return time.monotonic() - began
