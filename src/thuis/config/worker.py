"""The background worker: takes jobs from the queue, one at a time, until it is told to stop.

It outlives its database: while that is away, it asks again. And it does not believe a clock that jumped: by
such a clock the daily work would forget what must be kept. It waits a day, or until the clock is right again.
"""

import logging
import os
import signal
import threading
import time
from datetime import date, timedelta

PAUSE, LONG_PAUSE = 0.5, 2.0  # seconds: when there is nothing to do, and when the database is away
LONGEST_REST = timedelta(days=31)  # a site that stood still for longer, or a clock that is wrong
DISBELIEF = 24 * 60 * 60  # seconds
log = logging.getLogger(__name__)


class Worker:
    """One turn after the other: the daily work once it is another day, then what is due."""

    def __init__(self, stopping: threading.Event) -> None:
        self.stopping = stopping
        self.day: date | None = None
        self.disbelieved_since: float | None = None

    def run(self) -> None:
        """Turn until told to stop; a pulse says to others that it does."""
        from thuis.config.operations.beat import pulse

        with pulse() as heart:
            while not self.stopping.is_set():
                heart.turn()
                if pause := self.patient_turn():
                    self.stopping.wait(pause)

    def patient_turn(self) -> float:
        """A database that is away, or a full disk, is for a while. Leases give back what was under way."""
        from django.db import Error, connections

        try:
            return self.turn()
        except Error as error:
            log.warning("the worker waits for its database: %s", type(error).__name__)
            connections.close_all()
            return LONG_PAUSE

    def turn(self) -> float:
        """Do what is to be done; returns how long to wait, in seconds."""
        from django.utils import timezone

        from thuis.config.jobs import DAILY, JOBS
        from thuis.foundation.jobs.actions import bring_back, enqueue_daily, work_once

        today = timezone.localdate()
        if self.day != today:
            if not self._believes(today):
                return LONG_PAUSE
            bring_back()
            enqueue_daily(DAILY, on=today)
            self.day = today
        return 0.0 if work_once(JOBS) else PAUSE

    def _believes(self, today: date) -> bool:
        """Whether the clock can be right: it did not jump ahead, or it says so for a whole day already."""
        from thuis.foundation.jobs.actions import last_worked

        last = last_worked()
        if last is None or today - last.date() <= LONGEST_REST:
            self.disbelieved_since = None
            return True
        if self.disbelieved_since is None:
            self.disbelieved_since = time.monotonic()
            log.error("the clock says %s, the latest work was of %s: no work for a day", today, last.date())
        return time.monotonic() - self.disbelieved_since > DISBELIEF


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuis.config.settings")
    from django import setup

    setup()
    stopping = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopping.set())
    Worker(stopping).run()


if __name__ == "__main__":
    main()
