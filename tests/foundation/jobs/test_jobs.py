"""The queue loses no work: not when a job fails, when a worker dies, or when two workers look at once."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from thuis.config.jobs import DAILY, JOBS
from thuis.foundation.jobs.actions import (
    LEASE,
    MAX_ATTEMPTS,
    enqueue,
    enqueue_daily,
    forget_old_jobs,
    heartbeat,
    renew_lease,
    work_once,
)
from thuis.foundation.jobs.models import Job

pytestmark = pytest.mark.django_db


def due_now():
    Job.objects.update(run_after=timezone.now())


def test_a_job_is_done_once_with_its_arguments():
    seen = []
    enqueue("say", words="hello")
    assert work_once({"say": lambda words: seen.append(words)})
    assert not work_once({"say": lambda words: seen.append(words)})
    assert seen == ["hello"]
    assert Job.objects.get().state == Job.State.DONE


def test_jobs_are_done_in_the_order_in_which_they_are_due():
    seen = []
    enqueue("say", words="later", run_after=timezone.now() - timedelta(seconds=1))
    enqueue("say", words="first", run_after=timezone.now() - timedelta(hours=1))
    while work_once({"say": lambda words: seen.append(words)}):
        pass
    assert seen == ["first", "later"]


def test_a_job_for_tomorrow_waits():
    enqueue("say", run_after=timezone.now() + timedelta(days=1))
    assert not work_once({"say": lambda: None})


def test_a_failed_job_comes_back_later_and_tells_no_values():
    enqueue("break")

    def fail():
        raise ValueError("sanne@student.debrug.example")

    assert work_once({"break": fail})
    job = Job.objects.get()
    assert (job.state, job.error) == (Job.State.WAITING, "ValueError")
    assert job.run_after > timezone.now()


def test_after_many_attempts_a_job_stays_failed_until_somebody_looks():
    enqueue("unknown")
    for _ in range(MAX_ATTEMPTS):
        due_now()
        assert work_once({})
    assert Job.objects.get().state == Job.State.FAILED
    due_now()
    assert not work_once({})


def test_a_job_of_a_dead_worker_is_taken_again_when_its_lease_ran_out():
    job = enqueue("say")
    Job.objects.update(state=Job.State.RUNNING, lease_until=timezone.now() + LEASE)
    assert not work_once({"say": lambda: None})
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert work_once({"say": lambda: None})
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.DONE, 1)


def test_work_of_which_every_worker_dies_is_given_up_and_the_next_is_done(caplog):
    seen = []
    deadly, _ = enqueue("deadly"), enqueue("say")

    def die():
        raise SystemExit  # as a worker that is gone: nobody postpones the job

    for _ in range(MAX_ATTEMPTS):
        due_now()
        with pytest.raises(SystemExit):
            work_once({"deadly": die})
        Job.objects.filter(pk=deadly.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert work_once({"say": lambda: seen.append("said")})
    deadly.refresh_from_db()
    assert (seen, deadly.state, deadly.error) == (["said"], Job.State.FAILED, "WorkerDied")
    assert "deadly failed for good: WorkerDied" in caplog.text


def test_work_that_waited_for_a_full_disk_outlives_the_death_of_a_worker():
    job = enqueue("say")
    past = timezone.now() - timedelta(seconds=1)
    Job.objects.update(state=Job.State.RUNNING, lease_until=past, attempts=5 * MAX_ATTEMPTS)
    assert work_once({"say": lambda: None})
    job.refresh_from_db()
    assert (job.state, job.deaths) == (Job.State.DONE, 1)


def test_a_worker_that_lives_keeps_its_lease():
    job = enqueue("say")
    Job.objects.update(state=Job.State.RUNNING, lease_until=timezone.now() - timedelta(seconds=1))
    renew_lease(job)
    assert not work_once({"say": lambda: None})


@pytest.mark.django_db(transaction=True)
def test_long_work_keeps_its_lease_by_a_heartbeat():
    job = enqueue("say")
    Job.objects.update(state=Job.State.RUNNING, lease_until=timezone.now())
    with heartbeat(job, every=0.01):
        time.sleep(0.2)
    job.refresh_from_db()
    assert job.lease_until > timezone.now() + LEASE / 2


def test_a_daily_job_is_queued_once_a_day_whoever_asks():
    day = timezone.localdate()
    assert enqueue_daily(["tidy", "count"], on=day) == 2
    assert enqueue_daily(["tidy", "count"], on=day) == 0
    assert enqueue_daily(["tidy"], on=day + timedelta(days=1)) == 1
    assert Job.objects.count() == 3


def test_work_done_long_ago_is_forgotten_and_failed_work_is_not():
    for state in Job.State.values:
        Job.objects.create(name="say", state=state, run_after=timezone.now() - timedelta(days=30))
    assert forget_old_jobs(before=timezone.now() - timedelta(days=14)) == 1
    assert set(Job.objects.values_list("state", flat=True)) == {"waiting", "running", "failed"}


def test_daily_jobs_are_jobs_that_exist():
    assert set(DAILY) <= set(JOBS)


def test_every_job_of_the_house_has_a_name_with_its_place():
    assert all("." in name and callable(work) for name, work in JOBS.items())
