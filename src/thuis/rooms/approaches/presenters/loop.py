"""Page objects of the loop: her units, the board of one, a session with its agenda and what was weighed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from thuis.core.elements.model import Element
from thuis.core.loop.agenda import Item, agenda, is_full, seats_missing
from thuis.core.loop.answered import Asked, is_late
from thuis.core.loop.states import SESSION, UNDER_WAY, deeds
from thuis.foundation.institution.models import Unit
from thuis.foundation.permissions.roles import user_can_choose_actions
from thuis.foundation.signals.access import user_can_make_signal
from thuis.foundation.signals.models import Signal
from thuis.foundation.signals.queries import signals_of
from thuis.rooms.approaches.models import Candidate, MeaningSession, Plan
from thuis.rooms.approaches.presenters.loop_words import AGENDA, JUDGEMENTS, LAYERS, NOT_KNOWN, SESSION_DEEDS
from thuis.rooms.approaches.presenters.words import Words
from thuis.rooms.approaches.queries import loop as queries
from thuis.rooms.approaches.queries.content import elements
from thuis.rooms.approaches.queries.library import entries, today
from thuis.rooms.approaches.queries.loop import Standing

PLAN_STATUS = {
    "planned": "open", "doing": "busy", "done": "done", "lasting": "done", "stopped": "no", "dropped": "no",
}  # fmt: skip
MOST_JUDGED, BAR = 3, 16  # bars, and pixels from one to the next


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One unit in the overview."""

    pk: int
    name: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class SignalRow:
    pk: int
    question: str
    said: str
    language: str
    source: str
    address: str
    made_on: date
    is_late: bool
    is_looked_at: bool
    where: str = ""


@dataclass(frozen=True, slots=True)
class SessionRow:
    pk: int
    on: date
    place: str
    state: str
    is_planned: bool
    about: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    pk: int
    title: str
    state: str
    status: str
    owner: str
    student: str
    review_on: date
    is_overdue: bool
    is_under_way: bool
    is_told: bool


@dataclass(frozen=True, slots=True)
class BoardPage:
    pk: int
    name: str
    standing: Standing
    signals: tuple[SignalRow, ...]
    sessions: tuple[SessionRow, ...]
    plans: tuple[PlanRow, ...]
    ended: tuple[PlanRow, ...]
    may_choose: bool
    may_say: bool


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the agenda, with the clock in minutes and the signal it is about."""

    begins: int
    minutes: int
    title: Words
    lines: tuple[Words, ...]
    signal: SignalRow | None


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement in words and as three small bars, each with its place; none when it is not known."""

    label: Words
    words: Words
    bars: tuple[tuple[int, bool], ...]


@dataclass(frozen=True, slots=True)
class CandidateRow:
    pk: int
    number: int
    element: str
    element_key: str
    approach: str
    approach_key: str
    judged: tuple[Judged, ...]
    why: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class SessionPage:
    pk: int
    unit: str
    unit_pk: int
    on: date
    place: str
    state: str
    is_planned: bool
    deeds: tuple[tuple[str, Words], ...]
    seats: tuple[tuple[Words, int], ...]
    missing: tuple[Words, ...]
    without_students: str
    is_full: bool
    minutes: int
    points: tuple[Point, ...]
    candidates: tuple[CandidateRow, ...]
    notes: str
    agreements: str
    language: str
    plans: tuple[PlanRow, ...]
    may_choose: bool


def overview(user: Any, language: str) -> tuple[StandingRow, ...]:
    """Her units in a fixed order, with what waits in each."""
    found = queries.standings(queries.units_with_board(user))
    return tuple(StandingRow(one.unit.pk, one.unit.name_in(language), one) for one in found)


def board_page(unit: Unit, user: Any, language: str) -> BoardPage:
    plans = [plan_row(plan, language) for plan in queries.plans_of([unit])]
    signals = [one for one in signals_of([unit]) if one.state == Signal.State.OPEN]
    seen = queries.looked_at(signals)
    return BoardPage(
        unit.pk,
        unit.name_in(language),
        queries.standings([unit])[0],
        tuple(signal_row(one, one.pk in seen) for one in signals),
        tuple(_session_row(one) for one in queries.sessions_of(unit)),
        tuple(one for one in plans if one.is_under_way),
        tuple(one for one in plans if not one.is_under_way),
        user_can_choose_actions(user, unit),
        user_can_make_signal(user, unit),
    )


def signal_row(one: Signal, is_looked_at: bool = True) -> SignalRow:
    late = is_late(Asked(one.made_on, one.closed_on), today())
    where = " · ".join(word for word in (one.period, one.group) if word)
    words = (one.question, one.said, one.language, one.source, one.address)
    return SignalRow(one.pk, *words, one.made_on, late, is_looked_at, where)


def _session_row(one: MeaningSession) -> SessionRow:
    about = ", ".join(signal.question for signal in one.signals.all())
    is_planned = one.state == MeaningSession.State.PLANNED
    return SessionRow(one.pk, one.on, one.place, one.get_state_display(), is_planned, about)


def plan_row(plan: Plan, language: str) -> PlanRow:
    told = plan.telling is not None and plan.telling.state == "published"
    return PlanRow(
        plan.pk,
        plan.title_in(language),
        plan.get_state_display(),
        PLAN_STATUS[plan.state],
        str(plan.owner or ""),
        plan.student_owner,
        plan.review_on,
        queries.is_overdue(plan),
        plan.state in UNDER_WAY,
        told,
    )


def session_page(session: MeaningSession, user: Any, language: str) -> SessionPage:
    signals = {one.pk: signal_row(one) for one in session.signals.order_by("made_on", "pk")}
    points = agenda(list(signals))
    return SessionPage(
        pk=session.pk,
        unit=session.unit.name_in(language),
        unit_pk=session.unit_id,
        on=session.on,
        place=session.place,
        state=session.get_state_display(),
        is_planned=session.state == MeaningSession.State.PLANNED,
        deeds=tuple((deed, SESSION_DEEDS[deed]) for deed in deeds(SESSION, session.state)),
        seats=tuple((LAYERS[layer], number) for layer, number in session.seats.items()),
        missing=tuple(LAYERS[layer] for layer in seats_missing(session.seats)),
        without_students=session.without_students,
        is_full=is_full(list(signals)),
        minutes=sum(one.minutes for one in points),
        points=tuple(_point(one, signals) for one in points),
        candidates=candidate_rows(session.candidates.all(), language),
        notes=session.notes,
        agreements=session.agreements,
        language=session.language,
        plans=tuple(plan_row(one, language) for one in session.plans.select_related("owner", "telling")),
        may_choose=user_can_choose_actions(user, session.unit),
    )


def _point(item: Item, signals: dict[int, SignalRow]) -> Point:
    title, lines = AGENDA[item.kind]
    signal = signals[item.signal] if item.signal is not None else None
    return Point(item.begins, item.minutes, signal.question if signal else title, lines, signal)


def candidate_rows(found: Iterable[Candidate], language: str) -> tuple[CandidateRow, ...]:
    """In the order of the elements in their rings; never by what was judged."""
    known = {one.key: one for one in elements()}
    titles = {one.row.key: one.approach["title"].in_(language) for one in entries()}
    rows = [
        _candidate_row(one, known[one.element], titles, language) for one in found if one.element in known
    ]
    return tuple(sorted(rows, key=lambda row: (row.number, row.approach)))


def _candidate_row(one: Candidate, element: Element, titles: dict[str, str], language: str) -> CandidateRow:
    return CandidateRow(
        one.pk,
        element.number,
        element.name.in_(language),
        element.key,
        titles.get(one.approach, ""),
        one.approach if one.approach in titles else "",
        tuple(_judged(name, getattr(one, name)) for name in JUDGEMENTS),
        one.why,
        one.chosen,
    )


def _judged(name: str, value: int | None) -> Judged:
    label, words = JUDGEMENTS[name]
    if value is None:
        return Judged(label, NOT_KNOWN, ())
    bars = tuple((number * BAR, number < value) for number in range(MOST_JUDGED))
    return Judged(label, words[value], bars)
