"""Studielink's weekly count file (telbestand): applications per programme, site, form, origin and gender.

It counts applications, not students: one person may apply more than once. A week holds several rows for
what is one cell to us (status, priority of the application, new or re-enrolling); they are added up.
Applications with status A (withdrawn or refused) are not counted.
"""

from collections import Counter
from datetime import date
from typing import NamedTuple

from thuis.core.intake.codes import unknown_place
from thuis.core.intake.columns import Column, code, count, day, one_of, sheet
from thuis.core.intake.problems import Problem
from thuis.core.intake.records import CountFile, CountRecord, Known

FORMS = {"1": "full-time", "2": "part-time", "3": "dual"}
ORIGINS = {"N": "Netherlands", "E": "Europe", "R": "elsewhere"}
GENDERS = {"V": "woman", "M": "man", "O": "other", "X": "other"}
CANCELLED = "A"
COLUMNS = (
    Column("Brincode", code(4), required=True, filled=True),
    Column("Brin_volgnr", code(2), required=True, filled=True),
    Column("Isatcode", code(5), required=True, filled=True),
    Column("Opl_vorm", one_of(FORMS), required=True, filled=True),
    Column("Herkomst", one_of(ORIGINS), required=True),
    Column("Geslacht", one_of(GENDERS), required=True, aliases=("Geschlacht",)),
    Column("Status", code(2), required=True),
    Column("Aantal", count, required=True, filled=True),
    Column("etl_ingestion_timestamp", day, required=True, filled=True),
)


class Cell(NamedTuple):
    reference_date: date
    programme: str
    site: str
    form: str
    gender: str
    origin: str


def read(source: bytes, known: Known) -> CountFile:
    """Applications for one institution (`known.institution` is its BRIN code), added up per cell."""
    found = sheet(source, COLUMNS)
    totals: dict[Cell, tuple[int, int, int]] = {}
    problems: list[Problem] = []
    skipped: Counter[str] = Counter()
    for line, values in found.rows:
        brin, number, programme, form, origin, gender, status, bounds, on = values
        if brin != known.institution or status == CANCELLED:
            skipped["other-institution" if brin != known.institution else "cancelled"] += 1
            continue
        site = f"{brin}{number.zfill(2)}"
        if wrong := unknown_place(known, line, programme, site):
            problems.append(wrong)
            continue
        cell = Cell(on, programme, site, form, gender or "", origin or "")
        first, low, high = totals.get(cell, (line, 0, 0))
        totals[cell] = (first, low + bounds[0], high + bounds[1])
    records = tuple(_record(cell, *sums) for cell, sums in totals.items())
    return CountFile(records, tuple(sorted((*found.problems, *problems))), dict(skipped))


def _record(cell: Cell, line: int, low: int, high: int) -> CountRecord:
    on, programme, site, form, gender, origin = cell
    return CountRecord(line, "applied", on, programme, site, form, None, gender, origin, low, high)
