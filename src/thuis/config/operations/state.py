"""How the installation is now, for whoever watches it."""

import shutil
from collections.abc import Mapping

from django.conf import settings
from django.db import Error, connections
from django.db.models import Count, Min
from django.utils import timezone

from thuis.config.operations.backup import last_backup
from thuis.config.operations.beat import seconds_since_beat, worker_is_alive
from thuis.foundation.jobs.models import Job
from thuis.foundation.mail.models import OutboxMail

ALIASES = ("default", "responses")
ROOM_NEEDED = 500_000_000  # bytes; a night's rewriting of answers and a copy need room
TENS = 10


def is_ready() -> bool:
    """Whether visitors can be served: both databases answer, the worker moves, the disk has room."""
    return all(database_answers(alias) for alias in ALIASES) and worker_is_alive() and room() > ROOM_NEEDED


def database_answers(alias: str) -> bool:
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def room() -> int:
    """Free bytes on the disk of this installation."""
    return shutil.disk_usage(settings.HOME).free


def gauges() -> Mapping[str, float | None]:
    """Figures for a monitor, by name. Numbers of work and mail go up to tens: one mail may be one person."""
    now = timezone.now()
    backup = last_backup()
    answering = {alias: database_answers(alias) for alias in ALIASES}
    return {
        **{f'thuis_database_up{{database="{alias}"}}': float(up) for alias, up in answering.items()},
        "thuis_worker_seconds_since_beat": seconds_since_beat(),
        "thuis_disk_free_bytes": float(room() // 100_000_000 * 100_000_000),
        "thuis_backup_age_seconds": (now - backup).total_seconds() if backup else None,
        **(_queues() if answering["default"] else {}),
    }


def _queues() -> dict[str, float | None]:
    due = Job.objects.filter(state=Job.State.WAITING, run_after__lte=timezone.now())
    first = due.aggregate(first=Min("run_after"))["first"]
    jobs = dict(Job.objects.values_list("state").annotate(Count("pk")).order_by())
    mails = dict(OutboxMail.objects.values_list("state").annotate(Count("pk")).order_by())
    found: dict[str, float | None] = {
        "thuis_jobs_oldest_due_seconds": (timezone.now() - first).total_seconds() if first else 0.0
    }
    for state in (Job.State.WAITING, Job.State.FAILED):
        found[f'thuis_jobs{{state="{state}"}}'] = _in_tens(jobs.get(state, 0))
    for mail in (OutboxMail.State.QUEUED, OutboxMail.State.UNCERTAIN, OutboxMail.State.FAILED):
        found[f'thuis_mails{{state="{mail}"}}'] = _in_tens(mails.get(mail, 0))
    return found


def _in_tens(number: int) -> float:
    return float(-(-number // TENS) * TENS)
