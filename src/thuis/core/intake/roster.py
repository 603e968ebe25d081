"""A roster as a state: people, enrolments, groups, members. From records, or from the database."""

from collections.abc import Sequence
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


def wanted(records: Sequence[RosterRecord], current: Roster, today: date) -> Wanted:
    """Turn records into a roster. A file that leaves something open keeps what we have.

    Two rows may be about one person or one enrolment (for two groups); they must then say the same.
    """
    found = Wanted(Roster(), frozenset(), False, [])
    gaps = Gaps.of(records, current, today)
    programmes: set[str] = set()
    for record in records:
        _add_person(found, record, current)
        if record.kind == "student" and record.programme and record.site and record.study_year:
            programmes.add(record.programme)
            _add_enrolment(found, record, gaps.key_of(record), record.study_year)
    found.programmes = frozenset(programmes)
    return found


Place = tuple[str, str, str]  # number, programme, site


def place_of(record: RosterRecord) -> Place:
    return (record.number, record.programme or "", record.site or "")


@dataclass(slots=True)
class Gaps:
    """What fills an empty form or first day: another row of the file, else the enrolment that holds now.

    The file comes first, so that importing it again gives the same answer.
    """

    today: date
    file_forms: dict[Place, str] = field(default_factory=dict)
    file_starts: dict[tuple[Place, str], date] = field(default_factory=dict)
    forms: dict[Place, tuple[date, str]] = field(default_factory=dict)
    starts: dict[tuple[Place, str], date] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Sequence[RosterRecord], current: Roster, today: date) -> "Gaps":
        found = cls(today)
        found._read_current(current)
        for record in records:
            if record.form:
                place = place_of(record)
                found.file_forms[place] = max(found.file_forms.get(place, record.form), record.form)
        for record in records:
            if record.starts_on:
                key = (place_of(record), found.form_of(record))
                latest = found.file_starts.get(key, record.starts_on)
                found.file_starts[key] = max(latest, record.starts_on)
        return found

    def _read_current(self, current: Roster) -> None:
        for (number, programme, site, form, starts_on), values in current.enrolments.items():
            if values.ends_on is None or values.ends_on >= self.today:
                place = (number, programme, site)
                latest = (starts_on, form)
                self.forms[place] = max(self.forms.get(place, latest), latest)
                self.starts[place, form] = max(self.starts.get((place, form), starts_on), starts_on)

    def form_of(self, record: RosterRecord) -> str:
        place = place_of(record)
        return record.form or self.file_forms.get(place) or self.forms.get(place, (None, "full-time"))[1]

    def key_of(self, record: RosterRecord) -> EnrolmentKey:
        place, form = place_of(record), self.form_of(record)
        known = self.file_starts.get((place, form)) or self.starts.get((place, form), self.today)
        return (*place, form, record.starts_on or known)


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
