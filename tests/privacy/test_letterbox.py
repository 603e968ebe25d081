"""The sealed letterbox: when it is emptied, what moves, and what it tells afterwards."""

import random
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from thuis.config.jobs import JOBS
from thuis.foundation.audit.actions import Operator
from thuis.foundation.jobs.actions import work_once
from thuis.foundation.jobs.models import Job
from thuis.foundation.responses.models import Draft, LetterboxAnswers, Response
from thuis.rooms.monitor.actions import letterbox
from thuis.rooms.monitor.actions.letterbox import EMPTY_LETTERBOX, HOUR, SMALLEST_BATCH, empty_letterbox
from thuis.rooms.monitor.actions.mine import erase_round
from thuis.rooms.monitor.actions.rounds import close_round
from thuis.rooms.monitor.tasks import empty_letterbox as task

BY = Operator("test")


def counts():
    return LetterboxAnswers.objects.count(), Response.objects.count()


def progress(crowd):
    return Counter(crowd.round.invitations.values_list("progress", flat=True))


def waiting_jobs():
    return Job.objects.filter(name=EMPTY_LETTERBOX, state="waiting")


def test_fewer_than_a_batch_stay_in_the_letterbox(crowd_of):
    crowd = crowd_of(30)
    crowd.hand_in(SMALLEST_BATCH - 1)
    assert empty_letterbox(round=crowd.round) == 0
    assert counts() == (SMALLEST_BATCH - 1, 0)
    assert progress(crowd) == {"started": SMALLEST_BATCH - 1, "none": 11}


def test_a_batch_moves_with_every_answer_under_a_new_id(crowd_of):
    crowd = crowd_of(30)
    crowd.hand_in(SMALLEST_BATCH)
    before = {row.pop("owner"): row for row in LetterboxAnswers.objects.values()}
    assert empty_letterbox(round=crowd.round) == SMALLEST_BATCH
    after = {row.pop("owner"): row for row in Response.objects.values()}
    assert not {row.pop("id") for row in before.values()} & {row.pop("id") for row in after.values()}
    assert after == before
    assert progress(crowd) == {"completed": SMALLEST_BATCH, "none": 10}


def test_a_closed_round_keeps_every_answer_and_forgets_what_was_not_handed_in(crowd_of):
    crowd = crowd_of(10)
    crowd.start(2)
    crowd.hand_in(3)
    close_round(round=crowd.round, by=BY)
    assert counts() == (0, 3)
    assert Draft.objects.filter(submitted=False).count() == 0
    assert progress(crowd) == {"completed": 3, "none": 7}


def test_who_was_handing_in_at_closing_time_is_moved_a_little_later(crowd_of):
    crowd = crowd_of(10)
    (late,) = crowd.start(1)
    keep = Draft.objects.get()
    close_round(round=crowd.fresh_round(), by=BY)
    keep.save()
    crowd.finish(late)
    assert counts() == (1, 0)
    waiting_jobs().update(run_after=timezone.now())
    while work_once(JOBS):
        pass
    assert counts() == (0, 1)


def test_a_crash_between_the_two_databases_is_repaired_by_the_next_run(crowd_of, monkeypatch):
    crowd = crowd_of(30)
    crowd.hand_in(25)

    def cut_off(*_):
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(letterbox, "_tell_progress", cut_off)
        with pytest.raises(ConnectionError):
            empty_letterbox(round=crowd.round)
    assert (counts(), progress(crowd)["completed"]) == ((0, 25), 0)
    empty_letterbox(round=crowd.round)
    assert (counts(), progress(crowd)["completed"]) == ((0, 25), 25)


def test_running_again_changes_nothing_but_ids_and_order(crowd_of):
    crowd = crowd_of(30)
    crowd.hand_in(25)
    empty_letterbox(round=crowd.round)
    before = {row.pop("owner"): row["answers"] for row in Response.objects.values()}
    empty_letterbox(round=crowd.round)
    assert {row.pop("owner"): row["answers"] for row in Response.objects.values()} == before


def test_a_draft_under_way_survives_the_night_as_it_was(crowd_of):
    crowd = crowd_of(30)
    crowd.start(1)
    before = Draft.objects.values().get()
    empty_letterbox(round=crowd.round)
    assert Draft.objects.values().get() == before


def test_after_the_night_no_finished_draft_tells_which_pages_somebody_saw(crowd_of):
    crowd = crowd_of(30)
    crowd.hand_in(3)
    assert any(draft.page_seconds for draft in Draft.objects.all())
    empty_letterbox(round=crowd.round)
    assert not any(draft.page_seconds for draft in Draft.objects.all())


def test_withdrawing_shows_in_the_progress_after_the_next_night(crowd_of):
    crowd = crowd_of(30)
    for visit in (visits := crowd.start(25)):
        crowd.finish(visit)
    empty_letterbox(round=crowd.round)
    erase_round(visit=visits[0], round_key=crowd.round.key)
    assert progress(crowd)["completed"] == 25
    empty_letterbox(round=crowd.round)
    assert progress(crowd)["completed"] == 24


def test_other_rounds_are_left_alone(crowd_of):
    crowd = crowd_of(30)
    crowd.hand_in(25)
    LetterboxAnswers.objects.update(round_key="another")
    Draft.objects.update(round_key="another")
    ids = set(LetterboxAnswers.objects.values_list("id", flat=True))
    empty_letterbox(round=crowd.round)
    assert set(LetterboxAnswers.objects.values_list("id", flat=True)) == ids


def test_rows_come_in_the_order_of_the_generator(crowd_of):
    crowd = crowd_of(30)
    crowd.hand_in(25)

    class Backwards(random.Random):
        def shuffle(self, keys):
            keys.sort(reverse=True)

    expected = list(LetterboxAnswers.objects.order_by("-id").values_list("owner", flat=True))
    empty_letterbox(round=crowd.round, shuffle=Backwards())
    # whole rows, because one column would come from an index, in the order of that column
    assert [response.owner for response in Response.objects.all()] == expected


def test_the_job_comes_back_every_night_at_its_hour_while_the_round_is_open(crowd_of):
    crowd = crowd_of(3)
    job = waiting_jobs().get()
    assert timezone.localtime(job.run_after).time() == HOUR
    assert job.run_after <= timezone.now() + timedelta(hours=30)
    task(crowd.round.pk)
    assert waiting_jobs().count() == 1, "one night in the queue, not two"
    waiting_jobs().update(run_after=timezone.now())
    while work_once(JOBS):
        pass
    assert waiting_jobs().get().run_after > timezone.now()


def test_a_night_that_fails_does_not_end_the_series(crowd_of, monkeypatch):
    crowd = crowd_of(3)
    Job.objects.all().delete()

    def fail(**_):
        raise ConnectionError

    monkeypatch.setattr("thuis.rooms.monitor.tasks.empty", fail)
    with pytest.raises(ConnectionError):
        task(crowd.round.pk)
    assert waiting_jobs().count() == 1


def test_a_closed_round_asks_for_no_more_nights(crowd_of):
    crowd = crowd_of(3)
    close_round(round=crowd.round, by=BY)
    Job.objects.all().delete()
    task(crowd.round.pk)
    assert not waiting_jobs().exists()
