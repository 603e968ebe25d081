"""Tables as files for spreadsheets. Numbers stay numbers; words cannot become formulas."""

import csv
import io
from collections.abc import Sequence

import xlsxwriter

from thuis.core.charts.table import Table, Value

FORMULA = ("=", "+", "-", "@", "\t", "\r")
SHEET_NAME, WIDEST = 31, 60  # what Excel allows for a name; characters of the widest column


def csv_bytes(table: Table) -> bytes:
    """UTF-8 with a mark, so that Excel opens it as it is; numbers with a point, nothing for nothing."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_plain(word) for word in table.headers])
    writer.writerows([[_plain(value) for value in row] for row in table.rows])
    return text.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> object:
    """A spreadsheet runs a text that begins as a formula; an apostrophe keeps it a text."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def xlsx_bytes(tables: Sequence[Table], notes: Sequence[str]) -> bytes:
    """One sheet per table and one with the notes: where the figures come from and what they mean."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        for number, table in enumerate(tables, start=1):
            _sheet(book, table, number)
        last = book.add_worksheet("i")
        last.set_column(0, 0, 100)
        for row, note in enumerate(notes):
            last.write_string(row, 0, note)
    return file.getvalue()


def _sheet(book: xlsxwriter.Workbook, table: Table, number: int) -> None:
    sheet = book.add_worksheet(_sheet_name(table.title, number))
    bold, percent = book.add_format({"bold": True}), book.add_format({"num_format": "0%"})
    for column, word in enumerate(table.headers):
        texts = [str(row[column]) for row in table.rows if isinstance(row[column], str)]
        sheet.set_column(column, column, min(WIDEST, max(map(len, [word, *texts])) + 2))
        sheet.write_string(0, column, word, bold)
    for place, row in enumerate(table.rows, start=1):
        for column, value in enumerate(row):
            shares = column in table.measured and table.scale.unit == "%"
            _cell(sheet, place, column, value, percent if shares else None)
    sheet.freeze_panes(1, 1)


def _cell(sheet: object, row: int, column: int, value: Value, style: object) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value)  # type: ignore[attr-defined]
    elif value is not None:
        sheet.write_number(row, column, value, style)  # type: ignore[attr-defined]


def _sheet_name(title: str, number: int) -> str:
    """Excel refuses some signs and long names; the number keeps names apart."""
    kept = "".join(letter for letter in title if letter not in "[]:*?/\\'").strip()
    return f"{number} {kept}"[:SHEET_NAME].strip()
