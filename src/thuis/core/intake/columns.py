"""Columns of a file: their names, what they accept, and how a row becomes values."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from thuis.core.intake.limits import LIMITS, Limits
from thuis.core.intake.problems import Problem, Refused, problem
from thuis.core.intake.sheet import Line, lines

Converter = Callable[[str], Any]
MEMORY = 8192  # distinct values that a converter remembers; codes, years and dates repeat endlessly


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `required`: it must be in the file; `filled`: no cell of it may be empty."""

    name: str
    convert: Converter
    required: bool = False
    filled: bool = False
    aliases: tuple[str, ...] = ()


class Row(NamedTuple):
    """The values of one row in the order of its columns; None where the file says nothing."""

    line: int
    values: list[Any]


@dataclass(frozen=True, slots=True)
class Header:
    """Where each column stands, and which names of the file nobody reads."""

    places: tuple[tuple[Column, int | None], ...]
    unread: tuple[str, ...]


@dataclass(slots=True)
class Sheet:
    """A read file: iterate `rows` first; `problems` fills while you do."""

    header: Header
    rows: Iterator[Row]
    problems: list[Problem]

    @property
    def present(self) -> frozenset[str]:
        return frozenset(column.name for column, place in self.header.places if place is not None)


def sheet(source: bytes, columns: Sequence[Column], limits: Limits = LIMITS, file: str = "") -> Sheet:
    """Read a file by its columns. Never raises for content: whatever is wrong becomes a problem."""
    problems: list[Problem] = []
    rows = _collecting(lines(source, limits), problems, file)
    first = next(rows, None)
    if first is None:
        if not problems:
            problems.append(problem(1, "", "", "empty-file", file=file))
        return Sheet(Header((), ()), iter(()), problems)
    header = header_of(first, columns, problems, file)
    usable = not problems
    return Sheet(header, _rows(rows, header, problems, file) if usable else iter(()), problems)


def _collecting(found: Iterator[Line], problems: list[Problem], file: str) -> Iterator[Line]:
    try:
        yield from found
    except Refused as refused:
        problems.append(problem(refused.line, "", refused.value, refused.key, refused.detail, file))


def header_of(line: Line, columns: Sequence[Column], problems: list[Problem], file: str = "") -> Header:
    """Match the first line with the columns; order is free, unknown columns are left alone."""
    places: dict[str, int] = {}
    for place, cell in enumerate(line.cells):
        name = simple(cell)
        if name in places:
            problems.append(problem(line.number, cell, cell, "column-twice", file=file))
        places.setdefault(name, place)
    matched = tuple((column, _place(column, places)) for column in columns)
    for column, at in matched:
        if at is None and column.required:
            problems.append(problem(line.number, column.name, "", "column-missing", column.name, file))
    taken = {at for _column, at in matched}
    unread = tuple(cell for place, cell in enumerate(line.cells) if cell and place not in taken)
    return Header(matched, unread)


def _place(column: Column, places: Mapping[str, int]) -> int | None:
    names = (column.name, *column.aliases)
    return next((places[simple(name)] for name in names if simple(name) in places), None)


def simple(name: str) -> str:
    """A column name without case, spaces, hyphens and underscores."""
    return re.sub(r"[\s_\-.]+", "", name).casefold()


def _rows(found: Iterator[Line], header: Header, problems: list[Problem], file: str) -> Iterator[Row]:
    for line in found:
        values, before = [], len(problems)
        for column, place in header.places:
            cell = line.cells[place] if place is not None and place < len(line.cells) else None
            try:
                values.append(_value(column, cell))
            except Refused as refused:
                problems.append(
                    problem(line.number, column.name, cell or "", refused.key, refused.detail, file)
                )
        if len(problems) > LIMITS.problems:
            problems[LIMITS.problems :] = [problem(line.number, "", "", "too-many-problems", file=file)]
            return
        if len(problems) == before:
            yield Row(line.number, values)


def _value(column: Column, cell: str | None) -> Any:
    """An empty cell says nothing: None, so that an import keeps what we have."""
    if cell:
        return column.convert(cell)
    if column.filled:
        raise Refused("empty-cell")
    return None


# --- converters: text in, value out, Refused with the key of the cure ----------------------------------


def words(most: int) -> Converter:
    """Text of at most `most` characters, without control characters."""

    def convert(cell: str) -> str:
        if len(cell) > most:
            raise Refused("too-long", str(most))
        if not cell.isprintable():
            cell = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", cell).split())
        return cell

    return convert


def code(most: int) -> Converter:
    """A code or number: text without spaces."""

    @lru_cache(MEMORY)
    def convert(cell: str) -> str:
        if len(cell) > most:
            raise Refused("too-long", str(most))
        if not cell.isprintable() or any(letter.isspace() for letter in cell):
            raise Refused("not-a-code")
        return cell

    return convert


def one_of(names: Mapping[str, str]) -> Converter:
    """One of the listed words; several words may mean the same value."""
    folded = {simple(name): value for name, value in names.items()}

    def convert(cell: str) -> str:
        if (value := folded.get(simple(cell))) is None:
            raise Refused("not-one-of", ", ".join(dict.fromkeys(names.values())))
        return value

    return convert


def whole(least: int, most: int) -> Converter:
    """A whole number between two bounds."""

    @lru_cache(MEMORY)
    def convert(cell: str) -> int:
        if not (cell.isascii() and cell.isdigit() and len(cell) < 12 and least <= int(cell) <= most):
            raise Refused("not-a-number", f"{least}-{most}")
        return int(cell)

    return convert


def email(cell: str) -> str:
    """An address that can be mailed, in lower case."""
    if len(cell) > 254 or not re.fullmatch(
        r"[^@\s<>,;\x00-\x1f]+@[^@\s<>,;\x00-\x1f]+\.[^@\s<>,;.\x00-\x1f]+", cell
    ):
        raise Refused("not-an-email")
    return cell.lower()


EXCEL_DAY_ZERO = date(1899, 12, 30)
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2150, 1, 1)


@lru_cache(MEMORY)
def day(cell: str) -> date:
    """2025-09-01, 1-9-2025, 1/9/2025 (day first, as written in Europe) or Excel's day number 45901."""
    try:
        found = _day(cell)
    except (ValueError, OverflowError) as error:
        raise Refused("not-a-date") from error
    if not FIRST_DAY <= found < LAST_DAY:
        raise Refused("not-a-date")
    return found


def _day(cell: str) -> date:
    if iso := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})([T ][0-9:.]+Z?)?", cell):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if european := re.fullmatch(r"([0-9]{1,2})([-/])([0-9]{1,2})\2([0-9]{4})", cell):
        return date(int(european[4]), int(european[3]), int(european[1]))
    if re.fullmatch(r"[0-9]{5}", cell):
        return EXCEL_DAY_ZERO + timedelta(days=int(cell))
    raise ValueError(cell)


def count(cell: str) -> tuple[int, int]:
    """A number of people as bounds: `12` is (12, 12); DUO's `<5` is (1, 4), never 0."""
    if cell.replace(" ", "") == "<5":
        return (1, 4)
    if not (cell.isascii() and cell.isdigit() and len(cell) < 8):
        raise Refused("not-a-count")
    return (int(cell), int(cell))
