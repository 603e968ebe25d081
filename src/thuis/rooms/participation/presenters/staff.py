"""Hours of staff as rows of a page."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from thuis.rooms.participation.models import StaffHours
from thuis.rooms.participation.queries.places import place_names


@dataclass(frozen=True, slots=True)
class StaffRow:
    pk: int
    where: str
    first: datetime.date
    last: datetime.date
    hours: float
    source: str


def staff_rows(hours: Iterable[StaffHours], language: str) -> tuple[StaffRow, ...]:
    names = place_names(language)
    return tuple(
        StaffRow(
            one.pk,
            ", ".join(names.get(code, code) for code in (one.programme, one.site)),
            one.first,
            one.last,
            one.hours,
            one.source,
        )
        for one in hours
    )
