"""Roles, engagements, pool, enrolments and staff hours, as rows.

People are pseudonyms: a row says that it is the same person, never who. Places carry the codes of the day
on which the row was made; `structure` rewrites them when units merge or move.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from thuis.core.participation.periods import Span
from thuis.core.statistics.arrays import check_option


class Kind(StrEnum):
    """What a student gets for a role."""

    PAID = "paid"
    UNPAID = "unpaid"
    CREDIT = "credit"
    IN_CURRICULUM = "in-curriculum"
    GOVERNANCE = "governance"


class Step(StrEnum):
    """How much say a role gives, from least to most: the staircase of student engagement of sparqs.

    Source: Student Partnerships in Quality Scotland, the four roles that students can have in quality work.
    Labels only: nothing is computed from their order.
    """

    INFORMATION_PROVIDER = "information-provider"
    ACTOR = "actor"
    EXPERT = "expert"
    PARTNER = "partner"


class Level(StrEnum):
    """Which units figures are made for."""

    INSTITUTION = "institution"
    DOMAIN = "domain"
    SITE = "site"
    PROGRAMME = "programme"


class Series(StrEnum):
    """What a source may fail to record for a unit."""

    ENGAGEMENTS = "engagements"
    POOL = "pool"


@dataclass(frozen=True, slots=True)
class RoleType:
    """A role that students can have; `counts_as_professional` when its hours are professional deployment."""

    code: str
    kind: Kind
    step: Step
    counts_as_professional: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its code; the institution is one unit, with an empty code."""

    level: Level
    code: str = ""


INSTITUTION = Unit(Level.INSTITUTION)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A programme at a site, within a domain, by their codes."""

    domain: str
    programme: str
    site: str

    @property
    def units(self) -> tuple[Unit, Unit, Unit, Unit]:
        """The four units that it counts for."""
        return (
            INSTITUTION,
            Unit(Level.DOMAIN, self.domain),
            Unit(Level.SITE, self.site),
            Unit(Level.PROGRAMME, self.programme),
        )


@dataclass(frozen=True, slots=True)
class Engagement:
    """A person in a role, for `hours` in all from the first to the last day; None is: hours not recorded.

    Raises `statistics-option` for hours below 0 or without end.
    """

    person: str
    role: str
    place: Place
    span: Span
    hours: float | None
    source: str = ""

    def __post_init__(self) -> None:
        check_option("hours", self.hours is None or 0 <= self.hours < math.inf)

    def hours_in(self, period: Span) -> float | None:
        """Its hours in a period, spread evenly over its days: hours × shared days / days."""
        return None if self.hours is None else self.hours * self.span.part_within(period)


@dataclass(frozen=True, slots=True)
class PoolMembership:
    """A person who said to be available for roles, from the first to the last day."""

    person: str
    place: Place
    span: Span


@dataclass(frozen=True, slots=True)
class Count:
    """How many students, as bounds that are equal when the number is exact.

    Raises `statistics-option` unless 0 ≤ low ≤ high.
    """

    low: int
    high: int

    def __post_init__(self) -> None:
        check_option("count", 0 <= self.low <= self.high)

    @property
    def exact(self) -> bool:
        """Whether the number is known."""
        return self.low == self.high

    def __add__(self, other: "Count") -> "Count":
        return Count(self.low + other.low, self.high + other.high)


def read_count(text: str) -> Count:
    """A count as sources print it: '17' is 17, '<5' is 1 to 4 (a cell of nobody is not printed by DUO).

    Raises `statistics-option` for anything else, '<1' included.
    """
    digits = text.strip().removeprefix("<")
    check_option("count", digits.isascii() and digits.isdecimal())
    number = int(digits)
    return Count(1, number - 1) if text.strip().startswith("<") else Count(number, number)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """How many students of a place, on a reference date. One row per place and date, or several that add up.

    `group` is a group of students whose participation is compared ("first generation"), or empty when rows
    are not split.
    """

    on: date
    place: Place
    count: Count
    group: str = ""


@dataclass(frozen=True, slots=True)
class StaffHours:
    """Hours that staff of a place worked from the first to the last day.

    Raises `statistics-option` for hours below 0 or without end.
    """

    place: Place
    span: Span
    hours: float

    def __post_init__(self) -> None:
        check_option("hours", 0 <= self.hours < math.inf)


@dataclass(frozen=True, slots=True)
class Gap:
    """A series that no source records for a unit in a span. What is not recorded is unknown, never 0.

    A quarter whose file has not come in yet is a gap too: without one, its figures would be 0.
    """

    series: Series
    unit: Unit
    span: Span


@dataclass(frozen=True, slots=True)
class Register:
    """All rows that figures are made of.

    `roles` is by code. Raises `statistics-option` when an engagement names a role that is not there.
    """

    roles: Mapping[str, RoleType]
    engagements: tuple[Engagement, ...] = ()
    pool: tuple[PoolMembership, ...] = ()
    enrolled: tuple[Enrolled, ...] = ()
    staff: tuple[StaffHours, ...] = ()
    gaps: tuple[Gap, ...] = ()

    def __post_init__(self) -> None:
        check_option("role", {one.role for one in self.engagements} <= self.roles.keys())


def in_kinds(register: Register, kinds: Iterable[Kind]) -> Register:
    """The same register with engagements of these kinds only, for example paid participation."""
    wanted = frozenset(kinds)
    kept = tuple(one for one in register.engagements if register.roles[one.role].kind in wanted)
    return replace(register, engagements=kept)
