"""Page objects of scans: the list, an open scan, the sheet, and the heat map with its table."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thuis.core.charts.model import Scale
from thuis.core.charts.table import Table
from thuis.core.disclosure.released import Suppressed
from thuis.core.elements.model import LEVELS, Element
from thuis.core.elements.scan import LEVELS as ANSWER_LEVELS
from thuis.core.elements.scan import ROLES, Aspect, Role, ScanFigure, question_key
from thuis.foundation.permissions.roles import user_can_open_scans
from thuis.foundation.signals.actions import Figure
from thuis.rooms.approaches.models import Scan
from thuis.rooms.approaches.presenters.elements import LEVEL_NAMES
from thuis.rooms.approaches.presenters.scan_words import (
    ANSWERS,
    DONT_KNOW,
    HIDDEN,
    QUESTIONS,
    ROLE_NAMES,
    UNKNOWN,
)
from thuis.rooms.approaches.presenters.words import Words
from thuis.rooms.approaches.queries.lecturers import spot_of
from thuis.rooms.approaches.queries.scan import Results, aspects_of, rules_of, tallies_of


@dataclass(frozen=True, slots=True)
class ScanLine:
    """A scan in the list."""

    pk: int
    unit: str
    opened_on: datetime.date
    last_day: datetime.date
    is_over: bool


@dataclass(frozen=True, slots=True)
class DoorLine:
    """A role of a scan that runs: whether enough handed in, never how many."""

    role: Role
    name: Words
    enough: bool
    least: int
    door: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on the sheet with its answers."""

    name: str
    words: Words
    choices: tuple[tuple[int, Words, bool], ...]


@dataclass(frozen=True, slots=True)
class AskedElement:
    number: int
    title: str
    meaning: str
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class AskedLevel:
    name: Words
    elements: tuple[AskedElement, ...]


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A cell of the map in words; `hidden` says why there is no middle answer."""

    key: str
    role: Words
    fill: str = ""
    answer: Words = ""
    number: str = ""
    ends: str = ""
    spread: str = ""
    people: str = ""
    band: str = ""
    unknown: Words = ""
    hidden: Words = ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    element: Element
    name: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    aspect: Aspect
    question: Words
    key: tuple[tuple[str, Words], ...]
    levels: tuple[tuple[Words, tuple[HeatRow, ...]], ...]

    @property
    def rows(self) -> tuple[HeatRow, ...]:
        return tuple(row for _level, rows in self.levels for row in rows)


def scan_lines(scans: Sequence[Scan], language: str) -> tuple[ScanLine, ...]:
    return tuple(
        ScanLine(one.pk, one.unit.name_in(language), one.opened_on, one.last_day, one.is_over)
        for one in scans
    )


def door_lines(scan: Scan, user: Any) -> tuple[DoorLine, ...]:
    """The roles of a scan that runs, with links for whoever opened it or may."""
    least, may = rules_of(scan).least, user_can_open_scans(user, scan.unit)
    return tuple(
        DoorLine(role, ROLE_NAMES[role], tally.sheets >= least, least, tally.door if may else "")
        for role, tally in tallies_of(scan).items()
    )


def sheet(
    scan: Scan, elements: Sequence[Element], given: dict[str, int], language: str
) -> tuple[AskedLevel, ...]:
    """The questions by level, with what was filled in already."""
    return tuple(
        AskedLevel(
            LEVEL_NAMES[level],
            tuple(_asked(one, scan, given, language) for one in elements if one.level == level),
        )
        for level in LEVELS
    )


def _asked(one: Element, scan: Scan, given: dict[str, int], language: str) -> AskedElement:
    questions = tuple(_question(one.key, aspect, given) for aspect in aspects_of(scan))
    return AskedElement(one.number, one.name.in_(language), one.meaning.in_(language), questions)


def _question(element: str, aspect: Aspect, given: dict[str, int]) -> Asked:
    name = question_key(element, aspect)
    words = (*ANSWERS[aspect], DONT_KNOW)
    choices = tuple((value, said, given.get(name) == value) for value, said in enumerate(words))
    return Asked(name, QUESTIONS[aspect], choices)


def heat_maps(
    scan: Scan, results: Results, elements: Sequence[Element], language: str
) -> tuple[HeatMap, ...]:
    """One map per question that was asked."""
    return tuple(
        HeatMap(
            aspect,
            QUESTIONS[aspect],
            tuple((f"step{value}", ANSWERS[aspect][value]) for value in range(ANSWER_LEVELS)),
            tuple(
                (
                    LEVEL_NAMES[level],
                    tuple(_row(one, aspect, results, language) for one in elements if one.level == level),
                )
                for level in LEVELS
            ),
        )
        for aspect in aspects_of(scan)
    )


def _row(one: Element, aspect: Aspect, results: Results, language: str) -> HeatRow:
    cells = (_cell(results[role, one.key, aspect], role, one.key, aspect) for role in ROLES)
    return HeatRow(one, one.name.in_(language), tuple(cells))


def _cell(found: ScanFigure | Suppressed, role: Role, element: str, aspect: Aspect) -> HeatCell:
    key, name = f"{element}.{aspect}.{role}", ROLE_NAMES[role]
    if isinstance(found, Suppressed):
        return HeatCell(key, name, hidden=HIDDEN[found.reason])
    middle, people = found.middle, {"people": str(found.n_shown), "band": found.unknown}
    if isinstance(middle, Suppressed):
        unknown = UNKNOWN[found.unknown]
        return HeatCell(key, name, **people, unknown=unknown, hidden=HIDDEN[middle.reason])
    words, ends = ANSWERS[aspect], (middle.low, middle.high)
    return HeatCell(
        key,
        name,
        fill=f"step{middle.answer}",
        answer=words[middle.answer],
        number=str(middle.answer),
        ends="–".join(map(str, dict.fromkeys(ends))),
        spread=_spread(*(words[end] for end in dict.fromkeys(ends))),
        unknown=UNKNOWN[found.unknown],
        **people,
    )


def _spread(low: Words, high: Words = "") -> str:
    return _("%(low)s to %(high)s") % {"low": low, "high": high} if high else str(low)


def table_of_scan(scan: Scan, maps: Sequence[HeatMap], language: str) -> Table:
    """Everything that is told, a line per cell."""
    headers = (
        _("Element"),
        _("Question"),
        _("Role"),
        _("Middle answer"),
        _("Middle answer, 0 to 3"),
        _("Middle half"),
        _("Answers, about"),
        _("Don't know"),
        _("Remark"),
    )
    rows = tuple(_table_row(one, row, cell) for one in maps for row in one.rows for cell in row.cells)
    return Table(scan.unit.name_in(language), headers, rows, Scale(), frozenset())


def _table_row(one: HeatMap, row: HeatRow, cell: HeatCell) -> tuple[str | int | None, ...]:
    return (
        row.name,
        str(one.question),
        str(cell.role),
        str(cell.answer) or None,
        int(cell.number) if cell.number else None,
        cell.spread or None,
        int(cell.people) if cell.people else None,
        str(cell.unknown) or None,
        str(cell.hidden) or None,
    )


def told_cells(maps: Sequence[HeatMap]) -> Iterator[tuple[str, str]]:
    """Cells that can become a signal: those that tell something."""
    for one in maps:
        for row in one.rows:
            for cell in row.cells:
                if cell.people:
                    yield cell.key, f"{row.name} · {one.question} · {cell.role}"


def signal_of(scan: Scan, maps: Sequence[HeatMap], key: str, language: str) -> Figure | None:
    """A cell as it reads now; None when it tells nothing."""
    found = ((one, row, cell) for one in maps for row in one.rows for cell in row.cells)
    for one, row, cell in found:
        if cell.key == key and cell.people:
            spot, page = spot_of(scan.unit), reverse("approaches:scan", args=[scan.pk])
            return Figure(
                spot.unit_kind,
                spot.unit,
                scan.last_day.isoformat(),
                str(cell.role),
                f"{row.name}: {one.question}",
                said_of(cell),
                language,
                f"{page}#{cell.key}",
                _("scan of %(day)s") % {"day": scan.last_day.isoformat()},
            )
    return None


def said_of(cell: HeatCell) -> str:
    """A cell as a sentence."""
    words = {"answer": cell.answer, "spread": cell.spread, "people": cell.people, "unknown": cell.unknown}
    if cell.hidden:
        return _("Most don't know. About %(people)s people answered.") % words
    middle = _("Middle answer: %(answer)s, middle half: %(spread)s.") % words
    return middle + " " + _("About %(people)s answered; %(unknown)s don't know.") % words
