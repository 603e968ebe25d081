"""The background worker: takes jobs from the queue, one at a time, until it is told to stop."""

import os
import signal
import threading


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuis.config.settings")
    from django import setup

    setup()
    from django.utils import timezone

    from thuis.config.jobs import DAILY, JOBS
    from thuis.foundation.jobs.actions import enqueue_daily, work_once

    stopping = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopping.set())
    day = None
    while not stopping.is_set():
        if day != (today := timezone.localdate()):
            enqueue_daily(DAILY, on=today)
            day = today
        if not work_once(JOBS):
            stopping.wait(0.5)


if __name__ == "__main__":
    main()
