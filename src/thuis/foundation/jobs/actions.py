"""The lease queue: enqueue, take, keep, finish. Calls look like Django's own task API, so it can be swapped.

A job is taken with a lease. A worker that dies stops renewing it, and after LEASE the job is taken again,
so every job must be safe to run twice. After MAX_ATTEMPTS, or as many workers that died of it, it stays
failed until somebody looks.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.db import DatabaseError, connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from thuis.foundation.database.shortages import shortage
from thuis.foundation.jobs.models import Job

LEASE = timedelta(seconds=60)
MAX_ATTEMPTS = 8
WORKER_DIED = "WorkerDied"
LONGEST_PAUSE = timedelta(minutes=1)  # while a disk is full or a database is away
FURTHEST = timedelta(days=400)  # no work is planned further ahead
Work = Callable[..., None]
log = logging.getLogger(__name__)


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


def last_worked() -> datetime | None:
    """When the latest work that was done was due; None where nothing was ever done."""
    done = Job.objects.filter(state=Job.State.DONE).order_by("-run_after").values_list("run_after", flat=True)
    return done.first()


def bring_back() -> int:
    """Do now what a clock that ran ahead planned for a later year. Returns how much that is."""
    now = timezone.now()
    ahead = Job.objects.filter(state=Job.State.WAITING, run_after__gt=now + FURTHEST)
    return ahead.update(run_after=now)


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
        _mine(job).update(state=Job.State.DONE, lease_until=None, error="")
    return True


@contextmanager
def heartbeat(job: Job, every: float = LEASE.total_seconds() / 3) -> Iterator[None]:
    """Renew the lease from a second thread while the work lasts, so that nobody else takes it meanwhile."""
    done = threading.Event()

    def beat() -> None:
        while not done.wait(every):
            try:
                renew_lease(job)
            except DatabaseError as error:  # the next beat may be in time
                log.warning("the lease of %s was not renewed: %s", job.name, type(error).__name__)
                connection.close()
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
    _mine(job).update(lease_until=timezone.now() + LEASE)


def _mine(job: Job) -> QuerySet[Job]:
    """The job, unless its lease ran out and somebody else has taken it since: each taking counts."""
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)


@transaction.atomic
def _take() -> Job | None:
    now = timezone.now()
    due = Q(state=Job.State.WAITING, run_after__lte=now) | Q(state=Job.State.RUNNING, lease_until__lt=now)
    due |= Q(state=Job.State.RUNNING, lease_until__gt=now + 2 * LEASE)  # by a clock that ran ahead
    job = Job.objects.select_for_update(skip_locked=True).filter(due).order_by("run_after", "pk").first()
    if job is None:
        return None
    job.deaths += job.state == Job.State.RUNNING
    if job.deaths >= MAX_ATTEMPTS:
        _give_up(job)
        return _take()
    job.state, job.lease_until, job.attempts = Job.State.RUNNING, now + LEASE, job.attempts + 1
    job.save(update_fields=("state", "lease_until", "attempts", "deaths"))
    return job


def _give_up(job: Job) -> None:
    """Work that ends its worker each time, as without memory: nobody was there to say what went wrong."""
    log.error("%s failed for good: %s", job.name, WORKER_DIED)
    job.state, job.lease_until, job.error = Job.State.FAILED, None, WORKER_DIED
    job.save(update_fields=("state", "lease_until", "error", "deaths"))


def _postpone(job: Job, error: Exception) -> None:
    """Try again later, each time twice as late; give up after MAX_ATTEMPTS. No values in the error text.

    A full disk or a database that is away is no reason to give up: it passes.
    """
    pause, gave_up = timedelta(seconds=2 ** min(job.attempts, MAX_ATTEMPTS)), job.attempts >= MAX_ATTEMPTS
    if shortage(error):
        pause, gave_up = min(pause, LONGEST_PAUSE), False
    if gave_up:
        log.error("%s failed for good: %s", job.name, type(error).__name__)
    _mine(job).update(
        state=Job.State.FAILED if gave_up else Job.State.WAITING,
        lease_until=None,
        run_after=timezone.now() + pause,
        error=type(error).__name__,
    )
