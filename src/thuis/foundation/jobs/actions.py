"""The lease queue: enqueue, take, keep, finish. Calls look like Django's own task API, so it can be swapped.

A job is taken with a lease. A worker that dies stops renewing it, and after LEASE the job is taken again,
so every job must be safe to run twice. After MAX_ATTEMPTS it stays failed until somebody looks.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from thuis.foundation.jobs.models import Job

LEASE = timedelta(seconds=60)
MAX_ATTEMPTS = 8
Work = Callable[..., None]


def enqueue(name: str, *, run_after: datetime | None = None, **arguments: object) -> Job:
    """Put work in the queue; call it inside the transaction that makes the work necessary."""
    return Job.objects.create(name=name, arguments=arguments, run_after=run_after or timezone.now())


def enqueue_daily(names: Iterable[str], *, on: date) -> int:
    """Put each job in the queue once for a day, however often and by however many workers this is asked."""
    made = [
        Job.objects.get_or_create(
            once=f"{name}:{on.isoformat()}", defaults={"name": name, "run_after": timezone.now()}
        )[1]
        for name in names
    ]
    return sum(made)


def forget_old_jobs(*, before: datetime) -> int:
    """Remove what was done long ago; what failed stays until somebody looked. Returns how many went."""
    return Job.objects.filter(state=Job.State.DONE, run_after__lt=before).delete()[0]


def work_once(registry: Mapping[str, Work]) -> bool:
    """Take one job that is due and do it; False when nothing is due."""
    job = _take()
    if job is None:
        return False
    try:
        with heartbeat(job):
            registry[job.name](**job.arguments)
    except Exception as error:  # noqa: BLE001  # whatever goes wrong in a job, the queue goes on
        _postpone(job, error)
    else:
        Job.objects.filter(pk=job.pk).update(state=Job.State.DONE, lease_until=None, error="")
    return True


@contextmanager
def heartbeat(job: Job, every: float = LEASE.total_seconds() / 3) -> Iterator[None]:
    """Renew the lease from a second thread while the work lasts, so that nobody else takes it meanwhile."""
    done = threading.Event()

    def beat() -> None:
        while not done.wait(every):
            renew_lease(job)
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def renew_lease(job: Job) -> None:
    """Say that the worker is still alive."""
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() + LEASE)


@transaction.atomic
def _take() -> Job | None:
    now = timezone.now()
    due = Q(state=Job.State.WAITING, run_after__lte=now) | Q(state=Job.State.RUNNING, lease_until__lt=now)
    job = Job.objects.select_for_update(skip_locked=True).filter(due).order_by("run_after", "pk").first()
    if job is None:
        return None
    job.state, job.lease_until, job.attempts = Job.State.RUNNING, now + LEASE, job.attempts + 1
    job.save(update_fields=("state", "lease_until", "attempts"))
    return job


def _postpone(job: Job, error: Exception) -> None:
    """Try again later, each time twice as late; give up after MAX_ATTEMPTS. No values in the error text."""
    gave_up = job.attempts >= MAX_ATTEMPTS
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.FAILED if gave_up else Job.State.WAITING,
        lease_until=None,
        run_after=timezone.now() + timedelta(seconds=2**job.attempts),
        error=type(error).__name__,
    )
