"""The worker's pulse: a file that it touches, and a word to the service manager, while its work moves on."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from thuis.config.secrets import home

EVERY = 5.0  # seconds
TOO_OLD = 60.0
LONGEST_JOB = 60 * 60.0  # a job that takes longer hangs


class Pulse:
    """Beats while the worker came round lately; `turn()` says that it did."""

    def __init__(self) -> None:
        self.turned = time.monotonic()

    def turn(self) -> None:
        self.turned = time.monotonic()

    def beat(self) -> None:
        """A full disk stops no work, only the pulse."""
        if time.monotonic() - self.turned > LONGEST_JOB:
            return
        tell_service_manager("WATCHDOG=1")
        try:
            beat_file().touch(mode=0o600)
        except OSError:
            return


@contextmanager
def pulse() -> Iterator[Pulse]:
    """Beats from a second thread, so that a long job is no dead worker."""
    made, done = Pulse(), threading.Event()

    def beats() -> None:
        while not done.is_set():
            made.beat()
            done.wait(EVERY)

    thread = threading.Thread(target=beats, daemon=True)
    thread.start()
    tell_service_manager("READY=1")
    try:
        yield made
    finally:
        done.set()
        thread.join()


def beat_file() -> Path:
    return home() / "worker-beat"


def seconds_since_beat() -> float | None:
    """How long ago the worker moved; None when it never did. A clock that jumped counts as long ago."""
    try:
        return abs(time.time() - beat_file().stat().st_mtime)
    except OSError:
        return None


def worker_is_alive() -> bool:
    age = seconds_since_beat()
    return age is not None and age < TOO_OLD


def tell_service_manager(words: str) -> None:
    """systemd's sd_notify: a word on the socket that it names, if it names one."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        try:
            line.sendto(words.encode(), "\0" + address[1:] if address.startswith("@") else address)
        except OSError:
            return
