"""Reading the loop: what a unit works on, what waits, and what nobody looks at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from thuis.core.errors import NotFound
from thuis.core.loop.answered import Answered, Asked, answered, is_late
from thuis.core.loop.states import UNDER_WAY
from thuis.foundation.accounts.models import User
from thuis.foundation.institution.models import Role, Unit
from thuis.foundation.institution.queries import (
    exists_on,
    holds_on,
    institution,
    unit_or_404,
    units_above,
    units_of,
    units_under,
)
from thuis.foundation.permissions.roles import CHOOSE_ACTIONS, SEE_RESULTS
from thuis.foundation.signals.models import Signal, Telling
from thuis.foundation.signals.queries import signals_of
from thuis.foundation.signals.tellings import telling_or_404
from thuis.rooms.approaches.access.loop import user_can_see_board
from thuis.rooms.approaches.models import Candidate, LogNote, MeaningSession, Plan
from thuis.rooms.approaches.queries.library import today

SOON = timedelta(days=14)
LEVELS = (Unit.Kind.INSTITUTION, Unit.Kind.DOMAIN, Unit.Kind.PROGRAMME)
OPEN = Signal.State.OPEN


@dataclass(frozen=True, slots=True)
class Standing:
    """How the loop of one unit stands on a day. Counts of things to do, never of people."""

    unit: Unit
    open: int
    forgotten: int  # open for more than eight weeks, and nothing is under way
    late: int  # open for more than eight weeks
    under_way: int
    overdue: int
    untold: int  # plans that began or ended, of which students know nothing
    answered: Answered


def units_with_board(user: Any) -> tuple[Unit, ...]:
    """Her units: the whole first, then domains, then programmes, each by name. Never by how they do."""
    found = set(units_of(user, SEE_RESULTS, today()))
    top = institution()
    if top is not None and user_can_see_board(user, top):
        found.add(top.pk)
    units = Unit.objects.filter(exists_on(today()), pk__in=found).select_related("parent")
    return tuple(sorted(units, key=lambda one: (LEVELS.index(Unit.Kind(one.kind)), one.name_nl)))


def units_to_choose_for(user: Any) -> tuple[Unit, ...]:
    """The units of which she chooses what they work on, in the same order."""
    chosen = units_of(user, CHOOSE_ACTIONS, today())
    return tuple(one for one in units_with_board(user) if one.pk in chosen)


def board_unit_or_404(user: Any, pk: int) -> Unit:
    """A unit whose board she sees. Raises NotFound."""
    unit = unit_or_404(pk)
    if not user_can_see_board(user, unit):
        raise NotFound("not-found")
    return unit


def session_or_404(user: Any, pk: int) -> MeaningSession:
    """Raises NotFound, also for a session of a unit that she does not see."""
    found = MeaningSession.objects.select_related("unit").filter(pk=pk).first()
    if found is None or not user_can_see_board(user, found.unit):
        raise NotFound("not-found")
    return found


def candidate_or_404(user: Any, pk: int) -> Candidate:
    """Raises NotFound, also for one of a unit that she does not see."""
    found = Candidate.objects.select_related("session__unit").filter(pk=pk).first()
    if found is None or not user_can_see_board(user, found.session.unit):
        raise NotFound("not-found")
    return found


def plan_or_404(user: Any, pk: int) -> Plan:
    """Raises NotFound, also for a plan of a unit that she does not see."""
    found = Plan.objects.select_related("unit", "owner", "telling").filter(pk=pk).first()
    if found is None or not user_can_see_board(user, found.unit):
        raise NotFound("not-found")
    return found


def note_or_404(user: Any, pk: int) -> LogNote:
    """Raises NotFound, also for a note of a unit that she does not see."""
    found = LogNote.objects.select_related("plan__unit").filter(pk=pk).first()
    if found is None or not user_can_see_board(user, found.plan.unit):
        raise NotFound("not-found")
    return found


def seen_telling_or_404(user: Any, pk: int) -> Telling:
    """Raises NotFound, also for one of a unit that she does not see."""
    found = telling_or_404(pk)
    if not user_can_see_board(user, found.unit):
        raise NotFound("not-found")
    return found


# --- what a unit works on ------------------------------------------------------------------------------


def sessions_of(unit: Unit) -> tuple[MeaningSession, ...]:
    return tuple(MeaningSession.objects.filter(unit=unit).prefetch_related("signals"))


def plans_of(units: Iterable[Unit]) -> tuple[Plan, ...]:
    """The plans of these units, the one to look at first on top."""
    rows = Plan.objects.filter(unit__in=[one.pk for one in units]).select_related("unit", "owner", "telling")
    return tuple(rows.prefetch_related("signals"))


def tellings_of(units: Iterable[Unit]) -> tuple[Telling, ...]:
    """Every answer of these units, drafts too, the newest first."""
    rows = Telling.objects.filter(unit__in=[one.pk for one in units]).select_related("unit", "plan")
    return tuple(rows.order_by("-changed_at", "-pk"))


def signals_to_choose(unit: Unit, also: Iterable[Signal] = ()) -> tuple[Signal, ...]:
    """The open signals of a unit and of everything in it, and those that belong to something already."""
    known = {one.pk for one in also}
    return tuple(one for one in _signals_in(unit) if one.state == OPEN or one.pk in known)


def signals_to_tell(unit: Unit) -> tuple[Signal, ...]:
    """What students may hear about: not what somebody closed; what was told before may be told again."""
    return tuple(one for one in _signals_in(unit) if one.state != Signal.State.CLOSED)


def _signals_in(unit: Unit) -> tuple[Signal, ...]:
    return signals_of(Unit.objects.filter(pk__in=units_under(unit)))


def colleagues_of(unit: Unit) -> tuple[User, ...]:
    """Who could own a plan: colleagues with a role at the unit, around it or in it."""
    near = {one.pk for one in units_above(unit)} | units_under(unit)
    roles = Role.objects.filter(holds_on(today()), unit__in=near)
    found = User.objects.filter(is_active=True, person__roles__in=roles).distinct()
    return tuple(found.order_by("name", "pk"))


# --- what is forgotten ---------------------------------------------------------------------------------


def looked_at(signals: Iterable[Signal]) -> frozenset[int]:
    """Of these signals those that something is under way for: a session that comes, a plan, or a draft."""
    known = [one.pk for one in signals]
    comes = Q(sessions__state=MeaningSession.State.PLANNED, sessions__on__gte=today())
    planned = Q(plans__state__in=UNDER_WAY)
    drafted = Q(tellings__state=Telling.State.DRAFT)
    rows = Signal.objects.filter(comes | planned | drafted, pk__in=known)
    return frozenset(rows.order_by().values_list("pk", flat=True))


def orphans(signals: Iterable[Signal]) -> tuple[Signal, ...]:
    """Open signals that nobody works on: not told, no reason, nothing under way."""
    still = [one for one in signals if one.state == OPEN]
    seen = looked_at(still)
    return tuple(one for one in still if one.pk not in seen)


def standings(units: Iterable[Unit]) -> tuple[Standing, ...]:
    """How each unit stands, in the order given; the number of queries does not grow with units."""
    known = tuple(units)
    signals, plans = signals_of(known), plans_of(known)
    alone = {one.pk for one in orphans(signals)}
    return tuple(_standing(unit, signals, plans, alone) for unit in known)


def _standing(unit: Unit, signals: tuple[Signal, ...], plans: tuple[Plan, ...], alone: set[int]) -> Standing:
    own = [one for one in signals if _is_about(one, unit)]
    mine = [plan for plan in plans if plan.unit_id == unit.pk and plan.state in UNDER_WAY]
    asked = [Asked(one.made_on, one.closed_on) for one in own]
    late = [one for one, each in zip(own, asked, strict=True) if is_late(each, today())]
    return Standing(
        unit=unit,
        open=sum(one.state == OPEN for one in own),
        forgotten=sum(one.pk in alone for one in late),
        late=len(late),
        under_way=len(mine),
        overdue=sum(is_overdue(plan) for plan in mine),
        untold=sum(plan.unit_id == unit.pk and is_untold(plan) for plan in plans),
        answered=answered(asked, today()),
    )


def _is_about(signal: Signal, unit: Unit) -> bool:
    if unit.kind == Unit.Kind.INSTITUTION:
        return signal.unit_kind in (Unit.Kind.INSTITUTION, "site")
    return (signal.unit_kind, signal.unit) == (unit.kind, unit.code)


def is_overdue(plan: Plan, on: date | None = None) -> bool:
    """Its day to look again has passed, and it still counts as under way."""
    return plan.state in UNDER_WAY and plan.review_on < (on or today())


def is_untold(plan: Plan) -> bool:
    """Something was done or stopped, and no answer is public."""
    is_news = plan.state not in (Plan.State.PLANNED, Plan.State.DROPPED)
    return is_news and (plan.telling is None or not plan.telling.is_published)


def plans_to_remind(on: date) -> tuple[Plan, ...]:
    """Plans under way whose day to look again comes within two weeks or has passed, with an owner."""
    rows = Plan.objects.filter(state__in=UNDER_WAY, review_on__lte=on + SOON, owner__is_active=True)
    return tuple(rows.select_related("owner", "unit"))


def first_overdue_of(user: Any) -> Plan | None:
    """The plan of a colleague that waits longest to be looked at again."""
    if not getattr(user, "is_authenticated", False):
        return None
    return Plan.objects.filter(owner=user, state__in=UNDER_WAY, review_on__lt=today()).first()


def plan_to_mail(pk: int) -> Plan | None:
    """The plan of a reminder; None when nobody has to look any more."""
    return Plan.objects.filter(pk=pk, state__in=UNDER_WAY).select_related("owner", "unit").first()
