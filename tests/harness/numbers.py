"""The numbers in an answer of the site, whatever it is made of: pages, JSON, CSV, pictures, sheets, PDF.

Of a page also what is not seen at once counts: alternative texts, titles, values and attributes of pictures.
"""

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest

# A whole or broken number, with a point or a comma before the part; not a piece of a word.
NUMBER = re.compile(r"(?<![\w.,])[-−]?\d+(?:[.,]\d+)?(?![\w])")
PDFTOTEXT = shutil.which("pdftotext")


def numbers_in(kind: str, body: bytes) -> list[float]:
    """Every number, in order.

    Args:
        kind: the content type.

    Raises:
        KeyError: the harness cannot read this kind; add a reader.
    """
    return list(READERS[kind.partition(";")[0].strip()](body))


def in_text(text: str) -> Iterator[float]:
    for found in NUMBER.findall(text):
        yield float(found.replace("−", "-").replace(",", "."))


def _plain(body: bytes) -> Iterator[float]:
    return in_text(body.decode())


def _json(body: bytes) -> Iterator[float]:
    return _in_value(json.loads(body))


def _in_value(value: Any) -> Iterator[float]:
    """Numbers as such, and numbers inside texts; names of keys too."""
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, int | float):
        yield float(value)
    elif isinstance(value, str):
        yield from in_text(value)
    else:
        parts = [part for pair in value.items() for part in pair] if isinstance(value, dict) else value
        for part in parts:
            yield from _in_value(part)


def _csv(body: bytes) -> Iterator[float]:
    text = body.decode("utf-8-sig")
    mark = ";" if text.partition("\n")[0].count(";") else ","
    for row in csv.reader(io.StringIO(text), delimiter=mark):
        for value in row:
            yield from in_text(value)


def _html(body: bytes) -> Iterator[float]:
    return _in_tree(html5lib.parse(body, namespaceHTMLElements=False))


def _svg(body: bytes) -> Iterator[float]:
    return _in_tree(ElementTree.fromstring(body))


def _in_tree(tree: Any) -> Iterator[float]:
    for element in tree.iter():
        for value in (*element.attrib.values(), element.text or "", element.tail or ""):
            yield from in_text(value)


def _xlsx(body: bytes) -> Iterator[float]:
    """Cells and texts of every sheet. A text that is shared stands in the cell as its place in the list."""
    with zipfile.ZipFile(io.BytesIO(body)) as sheets:
        for name in sorted(sheets.namelist()):
            if re.match(r"xl/(worksheets/|sharedStrings)", name):
                yield from _in_sheet(ElementTree.fromstring(sheets.read(name)))


def _in_sheet(sheet: Any) -> Iterator[float]:
    for cell in sheet.iter():
        kind = cell.tag.rpartition("}")[2]
        if kind == "t":
            yield from in_text(cell.text or "")
        elif kind == "c" and cell.get("t") != "s":
            values = (value.text or "" for value in cell if value.tag.endswith("}v"))
            yield from (number for value in values for number in in_text(value))


def _pdf(body: bytes) -> Iterator[float]:
    if PDFTOTEXT is None:
        pytest.skip("NOT RUN ON THIS MACHINE: the text of PDFs, which needs pdftotext (poppler-utils)")
    made = subprocess.run([PDFTOTEXT, "-layout", "-", "-"], input=body, capture_output=True, check=True)
    return in_text(made.stdout.decode())


READERS: dict[str, Callable[[bytes], Iterator[float]]] = {
    "text/html": _html,
    "text/plain": _plain,
    "text/calendar": _plain,
    "text/css": _plain,
    "text/csv": _csv,
    "application/json": _json,
    "image/svg+xml": _svg,
    "application/atom+xml": _svg,
    "application/pdf": _pdf,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _xlsx,
}
