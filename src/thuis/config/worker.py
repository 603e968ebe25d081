"""The background worker: takes jobs from the queue, one at a time, until it is told to stop."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from datetime import date

REST, PATIENCE = 0.5, 5.0  # seconds


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuis.config.settings")
    from django import setup

    setup()
    from thuis.config.operations.beat import pulse

    stopping = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopping.set())
    turn = _turn()
    with pulse() as heart:
        while not stopping.is_set():
            heart.turn()
            stopping.wait(_without_falling_over(turn))


def _turn() -> Callable[[], float]:
    """One round of the worker; returns how long it may rest."""
    from django.utils import timezone

    from thuis.config.jobs import DAILY, JOBS
    from thuis.foundation.jobs.actions import enqueue_daily, work_once

    days: list[date] = []

    def turn() -> float:
        today = timezone.localdate()
        if days != [today]:
            enqueue_daily(DAILY, on=today)
            days[:] = [today]
        return 0 if work_once(JOBS) else REST

    return turn


def _without_falling_over(turn: Callable[[], float]) -> float:
    """A database that is away, or a full disk, is for a while. Leases give back what was under way."""
    from django.db import Error, connections

    try:
        return turn()
    except Error as error:
        print(f"worker: {type(error).__name__}, tries again", file=sys.stderr, flush=True)  # noqa: T201
        connections.close_all()
        return PATIENCE


if __name__ == "__main__":
    main()
