"""What a file says once it is read: people with enrolments, or counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from thuis.core.intake.problems import Problem


class RosterRecord(NamedTuple):
    """One person, for a student with one enrolment. None means: the file says nothing about it."""

    line: int
    kind: str
    number: str
    given_name: str | None
    family_name: str | None
    email: str | None
    language: str | None
    programme: str | None
    site: str | None
    form: str | None
    study_year: int | None
    groups: tuple[str, ...] | None
    starts_on: date | None
    ends_on: date | None


class CountRecord(NamedTuple):
    """How many students in one cell, as bounds that are equal when the number is exact."""

    line: int
    measure: str
    reference_date: date
    programme: str
    site: str
    form: str
    study_year: int | None
    gender: str
    origin: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Known:
    """The codes that exist in the institution on the day of the import; readers check against them."""

    institution: str
    programmes: frozenset[str]
    sites: frozenset[str]
    taught: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class RosterFile:
    """A read roster. With problems nothing may be imported: a skipped student would look gone."""

    records: tuple[RosterRecord, ...]
    problems: tuple[Problem, ...]
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CountFile:
    """Read counts; `skipped` says per reason how many rows were not for us."""

    records: tuple[CountRecord, ...]
    problems: tuple[Problem, ...]
    skipped: Mapping[str, int]
