"""What a colleague does with a round: make it, invite, open, close."""

import datetime
import random

from django.conf import settings
from django.db import transaction

from thuis.core.errors import InvalidInput, WrongState
from thuis.core.questionnaire.check import check_questionnaire
from thuis.core.questionnaire.freeze import fingerprint, to_json
from thuis.core.questionnaire.model import Questionnaire
from thuis.foundation.audit.actions import Actor, record
from thuis.foundation.institution.queries import EnrolledStudent, students_enrolled_on
from thuis.foundation.jobs.actions import enqueue
from thuis.foundation.pseudonyms.links import invitation_digest, link_token
from thuis.rooms.monitor.access import check_round_can
from thuis.rooms.monitor.actions.keys import check_keys_are_here
from thuis.rooms.monitor.actions.letterbox import empty_after_closing, empty_each_night, empty_letterbox
from thuis.rooms.monitor.models import Invitation, Round
from thuis.rooms.monitor.queries.rounds import has_ended, open_rounds, today

BATCH = 2000
SEND_INVITATIONS = "monitor.send_invitations"


@transaction.atomic
def save_round(*, round: Round, by: Actor) -> Round:
    """Make a round, or change one that is being prepared."""
    check_round_can(round, "edit")
    round.save()
    record("round.saved", by=by, about=round)
    return round


@transaction.atomic
def invite_enrolled(*, round: Round, on: datetime.date, by: Actor) -> int:
    """An invitation for every enrolled student who has none yet; returns how many were added."""
    check_round_can(round, "invite")
    known = set(round.invitations.values_list("person_id", flat=True))
    new = {
        student.person_id: student for student in students_enrolled_on(on) if student.person_id not in known
    }
    Invitation.objects.bulk_create(
        (_invitation(round, student) for student in new.values()), batch_size=BATCH
    )
    record("round.invited", by=by, about=round)
    if round.state == Round.State.OPEN:
        _queue(round)
    return len(new)


def _invitation(round: Round, student: EnrolledStudent) -> Invitation:
    token = link_token(settings.LINK_KEY, f"{round.pk}|{student.person_id}", 1)
    return Invitation(
        round=round,
        person_id=student.person_id,
        link_digest=invitation_digest(token),
        state=Invitation.State.MADE if student.email else Invitation.State.NO_ADDRESS,
        programme=student.programme,
        site=student.site,
        study_year=student.study_year,
        form=student.form,
    )


@transaction.atomic
def open_round(*, round: Round, questionnaire: Questionnaire, by: Actor) -> Round:
    """Freeze the questionnaire and let the mail go out. From here on no word of it changes.

    Raises:
        WrongState: the round is not being prepared, or a second key is not loaded.
        InvalidInput: the questionnaire does not pass its check.
    """
    round.state = check_round_can(round, "open")
    check_keys_are_here(round)
    if problems := check_questionnaire(questionnaire.modules):
        raise InvalidInput("questionnaire-problems", problems="; ".join(problems[:5]))
    round.questionnaire, round.fingerprint = to_json(questionnaire), fingerprint(questionnaire)
    round.save()
    _queue(round)
    empty_each_night(round=round)
    record("round.opened", by=by, about=round)
    return round


def _queue(round: Round) -> None:
    round.invitations.filter(state=Invitation.State.MADE).update(state=Invitation.State.QUEUED)
    enqueue(SEND_INVITATIONS, round_id=round.pk)


@transaction.atomic
def extend_round(*, round: Round, last_day: datetime.date, by: Actor) -> Round:
    """Give an open round another last day, today or later. Reminders after it stay as they are planned.

    Raises:
        WrongState: the round is not open, or the day has passed.
    """
    check_round_can(round, "extend")
    if last_day < today():
        raise WrongState("round-day-passed")
    round.closes_on = last_day
    round.save(update_fields=("closes_on",))
    record("round.extended", by=by, about=round)
    return round


def close_what_has_ended(*, by: Actor) -> int:
    """Close every open round whose last day has passed; returns how many."""
    ended = [round for round in open_rounds() if has_ended(round)]
    for round in ended:
        close_round(round=round, by=by)
    return len(ended)


def close_round(*, round: Round, by: Actor, shuffle: random.Random | None = None) -> Round:
    """End the fieldwork: empty the letterbox in shuffled order, forget what was not handed in.

    Two steps, because they live in two databases. Should the second be cut off, the queue repeats it.
    """
    _close(round, by)
    empty_letterbox(round=round, shuffle=shuffle)
    return round


@transaction.atomic
def _close(round: Round, by: Actor) -> None:
    round.state = check_round_can(round, "close")
    round.save(update_fields=("state",))
    empty_after_closing(round=round)
    record("round.closed", by=by, about=round)


@transaction.atomic
def renew_link(*, invitation: Invitation, by: Actor) -> str:
    """A new link instead of one that leaked; the old one stops working. Returns the new token."""
    invitation.generation += 1
    person = f"{invitation.round_id}|{invitation.person_id}"
    token = link_token(settings.LINK_KEY, person, invitation.generation)
    invitation.link_digest = invitation_digest(token)
    invitation.save(update_fields=("generation", "link_digest"))
    record("invitation.renewed", by=by, about=invitation)
    return token
