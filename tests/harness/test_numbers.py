"""The harness reads the numbers of every kind of file that the site may hand out."""

import io
import zipfile

import pytest
import typst

from tests.harness.numbers import numbers_in

PAGE = b"""<!doctype html><title>T</title><h1>12 of 40</h1><img src="x.svg" alt="from 3,5 to 7">
<svg viewBox="0 0 9 9"><title>61</title></svg>"""
SHEET = """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">
<c r="A1"><v>17.25</v></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>8 in ten</t></is></c>
</row></sheetData></worksheet>"""
SHARED = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>n = 35</t></si></sst>'


def workbook() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as sheets:
        sheets.writestr("xl/worksheets/sheet1.xml", SHEET)
        sheets.writestr("xl/sharedStrings.xml", SHARED)
    return made.getvalue()


@pytest.mark.parametrize(
    ("kind", "body", "numbers"),
    [
        ("text/html; charset=utf-8", PAGE, [12, 40, 3.5, 7, 0, 0, 9, 9, 61]),
        ("application/json", b'{"a": [1.5, null, true], "n 4": "from -2"}', [1.5, 4, -2]),
        ("text/csv; charset=utf-8", b"naam;n\r\nSW;12,5\r\n", [12.5]),
        ("image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg"><text x="4">9%</text></svg>', [4, 9]),
        (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            workbook(),
            [35, 17.25, 8],
        ),
    ],
)
def test_numbers_are_read_wherever_they_stand(kind, body, numbers):
    assert numbers_in(kind, body) == numbers


def test_a_pdf_is_read_as_words():
    assert numbers_in("application/pdf", typst.compile(b"Answers: 37 of 81.5")) == [37, 81.5]


def test_a_kind_that_nobody_can_read_is_an_error():
    with pytest.raises(KeyError):
        numbers_in("application/octet-stream", b"1")
