"""Everything that changes sessions, what was weighed in them, plans and their log."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from thuis.core.errors import InvalidInput, WrongState
from thuis.core.loop.states import PLAN, SESSION, after
from thuis.foundation.accounts.models import User
from thuis.foundation.audit.actions import record
from thuis.foundation.permissions.roles import check_user_can_choose_actions
from thuis.foundation.signals.models import Signal
from thuis.rooms.approaches.access.loop import check_user_can_log
from thuis.rooms.approaches.models import Candidate, LogNote, MeaningSession, Plan
from thuis.rooms.approaches.queries.library import today

SESSION_DEEDS = ("hold", "cancel", "undo")
PLAN_DEEDS = ("begin", "finish", "drop", "resume")


@transaction.atomic
def save_session(*, session: MeaningSession, signals: Sequence[Signal], by: User) -> MeaningSession:
    """Plan a session or change it. Raises InvalidInput when no student comes and nobody says why."""
    check_user_can_choose_actions(by, session.unit)
    if not session.students and not session.without_students.strip():
        raise InvalidInput("session-without-students")
    session.save()
    session.signals.set(signals)
    record("session.saved", by=by, about=session)
    return session


@transaction.atomic
def write_down(*, session: MeaningSession, notes: str, agreements: str, language: str, by: User) -> None:
    """What was said and what was agreed."""
    check_user_can_choose_actions(by, session.unit)
    words = {"notes": notes, "agreements": agreements, "language": language}
    MeaningSession.objects.filter(pk=session.pk).update(**words)
    record("session.written-down", by=by, about=session)


@transaction.atomic
def move_session(*, session: MeaningSession, deed: str, by: User) -> None:
    """It was held, it does not go on, or that was a mistake. Raises WrongState."""
    check_user_can_choose_actions(by, session.unit)
    session = MeaningSession.objects.select_for_update().get(pk=session.pk)
    session.state = after(SESSION, session.state, deed)
    session.save(update_fields=("state",))
    record("session.moved", by=by, about=session)


@transaction.atomic
def weigh(*, candidate: Candidate, by: User) -> Candidate:
    """Put an element, perhaps with an approach, beside others. Raises WrongState when it is there already."""
    check_user_can_choose_actions(by, candidate.session.unit)
    same = Candidate.objects.filter(
        session=candidate.session, element=candidate.element, approach=candidate.approach
    )
    if same.exclude(pk=candidate.pk).exists():
        raise WrongState("candidate-twice")
    candidate.save()
    record("candidate.weighed", by=by, about=candidate)
    return candidate


@transaction.atomic
def choose(*, candidate: Candidate, by: User) -> None:
    """Choose it, or take the choice back."""
    check_user_can_choose_actions(by, candidate.session.unit)
    candidate.chosen = not candidate.chosen
    candidate.save(update_fields=("chosen",))
    record("candidate.chosen", by=by, about=candidate)


@transaction.atomic
def remove_candidate(*, candidate: Candidate, by: User) -> None:
    check_user_can_choose_actions(by, candidate.session.unit)
    record("candidate.removed", by=by, about=candidate)
    candidate.delete()


@transaction.atomic
def save_plan(*, plan: Plan, signals: Sequence[Signal], by: User) -> Plan:
    """Make a plan or change it. Raises InvalidInput when a student is named who did not agree."""
    check_user_can_choose_actions(by, plan.unit)
    if plan.student_owner and not plan.student_agreed:
        raise InvalidInput("plan-not-agreed")
    plan.save()
    plan.signals.set(signals)
    record("plan.saved", by=by, about=plan)
    return plan


@transaction.atomic
def move_plan(*, plan: Plan, deed: str, by: User, because: str = "") -> None:
    """Begin, finish, drop or go on after all. Raises WrongState; InvalidInput when dropped without reason."""
    check_user_can_log(by, plan)
    if deed == "drop" and not because.strip():
        raise InvalidInput("plan-reason")
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    plan.state = after(PLAN, plan.state, deed)
    plan.ended_because = because if deed == "drop" else ""
    plan.save(update_fields=("state", "ended_because"))
    record("plan.moved", by=by, about=plan)


@transaction.atomic
def log(*, plan: Plan, on: date, words: str, by: User) -> LogNote:
    """Note what was done on a day."""
    check_user_can_log(by, plan)
    note = LogNote.objects.create(plan=plan, on=min(on, today()), words=words, by=by)
    record("plan.logged", by=by, about=note)
    return note


@transaction.atomic
def remove_note(*, note: LogNote, by: User) -> None:
    check_user_can_log(by, note.plan)
    record("plan.note-removed", by=by, about=note)
    note.delete()
