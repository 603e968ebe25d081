"""What the queue bears: a lease that was lost, a disk that is full for hours, a clock that is years wrong."""

import errno
import logging
import threading
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from thuis.config.worker import DISBELIEF, LONG_PAUSE, Worker
from thuis.foundation.jobs import actions
from thuis.foundation.jobs.actions import LEASE, MAX_ATTEMPTS, bring_back, enqueue, work_once
from thuis.foundation.jobs.models import Job

pytestmark = pytest.mark.django_db
YEARS = timedelta(days=731)


def due_now():
    Job.objects.update(run_after=timezone.now())


def test_a_worker_that_lost_its_lease_changes_nothing_of_what_another_did():
    """It was stopped for minutes in mid-job; meanwhile another took the job and finished it."""
    enqueue("say")
    done = []

    def slow():
        Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        work_once({"say": lambda: done.append("the other")})
        raise ValueError

    work_once({"say": slow})
    job = Job.objects.get()
    assert (done, job.state, job.attempts, job.error) == (["the other"], Job.State.DONE, 2, "")


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), OperationalError("disk is full")])
def test_a_full_disk_is_no_reason_to_give_up(error):
    enqueue("write")

    def fail():
        raise error

    for _ in range(3 * MAX_ATTEMPTS):
        due_now()
        work_once({"write": fail})
    job = Job.objects.get()
    assert job.state == Job.State.WAITING
    assert job.run_after < timezone.now() + timedelta(seconds=60)
    due_now()
    work_once({"write": lambda: None})
    job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_work_that_fails_for_good_is_told_to_the_operator(caplog):
    enqueue("break")
    for _ in range(MAX_ATTEMPTS):
        due_now()
        work_once({})
    assert [record.getMessage() for record in caplog.records] == ["break failed for good: KeyError"]


def test_a_heartbeat_outlives_a_database_that_is_away_for_a_moment(monkeypatch, caplog):
    job, beats, enough = enqueue("say"), [], threading.Event()

    def renew(job):
        beats.append(job)
        if len(beats) == 1:
            raise OperationalError("away")
        enough.set()

    monkeypatch.setattr(actions, "renew_lease", renew)
    monkeypatch.setattr(actions.connection, "close", lambda: None)
    with actions.heartbeat(job, every=0.01):
        assert enough.wait(5)


def test_a_lease_and_a_plan_of_a_clock_that_ran_ahead_do_not_wait_for_years():
    ahead = timezone.now() + YEARS
    leased, planned = enqueue("say"), enqueue("say", run_after=ahead)
    soon = enqueue("say", run_after=timezone.now() + timedelta(days=90))
    Job.objects.filter(pk=leased.pk).update(state=Job.State.RUNNING, lease_until=ahead + LEASE)
    assert bring_back() == 1
    seen = []
    while work_once({"say": lambda: seen.append(1)}):
        pass
    assert len(seen) == 2
    assert Job.objects.get(state=Job.State.WAITING) == soon
    assert Job.objects.filter(state=Job.State.DONE).contains(planned)


def worker_at(monkeypatch, moment):
    """A worker whose day is that of a moment, with nothing to do but the daily work."""
    monkeypatch.setattr("thuis.config.jobs.DAILY", ("forget",))
    monkeypatch.setattr("thuis.config.jobs.JOBS", {"forget": lambda: FORGOTTEN.append(timezone.localdate())})
    monkeypatch.setattr(timezone, "now", lambda: moment)
    return Worker(threading.Event())


FORGOTTEN = []
NIGHTS = ("2028-02-28T22:59", "2028-02-29T22:59", "2027-03-27T22:59", "2027-10-30T21:59")


@pytest.fixture
def worked_yesterday(db):
    FORGOTTEN.clear()
    Job.objects.create(name="x", state=Job.State.DONE, run_after=timezone.now() - timedelta(days=1))
    return timezone.now()


def test_a_clock_two_years_ahead_makes_nobody_forget_anything(monkeypatch, worked_yesterday, caplog):
    worker = worker_at(monkeypatch, worked_yesterday + YEARS)
    assert {worker.turn() for _ in range(5)} == {LONG_PAUSE}
    assert (FORGOTTEN, Job.objects.count()) == ([], 1)
    assert [record.levelno for record in caplog.records] == [logging.ERROR], "told once"
    monkeypatch.setattr(timezone, "now", lambda: worked_yesterday)
    assert worker.turn() == 0
    assert [timezone.localdate()] == FORGOTTEN, "the clock is right again: at once"


def test_a_site_that_was_off_for_months_works_again_after_a_day(monkeypatch, worked_yesterday):
    worker = worker_at(monkeypatch, worked_yesterday + YEARS)
    assert worker.turn() == LONG_PAUSE
    worker.disbelieved_since -= DISBELIEF + 1
    assert worker.turn() == 0
    assert len(FORGOTTEN) == 1


@pytest.mark.parametrize("moment", NIGHTS)
def test_a_leap_day_and_the_nights_of_summer_time_do_each_day_once(monkeypatch, db, moment):
    FORGOTTEN.clear()
    start = timezone.datetime.fromisoformat(f"{moment}+00:00")
    worker = worker_at(monkeypatch, start)
    for half_hours in range(4 * 48):
        monkeypatch.setattr(timezone, "now", lambda at=start + timedelta(minutes=30 * half_hours): at)
        while worker.turn() == 0:
            pass
    days = (FORGOTTEN[-1] - FORGOTTEN[0]).days
    assert days >= 3
    assert [(day - FORGOTTEN[0]).days for day in FORGOTTEN] == list(range(days + 1)), "each day, once"


def test_the_worker_outlives_its_database(monkeypatch, db):
    worker, turns = Worker(threading.Event()), []

    def turn():
        turns.append(1)
        if len(turns) < 3:
            raise OperationalError("away")
        worker.stopping.set()
        return 0.0

    monkeypatch.setattr(worker, "turn", turn)
    monkeypatch.setattr("thuis.config.worker.LONG_PAUSE", 0)
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    worker.run()
    assert len(turns) == 3
