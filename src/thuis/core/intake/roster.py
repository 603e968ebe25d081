"""A roster as a state: people, enrolments, groups, members. From records, or from the database."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from thuis.core.intake.problems import Problem, problem
from thuis.core.intake.records import RosterRecord

PersonKey = tuple[str, str]  # kind, number
EnrolmentKey = tuple[str, str, str, str, date]  # number, programme, site, form, starts_on
GroupKey = tuple[str, str, str]  # code, programme, site
MemberKey = tuple[EnrolmentKey, str]  # enrolment, group code


class PersonValues(NamedTuple):
    given_name: str
    family_name: str
    email: str
    language: str


class EnrolmentValues(NamedTuple):
    study_year: int
    ends_on: date | None


@dataclass(slots=True)
class Roster:
    """Everything by its natural key, so that two of them can be compared."""

    people: dict[PersonKey, PersonValues] = field(default_factory=dict)
    enrolments: dict[EnrolmentKey, EnrolmentValues] = field(default_factory=dict)
    groups: dict[GroupKey, int] = field(default_factory=dict)
    members: set[MemberKey] = field(default_factory=set)


@dataclass(slots=True)
class Wanted:
    """What a file asks for, with what it leaves open already filled from what stands."""

    roster: Roster
    programmes: frozenset[str]
    with_groups: bool
    problems: list[Problem]


NEW = PersonValues("", "", "", "nl")


def wanted(records: Iterable[RosterRecord], current: Roster, today: date) -> Wanted:
    """Turn records into a roster. A file that leaves something open keeps what we have.

    Two rows may be about one person or one enrolment (for two groups); they must then say the same.
    """
    found = Wanted(Roster(), frozenset(), False, [])
    open_now = OpenNow.of(current, today)
    programmes: set[str] = set()
    for record in records:
        _add_person(found, record, current)
        if record.kind == "student" and record.programme and record.site and record.study_year:
            programmes.add(record.programme)
            key = _enrolment_key(record, record.programme, record.site, open_now, today)
            _add_enrolment(found, record, key, record.study_year)
    found.programmes = frozenset(programmes)
    return found


Place = tuple[str, str, str]  # number, programme, site


@dataclass(slots=True)
class OpenNow:
    """The enrolments that hold or will hold: per place the latest form, per place and form the first day."""

    forms: dict[Place, tuple[date, str]] = field(default_factory=dict)
    starts: dict[tuple[Place, str], date] = field(default_factory=dict)

    @classmethod
    def of(cls, current: Roster, today: date) -> "OpenNow":
        found = cls()
        for (number, programme, site, form, starts_on), values in current.enrolments.items():
            if values.ends_on is None or values.ends_on >= today:
                place = (number, programme, site)
                latest = (starts_on, form)
                found.forms[place] = max(found.forms.get(place, latest), latest)
                found.starts[place, form] = max(found.starts.get((place, form), starts_on), starts_on)
        return found


def _enrolment_key(
    record: RosterRecord, programme: str, site: str, open_now: OpenNow, today: date
) -> EnrolmentKey:
    place = (record.number, programme, site)
    form = record.form or open_now.forms.get(place, (today, "full-time"))[1]
    starts_on = record.starts_on or open_now.starts.get((place, form), today)
    return (*place, form, starts_on)


def _add_person(found: Wanted, record: RosterRecord, current: Roster) -> None:
    key = (record.kind, record.number)
    before = current.people.get(key, NEW)
    said = (record.given_name, record.family_name, record.email, record.language)
    values = PersonValues(*(old if new is None else new for old, new in zip(before, said, strict=True)))
    earlier = found.roster.people.setdefault(key, values)
    if earlier is not values and earlier != values:
        found.problems.append(problem(record.line, "number", record.number, "person-contradicts"))


def _add_enrolment(found: Wanted, record: RosterRecord, key: EnrolmentKey, study_year: int) -> None:
    if record.ends_on and record.ends_on < key[4]:
        found.problems.append(
            problem(record.line, "ends_on", record.ends_on.isoformat(), "ends-before-start")
        )
        return
    values = EnrolmentValues(study_year, record.ends_on)
    earlier = found.roster.enrolments.setdefault(key, values)
    if earlier is not values and earlier != values:
        found.problems.append(problem(record.line, "number", record.number, "enrolment-contradicts"))
    if record.groups is None:
        return
    found.with_groups = True
    for code in record.groups:
        found.roster.groups.setdefault((code, key[1], key[2]), study_year)
        found.roster.members.add((key, code))
