"""Importing counts: one source and one reference date are replaced as a whole, or left when equal."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from thuis.core.errors import InvalidInput
from thuis.core.intake.formats import COUNTS, count_format
from thuis.core.intake.records import CountFile, CountRecord
from thuis.foundation.audit.actions import Actor, record
from thuis.foundation.institution.models import EnrolmentCount, ProgrammeAtSite
from thuis.foundation.intake.access import check_user_can_import
from thuis.foundation.intake.standing import known_codes

VALUES = ("form", "study_year", "gender", "origin", "low", "high")


@dataclass(frozen=True, slots=True)
class CountOutcome:
    """What an import of counts did: per reference date how many cells, and whether they were new."""

    source: str
    file: CountFile
    cells: dict[date, int]
    changed: tuple[date, ...]


def read_counts(content: bytes, on: date) -> tuple[str, CountFile]:
    """The source of a file and what it says, checked against the codes that exist on a day."""
    source = count_format(content)
    return source, COUNTS[source](content, known_codes(on))


@transaction.atomic
def import_counts(
    *, source: str, file: CountFile, by: Actor, leave_out_problems: bool = False
) -> CountOutcome:
    """Store counts. Raises InvalidInput when the file has problems that were not waved through."""
    check_user_can_import(by)
    if file.problems and not leave_out_problems:
        raise InvalidInput("counts-have-problems", number=len(file.problems))
    places = {
        (programme, site): pk
        for pk, programme, site in ProgrammeAtSite.objects.values_list("pk", "programme__code", "site__code")
    }
    per_date: dict[tuple[str, date], list[tuple[Any, ...]]] = defaultdict(list)
    for cell in file.records:
        per_date[cell.measure, cell.reference_date].append(_values(cell, places))
    changed = [on for (measure, on), rows in per_date.items() if _replace(source, measure, on, rows, by)]
    cells = {on: len(rows) for (_measure, on), rows in per_date.items()}
    return CountOutcome(source, file, cells, tuple(changed))


def _values(cell: CountRecord, places: dict[tuple[str, str], int]) -> tuple[Any, ...]:
    return (places[cell.programme, cell.site], *(getattr(cell, name) for name in VALUES))


def _replace(source: str, measure: str, on: date, rows: list[tuple[Any, ...]], by: Actor) -> bool:
    """Put rows in the place of what the same source said about the same day; False when they are equal."""
    there = EnrolmentCount.objects.filter(source=source, measure=measure, reference_date=on)
    names = ("programme_at_site_id", *VALUES)
    if sorted(map(repr, there.values_list(*names))) == sorted(map(repr, rows)):
        return False
    there.delete()
    EnrolmentCount.objects.bulk_create(
        EnrolmentCount(
            source=source, measure=measure, reference_date=on, **dict(zip(names, row, strict=True))
        )
        for row in rows
    )
    record("counts-imported", by=by, about=f"counts:{source}:{on.isoformat()}")
    return True
