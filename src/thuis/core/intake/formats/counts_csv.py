"""Our own template for counts of enrolled students: one row per cell, `<5` for small cells."""

from typing import Any

from thuis.core.intake.codes import unknown_place
from thuis.core.intake.columns import Column, code, count, day, one_of, sheet, whole
from thuis.core.intake.formats.roster_csv import FORMS
from thuis.core.intake.problems import Problem
from thuis.core.intake.records import CountFile, CountRecord, Known

GENDERS = {
    "woman": "woman",
    "man": "man",
    "other": "other",
    "V": "woman",
    "M": "man",
    "O": "other",
    "X": "other",
}
COLUMNS = (
    Column("reference_date", day, required=True, filled=True, aliases=("peildatum",)),
    Column("programme", code(20), required=True, filled=True, aliases=("opleiding",)),
    Column("site", code(20), required=True, filled=True, aliases=("locatie",)),
    Column("form", one_of(FORMS), aliases=("vorm",)),
    Column("study_year", whole(1, 9), aliases=("studiejaar",)),
    Column("gender", one_of(GENDERS), aliases=("geslacht",)),
    Column("count", count, required=True, filled=True, aliases=("aantal",)),
)
NAMES = tuple(column.name for column in COLUMNS)


def read(source: bytes, known: Known) -> CountFile:
    """Counts of enrolled students, one record per row."""
    found = sheet(source, COLUMNS)
    records: list[CountRecord] = []
    problems: list[Problem] = []
    for row in found.rows:
        record = _record(row.line, *row.values)
        wrong = unknown_place(known, row.line, record.programme, record.site)
        if wrong is None:
            records.append(record)
        else:
            problems.append(wrong)
    return CountFile(tuple(records), tuple(sorted((*found.problems, *problems))), {})


def _record(
    line: int, on: Any, programme: str, site: str, form: Any, year: Any, gender: Any, cell: Any
) -> CountRecord:
    return CountRecord(line, "enrolled", on, programme, site, form or "", year, gender or "", "", *cell)
