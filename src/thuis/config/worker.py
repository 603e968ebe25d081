"""The background worker: takes jobs from the queue, one at a time, until it is told to stop."""

import os
import signal
import threading


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuis.config.settings")
    from django import setup

    setup()
    from thuis.config.jobs import JOBS
    from thuis.foundation.jobs.actions import work_once

    stopping = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopping.set())
    while not stopping.is_set():
        if not work_once(JOBS):
            stopping.wait(0.5)


if __name__ == "__main__":
    main()
