"""Nobody who holds both databases and all mail can tell who wrote what better than by blind chance.

The figures show with `--log-cli-level=INFO`.
"""

import logging

from tests.privacy.attack import attack
from tests.sizes import size
from thuis.foundation.audit.actions import Operator
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.jobs.models import Job
from thuis.foundation.responses.models import LetterboxAnswers, Response
from thuis.rooms.monitor.actions import letterbox
from thuis.rooms.monitor.actions.letterbox import SMALLEST_BATCH
from thuis.rooms.monitor.actions.rounds import close_round
from thuis.rooms.monitor.tasks import empty_letterbox

STUDENTS = size("THUIS_LINKAGE_STUDENTS", 600, 5000)
NIGHTS = 5
ONE_POINT = 0.01


def attacked(crowd):
    result = attack(handed_in=crowd.handed_in, spool=crowd.spool, truth=crowd.finished_truth)
    logging.getLogger(__name__).info("%d answers, %s", len(crowd.handed_in), result)
    return result


def a_round_of(crowd, students):
    """Each night a batch; some stop half-way, and a few hand in too late for the last batch."""
    half_way = crowd.start(students // 10)
    few = SMALLEST_BATCH - 1
    for night in range(NIGHTS):
        crowd.hand_in((students - students // 10 - few) // NIGHTS)
        for visit in half_way[night::NIGHTS][: len(half_way) // NIGHTS // 2]:
            crowd.finish(visit)
        empty_letterbox(crowd.round.pk)
    crowd.hand_in(few)
    empty_letterbox(crowd.round.pk)


def test_two_databases_and_all_mail_do_not_tell_who_wrote_what(crowd_of):
    crowd = crowd_of(STUDENTS)
    a_round_of(crowd, STUDENTS)
    assert LetterboxAnswers.objects.count() == SMALLEST_BATCH - 1
    assert attacked(crowd).above_chance <= ONE_POINT

    close_round(round=crowd.fresh_round(), by=Operator("test"))
    assert Response.objects.count() == len(crowd.handed_in)
    assert attacked(crowd).above_chance <= ONE_POINT


def test_the_same_attack_finds_nearly_everybody_when_answers_are_written_as_they_come(crowd_of):
    crowd = crowd_of(120)
    for _ in range(100):
        crowd.hand_in(1)
        waiting = LetterboxAnswers.objects.get()
        Response.objects.create(**{f.name: getattr(waiting, f.name) for f in Response._meta.fields})
        waiting.delete()
        crowd.round.invitations.filter(person__number=crowd.handed_in[-1]).update(progress="completed")
    assert attacked(crowd).success > 0.9


def test_a_batch_that_is_only_copied_in_order_is_found_out(crowd_of):
    """Waiting for a batch is not enough: it is the shuffling that protects."""
    crowd = crowd_of(120)
    crowd.hand_in(100)
    for waiting in LetterboxAnswers.objects.all():
        Response.objects.create(**{f.name: getattr(waiting, f.name) for f in Response._meta.fields})
        waiting.delete()
    crowd.round.invitations.filter(person__number__in=crowd.handed_in).update(progress="completed")
    assert attacked(crowd).success > 0.9


def test_handing_in_leaves_no_row_with_a_time(crowd_of):
    crowd = crowd_of(30)
    before = Job.objects.count(), AuditEvent.objects.count()
    crowd.hand_in(25)
    assert (Job.objects.count(), AuditEvent.objects.count()) == before
    assert set(crowd.round.invitations.values_list("progress", flat=True)) == {"none"}


def test_the_attack_reads_what_deleted_rows_leave_behind(crowd_of, monkeypatch):
    """Shuffling alone is not enough either, and the attack would notice if the traces came back."""
    crowd = crowd_of(120)
    monkeypatch.setattr(letterbox, "forget_traces", lambda: None)
    crowd.hand_in(100)
    empty_letterbox(crowd.round.pk)
    assert attacked(crowd).success > 0.2
