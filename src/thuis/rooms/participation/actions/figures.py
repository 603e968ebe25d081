"""Making figures of a period through the release door, and setting targets."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from thuis.core.errors import WrongState
from thuis.core.participation.model import Unit
from thuis.core.participation.periods import DAY
from thuis.core.participation.release import Groups
from thuis.core.participation.release_model import Period
from thuis.foundation.audit.actions import Actor, Operator
from thuis.foundation.release.participation_actions import make_participation
from thuis.foundation.release.participation_models import ParticipationRelease
from thuis.foundation.release.participation_queries import latest_versions
from thuis.rooms.participation.access import check_user_can_keep_roles, check_user_can_set_target
from thuis.rooms.participation.actions.tables import save_target
from thuis.rooms.participation.models import Forgotten, Target
from thuis.rooms.participation.queries.register import (
    BY,
    enrolled_until,
    groups_of,
    recorded_quarters,
    recorded_years,
    register_of,
)

EACH_DAY = Operator("daily figures of participation")
QUARTERS = 4


def make_figures(*, period: Period, by: Actor) -> ParticipationRelease:
    """The first or next version of a period, from all that is recorded.

    Raises:
        WrongState: nothing is recorded, a part of it was forgotten, or too few people changed since the
            version before.
    """
    check_user_can_keep_roles(by)
    if period not in recorded_periods():
        raise WrongState("participation-nothing-recorded")
    if is_partly_forgotten(period):
        raise WrongState("participation-forgotten")
    span = period.span
    groups = {
        trait: Groups(tuple(one for one in enrolled_until(span, trait) if one.group), groups_of(span, trait))
        for trait in BY
    }
    return make_participation(register=register_of(span), period=period, groups=groups, by=by)


def recorded_periods() -> tuple[Period, ...]:
    """Quarters that files cover, and years of which all quarters are; the oldest first."""
    found: list[Period] = []
    for year in recorded_years():
        quarters = [Period(year, one.number) for one in recorded_quarters(year)]
        found += [Period(year)] if len(quarters) == QUARTERS else []
        found += quarters
    return tuple(found)


def figures_each_day() -> None:
    """The daily job: first versions of periods that are over. A next one is for a coordinator to ask."""
    made, today = latest_versions(), timezone.localdate()
    for period in recorded_periods():
        if period not in made and period.span.last < today and not is_partly_forgotten(period):
            make_figures(period=period, by=EACH_DAY)


def is_partly_forgotten(period: Period) -> bool:
    """Whether roles of these days were old enough to go: what is left would count as everybody."""
    return Forgotten.objects.filter(before__gt=period.span.first).exists()


@transaction.atomic
def set_target(*, unit: Unit, measure: str, value: float, until: date, by: Actor) -> Target:
    """What a unit wants to reach, from today; the target of before ends there."""
    check_user_can_set_target(by, unit)
    today = timezone.localdate()
    wanted = {"level": unit.level.value, "unit": unit.code, "measure": measure}
    Target.objects.filter(**wanted, first__gte=today).delete()
    Target.objects.filter(**wanted, first__lt=today, last__gte=today).update(last=today - DAY)
    target = Target(**wanted, first=today, last=until, value=value, set_on=today)
    return save_target(target=target, by=by)
