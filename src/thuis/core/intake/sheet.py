"""From bytes to rows of cells: encodings, separators, quotes, and Excel's habits."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from thuis.core.intake.limits import LIMITS, Limits
from thuis.core.intake.problems import Refused

SEPARATORS = (";", ",", "\t", "|")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Bytes that mean nothing in a text and that no page can show; a character each, but for UTF-16.
CONTROLS = bytes([*range(1, 9), 11, 12, *range(14, 32), 127])
TOO_LONG = "field limit"  # what the reader says of a cell that is longer than it takes
# What Excel writes to keep leading zeros: ="00123"
EXCEL_TEXT = re.compile(r'="([^"]*)"')


class Line(NamedTuple):
    """One row of cells and the line of the file on which it starts."""

    number: int
    cells: list[str]


def decoded(source: bytes) -> str:
    """The text of a file: by its byte order mark, else UTF-8, else what Windows and Excel write.

    Raises Refused when the bytes are no text.
    """
    text = _text(source)
    if "\0" in text:
        raise Refused("not-text")
    return text


def _text(source: bytes) -> str:
    if not source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        source = source.translate(None, CONTROLS)
    for mark, encoding in BYTE_ORDER_MARKS:
        if source.startswith(mark):
            return _decoded_strictly(source, encoding)
    for encoding in ("utf-8", "cp1252"):
        try:
            return source.decode(encoding)
        except UnicodeDecodeError:
            continue
    return source.decode("latin-1")


def _decoded_strictly(source: bytes, encoding: str) -> str:
    try:
        return source.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused("not-text") from error


def separator_of(text: str) -> str:
    """The separator of the first line: what Excel's `sep=` says, else the one that stands there most."""
    first = text[:20_000].lstrip("\r\n").split("\n", 1)[0]
    if first.startswith("sep=") and first[4:5] in SEPARATORS:
        return first[4]
    bare = re.sub(r'"[^"]*"', "", first)
    return max(SEPARATORS, key=bare.count)


def lines(source: bytes, limits: Limits = LIMITS) -> Iterator[Line]:
    """Every row that is not empty, cells trimmed. Raises Refused at the first limit that is passed."""
    if len(source) > limits.file_bytes:
        raise Refused("file-too-large", str(limits.file_bytes // 1_048_576))
    text = decoded(source)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
    start, count = 1, 0
    for cells in _guarded(reader, '"' in text):
        number, start = start, reader.line_num + 1
        if not any(cells) or (number == 1 and cells[0].startswith("sep=")):
            continue
        _check_size(cells, number, limits)
        count += 1
        if count > limits.rows + 1:
            raise Refused("too-many-rows", str(limits.rows))
        yield Line(number, [trimmed(cell) for cell in cells])


def _guarded(reader: Iterator[list[str]], has_quotes: bool) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        line = max(1, int(getattr(reader, "line_num", 1)))
        if TOO_LONG in str(error) and not has_quotes:
            raise Refused("cell-too-long", str(LIMITS.cell_characters), line=line) from error
        raise Refused("broken-quotes", line=line) from error


def _check_size(cells: Sequence[str], number: int, limits: Limits) -> None:
    if len(cells) > limits.columns:
        raise Refused("too-many-columns", str(limits.columns), line=number)
    if max(map(len, cells)) > limits.cell_characters:
        raise Refused("cell-too-long", str(limits.cell_characters), line=number)


def trimmed(cell: str) -> str:
    """A cell without outer space and without Excel's wrapping of numbers that start with zero."""
    cell = cell.strip()
    if cell.startswith('="') and (wrapped := EXCEL_TEXT.fullmatch(cell)):
        return wrapped[1].strip()
    return cell


def rendered(
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    separator: str = ";",
    encoding: str = "utf-8-sig",
) -> bytes:
    """A file that Excel opens and that `lines` reads back; None becomes an empty cell."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=separator, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(["" if cell is None else str(cell) for cell in row] for row in rows)
    return target.getvalue().encode(encoding)


def harmless(cell: str) -> str:
    """A cell that a spreadsheet will not run as a formula; for files that we hand out."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
