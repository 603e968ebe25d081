"""From an Excel workbook (.xlsx) to rows of cells: the first visible sheet, as text.

A formula counts as the value that Excel kept of it. Nothing is fetched and no entity is expanded: a workbook
with a document type is refused (XML bombs need one). Format: ECMA-376, part 1, SpreadsheetML.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat
from zipfile import ZipFile

from thuis.core.intake.formats.archive import opened
from thuis.core.intake.limits import LIMITS, Limits
from thuis.core.intake.problems import Refused
from thuis.core.intake.sheet import Line, lines, trimmed

ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
EPOCH_1904 = re.compile(rb'date1904="(1|true)"')
LETTERS = re.compile(r"[A-Z]{1,3}")
Attributes = dict[str, str]


def table_lines(source: bytes, limits: Limits = LIMITS) -> Iterator[Line]:
    """Every row of a CSV or an XLSX that is not empty. Raises Refused at the first limit that is passed."""
    if source.startswith(OLD_EXCEL):
        raise Refused("old-excel")
    if source.startswith(ZIP):
        yield from workbook_lines(source, limits)
    else:
        yield from lines(source, limits)


def workbook_lines(source: bytes, limits: Limits = LIMITS) -> list[Line]:
    """The rows of the first visible sheet. Raises Refused when it is no workbook or passes a limit."""
    with opened(source, limits) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" not in names:
            raise Refused("not-a-workbook")
        book = archive.read("xl/workbook.xml")
        if EPOCH_1904.search(book):
            raise Refused("dates-of-1904")
        shared = _Shared()
        if "xl/sharedStrings.xml" in names:
            _parse(archive.read("xl/sharedStrings.xml"), shared.start, shared.end, shared.text)
        rows = _Rows(shared.found, limits)
        _parse(archive.read(_first_sheet(archive, book)), rows.start, rows.end, rows.text)
    return rows.found


def _first_sheet(archive: ZipFile, book: bytes) -> str:
    sheets: list[Attributes] = []
    targets: dict[str, str] = {}

    def sheet(name: str, attributes: Attributes) -> None:
        if name == "sheet":
            sheets.append(attributes)

    def relation(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    _parse(book, sheet)
    _parse(archive.read("xl/_rels/workbook.xml.rels"), relation)
    visible = [one for one in sheets if one.get("state", "visible") == "visible"]
    if not visible:
        raise Refused("not-a-workbook")
    target = targets.get(next((value for key, value in visible[0].items() if key.endswith(":id")), ""), "")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _nothing(*_: object) -> None:
    """An event that does not matter."""


def _parse(
    source: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] = _nothing,
    text: Callable[[str], None] = _nothing,
) -> None:
    """Feed events with names without their prefix. Raises Refused for what is not plain XML."""

    def refuse(*_: object) -> None:
        raise Refused("not-a-workbook")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.CharacterDataHandler = text
    try:
        parser.Parse(source, True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # the last two: an encoding it cannot read
        raise Refused("not-a-workbook") from error


@dataclass(slots=True)
class _Shared:
    """The texts that cells point at. What is said about pronunciation is left out."""

    found: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    inside: bool = False
    phonetic: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self.parts = []
        self.phonetic = self.phonetic or name == "rPh"
        self.inside = name == "t" and not self.phonetic

    def end(self, name: str) -> None:
        self.inside = False
        if name == "rPh":
            self.phonetic = False
        if name == "si":
            self.found.append("".join(self.parts))

    def text(self, words: str) -> None:
        if self.inside:
            self.parts.append(words)


@dataclass(slots=True)
class _Rows:
    """The cells of a sheet as they come by."""

    shared: list[str]
    limits: Limits
    found: list[Line] = field(default_factory=list)
    cells: dict[int, str] = field(default_factory=dict)
    number: int = 0
    column: int = -1
    kind: str = ""
    parts: list[str] | None = None
    value: str = ""

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            self.number = _row_number(attributes.get("r", ""), self.number)
            self.cells, self.column = {}, -1
        elif name == "c":
            self.column = _column(attributes.get("r", ""), self.column)
            self.kind, self.value = attributes.get("t", "n"), ""
        elif name in {"v", "t"}:
            self.parts = []

    def text(self, words: str) -> None:
        if self.parts is not None:
            self.parts.append(words)

    def end(self, name: str) -> None:
        if name in {"v", "t"} and self.parts is not None:
            self.value += "".join(self.parts)
            self.parts = None
        elif name == "c":
            self._keep()
        elif name == "row" and self.cells:
            self._close_row()

    def _keep(self) -> None:
        value = trimmed(_as_text(self.kind, self.value, self.shared))
        if not value:
            return
        if self.column >= self.limits.columns:
            raise Refused("too-many-columns", str(self.limits.columns), line=self.number)
        if len(value) > self.limits.cell_characters:
            raise Refused("cell-too-long", str(self.limits.cell_characters), line=self.number)
        self.cells[self.column] = value

    def _close_row(self) -> None:
        if len(self.found) > self.limits.rows:
            raise Refused("too-many-rows", str(self.limits.rows))
        cells = [self.cells.get(place, "") for place in range(max(self.cells) + 1)]
        self.found.append(Line(self.number, cells))


def _as_text(kind: str, value: str, shared: list[str]) -> str:
    if kind == "s":
        place = int(value) if value.isascii() and value.isdigit() and len(value) < 10 else -1
        return shared[place] if 0 <= place < len(shared) else ""
    return _number(value) if kind == "n" else value


def _number(value: str) -> str:
    """A number as people write it; six decimals, so that a point is never read as one of thousands."""
    try:
        number = float(value)
    except ValueError:
        return value
    if not -1e15 < number < 1e15:
        return value
    return str(int(number)) if number == int(number) else f"{number:.6f}"


def _row_number(cell: str, before: int) -> int:
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 9 else before + 1


def _column(reference: str, before: int) -> int:
    """`C5` is column 2; a cell without a reference follows the one before."""
    letters = LETTERS.match(reference)
    if letters is None:
        return before + 1
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - 64
    return number - 1
