"""Files of an agency or a payroll: who had which role, where, when and for how many hours.

No two agencies send the same columns. A header is known by its own name, by a name that such files use, or
because somebody once said what it is (`Memory`); the same for the words for roles.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from thuis.core.intake.columns import simple, whole
from thuis.core.intake.formats.workbook import table_lines
from thuis.core.intake.limits import LIMITS
from thuis.core.intake.problems import Problem, Refused, problem
from thuis.core.intake.sheet import Line
from thuis.core.intake.spoken import spoken_day, spoken_hours, spoken_period, student_number

# field -> how headers call it
FIELDS: dict[str, tuple[str, ...]] = {
    "number": ("studentnummer", "studentnr", "student number", "studentnumber", "student", "stamnummer"),
    "role": ("rol", "functie", "soort inzet", "functieomschrijving", "inzet", "job", "soort"),
    "programme": ("opleiding", "opleidingscode", "opleidingsnaam", "isatcode", "program"),
    "site": ("locatie", "vestiging", "plaats", "location"),
    "starts_on": ("begindatum", "startdatum", "van", "datum", "ingangsdatum", "start", "from", "date"),
    "ends_on": ("einddatum", "tot", "tot en met", "t/m", "eind", "end", "until", "to"),
    "period": ("periode", "kwartaal", "maand", "quarter", "month", "tijdvak"),
    "study_year": ("leerjaar", "studiejaar", "jaar", "year of study"),
    "hours": ("uren", "aantal uren", "gewerkte uren", "uur", "totaal uren", "number of hours"),
}
NAMES = {simple(word): name for name, words in FIELDS.items() for word in (name, *words)}
POOL, SKIP = "pool", "skip"
POOL_WORDS = ("pool", "beschikbaar", "available", "in pool", "reserve", "beschikbaarheid", "ingeschreven")
HEADER_WITHIN = 10  # rows: above a header stand titles and dates of print
EXAMPLES = 3
LONGEST = timedelta(days=731)
STUDY_YEAR = whole(1, 9)
NUMBERISH = re.compile(r"[A-Za-z]{0,2}[ .-]?[0-9]{5,12}")


@dataclass(frozen=True, slots=True)
class Memory:
    """What was said of this source before: header -> field ("" to leave it), word -> role, pool or skip."""

    columns: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Directory:
    """The words that the institution knows, in `simple` form, with the code that each stands for."""

    roles: Mapping[str, str]
    programmes: Mapping[str, str]
    sites: Mapping[str, str]
    taught: frozenset[tuple[str, str]]


class RoleRow(NamedTuple):
    """One row. `role` is a code or `pool`. What the file does not say is empty; of hours, None."""

    line: int
    number: str
    role: str
    programme: str
    site: str
    first: date
    last: date
    hours: float | None
    study_year: int | None = None


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column as the wizard shows it: header, the field that it is read as, and its first values."""

    header: str
    field: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleSheet:
    """A read file. `words` counts the rows per word for a role; `skipped` rows were left out as asked."""

    rows: tuple[RoleRow, ...]
    problems: tuple[Problem, ...]
    columns: tuple[FileColumn, ...] = ()
    words: Mapping[str, int] = field(default_factory=dict)
    skipped: int = 0


def read(source: bytes, known: Directory, memory: Memory) -> RoleSheet:
    """Every row and every problem. Never raises for content."""
    found, problems = _lines(source)
    if not found:
        return RoleSheet((), tuple(problems or [problem(1, "", "", "empty-file")]))
    at = _header_at(found, memory)
    fields = _fields(found[at].cells, memory)
    columns = _columns(found[at], found[at + 1 :], fields)
    problems += _header_problems(found[at], fields)
    if problems:
        return RoleSheet((), tuple(problems), columns)
    reader = _Reader({name: place for place, name in fields.items()}, known, memory)
    for line in found[at + 1 :]:
        reader.take(line)
        if len(reader.problems) > LIMITS.problems:
            reader.problems[LIMITS.problems :] = [problem(line.number, "", "", "too-many-problems")]
            break
    problems = sorted((*reader.problems, *_twice(reader.rows)))
    return RoleSheet(tuple(reader.rows), tuple(problems), columns, dict(reader.words), reader.skipped)


def _lines(source: bytes) -> tuple[list[Line], list[Problem]]:
    try:
        return list(table_lines(source)), []
    except Refused as refused:
        return [], [problem(refused.line, "", refused.value, refused.key, refused.detail)]


def _header_at(found: Sequence[Line], memory: Memory) -> int:
    """The row in which most names are known; the first when none has two."""
    known = [len(_fields(line.cells, memory)) for line in found[:HEADER_WITHIN]]
    return known.index(max(known)) if max(known) > 1 else 0


def _fields(cells: Sequence[str], memory: Memory) -> dict[int, str]:
    """Place -> field, for the columns that are read."""
    found = {}
    for place, cell in enumerate(cells):
        name = memory.columns.get(simple(cell), NAMES.get(simple(cell), ""))
        if cell and name in FIELDS:
            found[place] = name
    return found


def _columns(header: Line, rest: Sequence[Line], fields: Mapping[int, str]) -> tuple[FileColumn, ...]:
    return tuple(
        FileColumn(cell, fields.get(place, ""), _examples(rest, place))
        for place, cell in enumerate(header.cells)
        if cell
    )


def _examples(rest: Sequence[Line], place: int) -> tuple[str, ...]:
    cells = (line.cells[place] for line in rest[:200] if place < len(line.cells) and line.cells[place])
    found = (shown(cell)[:40] for cell in cells)
    return tuple(dict.fromkeys(found))[:EXAMPLES]


def _header_problems(header: Line, fields: Mapping[int, str]) -> list[Problem]:
    named = list(fields.values())
    problems = [
        problem(header.number, header.cells[place], name, "field-twice", name)
        for place, name in fields.items()
        if named.index(name) != list(fields).index(place)
    ]
    missing = [name for name in ("number", "role") if name not in named]
    if "starts_on" not in named and "period" not in named:
        missing.append("period")
    return problems + [problem(header.number, "", "", "field-missing", name) for name in missing]


class _Reader:
    """Turns lines into rows, and gathers every problem of a line, not only its first."""

    def __init__(self, places: Mapping[str, int], known: Directory, memory: Memory) -> None:
        self.places, self.known, self.memory = places, known, memory
        self.rows: list[RoleRow] = []
        self.problems: list[Problem] = []
        self.words: Counter[str] = Counter()
        self.skipped = 0

    def take(self, line: Line) -> None:
        word = self.cell(line, "role")
        role = self.role(word)
        if word and shown(word) == word:  # a number here means that the wrong column was pointed at
            self.words[word] += 1
        if role == SKIP:
            self.skipped += 1
            return
        before = len(self.problems)
        if not role:
            self.note(line, "role", word, "unknown-role" if word else "empty-cell")
        number = self.read(line, "number", student_number, filled=True)
        programme, site = self.place(line)
        days = self.days(line)
        hours = self.read(line, "hours", spoken_hours)
        study_year = self.read(line, "study_year", STUDY_YEAR)
        if days and hours and hours > 24 * ((days[1] - days[0]).days + 1):
            self.note(line, "hours", self.cell(line, "hours"), "hours-too-many")
        if len(self.problems) == before and days:
            self.rows.append(RoleRow(line.number, number, role, programme, site, *days, hours, study_year))

    def cell(self, line: Line, name: str) -> str:
        place = self.places.get(name, -1)
        return line.cells[place] if 0 <= place < len(line.cells) else ""

    def note(self, line: Line, name: str, value: str, key: str, detail: str = "") -> None:
        self.problems.append(
            problem(line.number, name, masked(value) if name == "number" else shown(value), key, detail)
        )

    def read(self, line: Line, name: str, convert: Callable[[str], Any], *, filled: bool = False) -> Any:
        cell = self.cell(line, name)
        if not cell:
            if filled:
                self.note(line, name, "", "empty-cell")
            return None
        try:
            return convert(cell)
        except Refused as refused:
            self.note(line, name, cell, refused.key, refused.detail)
            return None

    def role(self, word: str) -> str:
        folded = simple(word)
        if folded in self.memory.roles:
            return self.memory.roles[folded]
        if folded in POOL_FOLDED:
            return POOL
        return self.known.roles.get(folded, "")

    def place(self, line: Line) -> tuple[str, str]:
        """Codes of programme and site; an unknown word is a problem, an empty cell is not."""
        said = self.cell(line, "programme"), self.cell(line, "site")
        programme = self.known.programmes.get(simple(said[0]), "")
        site = self.known.sites.get(simple(said[1]), "")
        if said[0] and not programme:
            self.note(line, "programme", said[0], "unknown-programme")
        if said[1] and not site:
            self.note(line, "site", said[1], "unknown-site")
        if programme and site and (programme, site) not in self.known.taught:
            self.note(line, "site", said[1], "not-taught-here", said[0])
        return programme, site

    def days(self, line: Line) -> tuple[date, date] | None:
        before = len(self.problems)
        period = self.read(line, "period", spoken_period)
        first = self.read(line, "starts_on", spoken_day)
        last = self.read(line, "ends_on", spoken_day)
        if len(self.problems) > before:
            return None
        found = self.from_days(line, first, last) if first else period
        if found is None and len(self.problems) == before:
            self.note(line, "starts_on" if "starts_on" in self.places else "period", "", "empty-cell")
        return found

    def from_days(self, line: Line, first: date, last: date | None) -> tuple[date, date] | None:
        if last is None and "ends_on" in self.places:
            self.note(line, "ends_on", "", "end-missing")
            return None
        last = last or first
        if last < first:
            self.note(line, "ends_on", last.isoformat(), "ends-before-start")
            return None
        if last - first > LONGEST:
            self.note(line, "ends_on", last.isoformat(), "days-too-many")
            return None
        return first, last


POOL_FOLDED = frozenset(simple(word) for word in POOL_WORDS)


def shown(cell: str) -> str:
    """A cell as a page may show it and a preview may keep it: what may be a student number is cut."""
    return masked(cell) if NUMBERISH.fullmatch(cell) else cell


def masked(number: str) -> str:
    """A number that is shown on a page: enough to find the row again, too little to be somebody."""
    return number[:2] + "…" if len(number) > 3 else number


def _twice(rows: Sequence[RoleRow]) -> list[Problem]:
    """Rows of one student in one role and place that overlap: their hours would count double."""
    problems: list[Problem] = []
    latest: dict[tuple[str, ...], RoleRow] = {}
    for row in sorted(
        rows, key=lambda one: (one.number, one.role, one.programme, one.site, one.first, one.line)
    ):
        key = (row.number, row.role, row.programme, row.site)
        before = latest.get(key)
        if before and row.first <= before.last:
            same = (row.first, row.last, row.hours) == (before.first, before.last, before.hours)
            at = max(row.line, before.line)
            other = min(row.line, before.line)
            problems.append(problem(at, "", "", "row-twice" if same else "row-overlaps", str(other)))
        if not before or row.last > before.last:
            latest[key] = row
    return problems
