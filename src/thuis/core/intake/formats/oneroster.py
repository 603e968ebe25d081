"""OneRoster 1.1 and 1.2 as CSV in a zip (1EdTech).

Orgs become programmes and sites by `identifier`: for each class its course's org and its school are asked,
and then their parents; the first identifier that is a programme code gives the programme, the first that is
a site code the site. A class gives the group. The study year is the student's `grades` (one number, 1 to 9).
OneRoster knows no form of study: a student keeps the form that we know, else full-time. Only complete sets
('bulk') are read: from a change set ('delta') nobody can tell who left.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from thuis.core.intake.codes import unknown_place
from thuis.core.intake.columns import Column, Converter, code, day, email, sheet, words
from thuis.core.intake.formats.archive import unpacked
from thuis.core.intake.problems import Problem, Refused, problem
from thuis.core.intake.records import Known, RosterFile, RosterRecord

NEEDED = ("manifest.csv", "users.csv", "orgs.csv", "classes.csv", "enrollments.csv")
VERSIONS = ("1.1", "1.2", "v1p1", "v1p2")
STAFF_ROLES = ("teacher", "administrator", "aide", "proctor", "districtadministrator", "siteadministrator")


def _column(name: str, convert: Converter, *, filled: bool = False, required: bool = False) -> Column:
    return Column(name, convert, required or filled, filled)


ID = _column("sourcedId", code(255), filled=True)
STATUS = _column("status", code(40))
FILES: dict[str, tuple[Column, ...]] = {
    "manifest.csv": (
        _column("propertyName", words(80), required=True),
        _column("value", words(200), required=True),
    ),
    "orgs.csv": (
        ID,
        STATUS,
        _column("name", words(200)),
        _column("identifier", words(80), required=True),
        _column("parentSourcedId", code(255)),
    ),
    "courses.csv": (ID, STATUS, _column("orgSourcedId", code(255))),
    "academicsessions.csv": (ID, STATUS, _column("startDate", day), _column("endDate", day)),
    "classes.csv": (
        ID,
        STATUS,
        _column("title", words(200)),
        _column("classCode", words(80)),
        _column("courseSourcedId", code(255)),
        _column("schoolSourcedId", code(255), filled=True),
        _column("termSourcedIds", words(2000)),
    ),
    "users.csv": (
        ID,
        STATUS,
        _column("role", words(40)),
        _column("identifier", words(80)),
        _column("givenName", words(80), required=True),
        _column("familyName", words(120), required=True),
        _column("email", email),
        _column("grades", words(80)),
    ),
    "roles.csv": (ID, STATUS, _column("userSourcedId", code(255), filled=True), _column("role", words(40))),
    "enrollments.csv": (
        ID,
        STATUS,
        _column("classSourcedId", code(255), filled=True),
        _column("userSourcedId", code(255), filled=True),
        _column("role", words(40), filled=True),
        _column("beginDate", day),
        _column("endDate", day),
    ),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One active row of one file: its line, and its values by column name."""

    line: int
    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@dataclass(slots=True)
class Package:
    """The files of one zip, by sourcedId, with all problems so far."""

    orgs: dict[str, Entry] = field(default_factory=dict)
    courses: dict[str, Entry] = field(default_factory=dict)
    sessions: dict[str, Entry] = field(default_factory=dict)
    classes: dict[str, Entry] = field(default_factory=dict)
    users: dict[str, Entry] = field(default_factory=dict)
    roles: dict[str, Entry] = field(default_factory=dict)
    enrollments: dict[str, Entry] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read(source: bytes, known: Known) -> RosterFile:
    """Records and problems of a OneRoster zip; never raises for content."""
    try:
        files = unpacked(source)
    except Refused as refused:
        return RosterFile((), (problem(1, "", refused.value, refused.key, refused.detail),))
    missing = [name for name in NEEDED if name not in files]
    if missing:
        return RosterFile((), tuple(problem(1, "", name, "file-missing", name) for name in missing))
    package = _package(files)
    if package.problems:
        return RosterFile((), tuple(sorted(package.problems)))
    records = tuple(_records(package, known))
    return RosterFile(records, tuple(sorted(package.problems)))


def _package(files: Mapping[str, bytes]) -> Package:
    package = Package()
    _check_manifest(files["manifest.csv"], package.problems)
    package.orgs = _entries(files, "orgs.csv", package.problems)
    package.courses = _entries(files, "courses.csv", package.problems)
    package.sessions = _entries(files, "academicsessions.csv", package.problems)
    package.classes = _entries(files, "classes.csv", package.problems)
    package.users = _entries(files, "users.csv", package.problems)
    package.roles = _entries(files, "roles.csv", package.problems)
    package.enrollments = _entries(files, "enrollments.csv", package.problems)
    return package


def _check_manifest(source: bytes, problems: list[Problem]) -> None:
    found = sheet(source, FILES["manifest.csv"], file="manifest.csv")
    rows = list(found.rows)
    problems.extend(found.problems)
    said = {str(row.values[0]).casefold(): (row.line, str(row.values[1])) for row in rows}
    line, version = said.get("oneroster.version", (1, ""))
    if not found.problems and version not in VERSIONS:
        problems.append(problem(line, "oneroster.version", version, "oneroster-version", file="manifest.csv"))
    for name in ("file.users", "file.enrollments"):
        line, mode = said.get(name, (1, "bulk"))
        if mode.casefold() == "delta":
            problems.append(problem(line, name, mode, "oneroster-delta", file="manifest.csv"))


def _entries(files: Mapping[str, bytes], file: str, problems: list[Problem]) -> dict[str, Entry]:
    """Active rows by sourcedId. `dateLastModified` is never read, so its misspellings cannot hurt."""
    if file not in files:
        return {}
    columns = FILES[file]
    found = sheet(files[file], columns, file=file)
    entries: dict[str, Entry] = {}
    for row in found.rows:
        values = {column.name: value for column, value in zip(columns, row.values, strict=True)}
        if (values["status"] or "active").casefold() != "tobedeleted":
            entries[values["sourcedId"]] = Entry(row.line, values)
    problems.extend(found.problems)
    return entries


def _records(package: Package, known: Known) -> Iterator[RosterRecord]:
    places = {key: _place(package, entry, known) for key, entry in package.classes.items()}
    reported: set[str] = set()
    roles = _roles(package)
    for user, entry in package.users.items():
        if any(role in STAFF_ROLES for role in roles.get(user, (_folded(entry["role"]),))):
            yield _person(entry, user, "staff")
    for enrollment in package.enrollments.values():
        if enrollment["role"].casefold() == "student":
            record = _enrolment(package, enrollment, places, known, reported)
            if record is not None:
                yield record


def _roles(package: Package) -> dict[str, tuple[str, ...]]:
    """Version 1.2 keeps roles in a file of its own; in 1.1 this is empty."""
    found: dict[str, tuple[str, ...]] = {}
    for role in package.roles.values():
        found[role["userSourcedId"]] = (*found.get(role["userSourcedId"], ()), _folded(role["role"]))
    return found


def _folded(role: str | None) -> str:
    return (role or "").replace(" ", "").casefold()


def _number(entry: Entry, user: str) -> str:
    return (entry["identifier"] or user)[:40]


def _person(entry: Entry, user: str, kind: str) -> RosterRecord:
    names = (entry["givenName"], entry["familyName"], entry["email"])
    return RosterRecord(
        entry.line, kind, _number(entry, user), *names, None, None, None, None, None, None, None, None
    )


def _enrolment(
    package: Package,
    enrollment: Entry,
    places: Mapping[str, tuple[str, str]],
    known: Known,
    reported: set[str],
) -> RosterRecord | None:
    line, group, user = enrollment.line, enrollment["classSourcedId"], enrollment["userSourcedId"]
    refuse = _refuser(package, line)
    if user not in package.users:
        return refuse("userSourcedId", user, "unknown-user")
    if group not in package.classes:
        return refuse("classSourcedId", group, "unknown-class")
    if not all(places[group]):
        if group not in reported:
            reported.add(group)
            package.problems.append(_unmapped(package, package.classes[group]))
        return None
    if wrong := unknown_place(known, line, *places[group], file="enrollments.csv"):
        package.problems.append(wrong)
        return None
    entry = package.users[user]
    year = _study_year(entry["grades"])
    if year is None:
        package.problems.append(
            problem(entry.line, "grades", entry["grades"] or "", "oneroster-grades", file="users.csv")
        )
        return None
    starts_on, ends_on = _period(package, enrollment)
    return _person(entry, user, "student")._replace(
        line=line,
        programme=places[group][0],
        site=places[group][1],
        study_year=year,
        groups=(_group_name(package.classes[group], group),),
        starts_on=starts_on,
        ends_on=ends_on,
    )


def _refuser(package: Package, line: int) -> Callable[[str, str, str], None]:
    def refuse(column: str, value: str, key: str) -> None:
        package.problems.append(problem(line, column, value, key, file="enrollments.csv"))

    return refuse


def _group_name(entry: Entry, key: str) -> str:
    return (entry["classCode"] or entry["title"] or key)[:40]


def _study_year(grades: str | None) -> int | None:
    text = (grades or "").strip().lstrip("0")
    return int(text) if len(text) == 1 and text.isascii() and text.isdigit() else None


def _period(package: Package, enrollment: Entry) -> tuple[date | None, date | None]:
    """The enrolment's own days, else those of the class's terms; ends only when it says so itself.

    A term ends, a study does not: the end of a term would end every student each half year.
    """
    terms = (package.classes[enrollment["classSourcedId"]]["termSourcedIds"] or "").split(",")
    starts = [
        package.sessions[term]["startDate"]
        for term in map(str.strip, terms)
        if term in package.sessions and package.sessions[term]["startDate"]
    ]
    starts_on = enrollment["beginDate"] or min(starts, default=None)
    ends_on = enrollment["endDate"]
    return starts_on, ends_on if not (starts_on and ends_on and ends_on < starts_on) else None


def _place(package: Package, entry: Entry, known: Known) -> tuple[str, str]:
    """Programme and site of a class; empty where no org has a known code as its identifier."""
    course = package.courses.get(entry["courseSourcedId"] or "")
    orgs = [course["orgSourcedId"] if course else None, entry["schoolSourcedId"]]
    codes = [code for org in orgs for code in _identifiers(package, org)]
    programme = next((code for code in codes if code in known.programmes), "")
    return programme, next((code for code in codes if code in known.sites), "")


def _identifiers(package: Package, org: str | None) -> list[str]:
    """The identifiers of an org and its parents; stops where the tree bites its tail."""
    found: list[str] = []
    seen: set[str] = set()
    while org and org in package.orgs and org not in seen:
        seen.add(org)
        # one identifier may hold both codes: 34116/27PZ01
        found.extend(part.strip() for part in (package.orgs[org]["identifier"] or "").split("/"))
        org = package.orgs[org]["parentSourcedId"]
    return found


def _unmapped(package: Package, entry: Entry) -> Problem:
    org = package.orgs.get(entry["schoolSourcedId"])
    shown = (
        (org["identifier"] or org["name"] or entry["schoolSourcedId"]) if org else entry["schoolSourcedId"]
    )
    line, file = (org.line, "orgs.csv") if org else (entry.line, "classes.csv")
    return problem(line, "identifier", shown, "oneroster-org", _group_name(entry, ""), file)
