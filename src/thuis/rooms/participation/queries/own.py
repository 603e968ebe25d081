"""A student's own roles, looked up by her number at the moment she asks, and only when she agreed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Min

from thuis.core.errors import WrongState
from thuis.foundation.pseudonyms.pseudonyms import roles_purpose
from thuis.foundation.pseudonyms.queries import key_state
from thuis.rooms.participation.models import Engagement, OptIn, PoolMembership
from thuis.rooms.participation.queries.people import Pseudonyms, normal, owner_of
from thuis.rooms.participation.queries.places import Studies, studies_by_number

State = Engagement.State


@dataclass(frozen=True, slots=True)
class OwnRole:
    """One role of hers, rows that follow each other put together."""

    role: str
    programme: str
    site: str
    first: date
    last: date
    hours: float | None
    state: str
    code: str


@dataclass(frozen=True, slots=True)
class OwnRoles:
    """What is known of one student. Of `unread` years the key is away, so that nobody can say."""

    roles: tuple[OwnRole, ...]
    in_pool: bool
    unread: tuple[int, ...]


def agreed(number: str) -> bool:
    """Whether she agreed that her roles are looked up."""
    return OptIn.objects.filter(owner=owner_of(number)).exists()


def check_agreed(number: str) -> None:
    if not agreed(number):
        raise WrongState("roles-not-agreed")


def own_roles(number: str, today: date) -> OwnRoles:
    """Her roles, newest first. Raises WrongState when she did not agree."""
    check_agreed(number)
    readable, unread = _years()
    pseudonyms = Pseudonyms()
    people = [pseudonyms.of(normal(number), year) for year in readable]
    rows = Engagement.objects.filter(pseudonym__in=people).order_by(
        "role", "programme", "site", "code", "first"
    )
    pool = PoolMembership.objects.filter(pseudonym__in=people, first__lte=today, last__gte=today)
    roles = sorted(_together(list(rows)), key=lambda one: (one.last, one.first, one.role), reverse=True)
    return OwnRoles(tuple(roles), pool.exists(), unread)


def own_studies(number: str, today: date) -> tuple[Studies, ...]:
    """Where she studies now."""
    found = studies_by_number(normal(number)).get(normal(number), [])
    return tuple(one for one in found if one.holds_on(today))


def _years() -> tuple[list[int], tuple[int, ...]]:
    """The years of which anything is known: with their key, and without."""
    days = [
        day
        for table in (Engagement, PoolMembership)
        for day in table._default_manager.aggregate(Min("first"), Max("first")).values()
        if day
    ]
    years = range(min(days).year, max(days).year + 1) if days else range(0)
    opens = {year: key_state(roles_purpose(year)).opens for year in years}
    return [year for year in years if opens[year]], tuple(year for year in years if not opens[year])


def _together(rows: list[Engagement]) -> list[OwnRole]:
    found: list[OwnRole] = []
    for row in rows:
        before = found[-1] if found else None
        if before and _follows(before, row):
            known = before.hours is not None and row.hours is not None
            hours = (before.hours or 0) + (row.hours or 0) if known else None
            found[-1] = _own(row, before.first, max(before.last, row.last), hours)
        else:
            found.append(_own(row, row.first, row.last, row.hours))
    return found


def _own(row: Engagement, first: date, last: date, hours: float | None) -> OwnRole:
    return OwnRole(row.role, row.programme, row.site, first, last, hours, row.state, row.code)


def _follows(before: OwnRole, row: Engagement) -> bool:
    same = (before.role, before.programme, before.site, before.state, before.code)
    here = (row.role, row.programme, row.site, row.state, row.code)
    return same == here and row.first <= before.last + timedelta(days=1)
