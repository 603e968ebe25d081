"""Roles that were told by hand: those that wait for a coordinator, and what may be told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from thuis.core.errors import InvalidInput, NotFound
from thuis.core.intake.problems import Refused
from thuis.core.intake.spoken import student_number
from thuis.core.participation.catalogue import NamedRole
from thuis.core.participation.model import Kind
from thuis.rooms.participation.models import Engagement
from thuis.rooms.participation.queries.roles import named_roles

LONGEST = timedelta(days=366)
EARLIEST = timedelta(days=2 * 366)  # how far back a role may lie
State = Engagement.State


@dataclass(frozen=True, slots=True)
class Told:
    """A role as a student or a coordinator tells it; `number` goes no further than the pseudonym."""

    number: str
    role: str
    programme: str
    site: str
    first: date
    last: date
    hours: float | None
    known_by: str = ""


@dataclass(frozen=True, slots=True)
class Registration:
    """What was told under one code; over a new year that is more than one row."""

    code: str
    state: str
    role: str
    programme: str
    site: str
    first: date
    last: date
    hours: float | None
    known_by: str


def registrable_roles() -> dict[str, NamedRole]:
    """The roles that are told by hand; paid ones come from payroll, and would count twice."""
    return {code: one for code, one in named_roles().items() if one.role.kind is not Kind.PAID}


def check_told(told: Told) -> str:
    """The normal number of what was told.

    Raises:
        InvalidInput: with the key of what is wrong.
    """
    if told.role not in registrable_roles():
        raise InvalidInput("role-not-told")
    if told.last < told.first or told.last - told.first > LONGEST:
        raise InvalidInput("role-days")
    if told.first < timezone.localdate() - EARLIEST or told.first > timezone.localdate() + LONGEST:
        raise InvalidInput("role-days")
    days = (told.last - told.first).days + 1
    if told.hours is not None and not 0 <= told.hours <= 24 * days:
        raise InvalidInput("role-hours")
    try:
        return student_number(told.number)
    except Refused as refused:
        raise InvalidInput("role-number") from refused


def waiting() -> tuple[Registration, ...]:
    """What students told and no coordinator answered, oldest first."""
    return registrations(told_rows().filter(state=State.ASKED))


def latest_told(most: int = 20) -> tuple[Registration, ...]:
    """The last answers, newest first."""
    rows = told_rows().exclude(state=State.ASKED).order_by("-pk")[: 2 * most]
    return registrations(rows)[:most]


def rows_with_code(code: str) -> QuerySet[Engagement]:
    """The rows of one code. Raises NotFound."""
    rows = told_rows().filter(code=code)
    if not code or not rows.exists():
        raise NotFound("not-found")
    return rows


def told_rows() -> QuerySet[Engagement]:
    return Engagement.objects.filter(file=None).order_by("pk")


def registrations(rows: Iterable[Engagement]) -> tuple[Registration, ...]:
    """Rows put together again by their code, in the order in which the codes come."""
    found: dict[str, Registration] = {}
    for row in rows:
        before = found.get(row.code)
        hours, first, last = row.hours, row.first, row.last
        if before:
            known = before.hours is not None and hours is not None
            hours = (before.hours or 0) + (hours or 0) if known else None
            first, last = min(first, before.first), max(last, before.last)
        found[row.code] = Registration(
            row.code, row.state, row.role, row.programme, row.site, first, last, hours, row.known_by
        )
    return tuple(found.values())
