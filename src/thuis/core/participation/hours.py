"""Hours of people over all their roles in a span, in clock hours.

Somebody with hours unknown in one role has an unknown total: it is left out of these figures and counted in
`left_out`. Sums of days are rounded to a millionth of an hour, so that 10 hours over two quarters is 10.
"""

import math
from dataclasses import dataclass

from thuis.core.participation.cells import Cell
from thuis.core.participation.model import Series
from thuis.core.participation.outcome import Amount, Reason, Unknown
from thuis.core.statistics.describe import quantile

FEW, MANY = 10.0, 40.0  # hours: the bands are below 10, 10 to 40 with both ends, and above 40
TOP = 0.1


@dataclass(frozen=True, slots=True)
class Bands:
    """Numbers of people with under 10, 10 to 40, and over 40 hours; and with hours unknown."""

    few: int
    some: int
    many: int
    left_out: int


@dataclass(frozen=True, slots=True)
class ProfessionalShare:
    """`share` (0 to 1) = student ÷ (student + staff) hours; `left_out` engagements have unknown hours."""

    share: float
    student_hours: float
    staff_hours: float
    left_out: int


def hours_by_person(cell: Cell) -> dict[str, float | None]:
    """Hours of every person with a role; None when they are unknown for one of the roles."""
    totals: dict[str, float | None] = {}
    for one in cell.stints:
        before = totals.get(one.person, 0.0)
        totals[one.person] = None if before is None or one.hours is None else before + one.hours
    return {person: None if total is None else round(total, 6) for person, total in totals.items()}


def median_hours(cell: Cell) -> Amount | Unknown:
    """Median of the hours per person; halfway between the middle two (Hyndman & Fan 1996, type 2)."""
    known, left_out = _known(cell)
    if not known:
        return _why_none(cell)
    return Amount(quantile(known, 0.5), len(known), left_out)


def hour_bands(cell: Cell) -> Bands | Unknown:
    """How many people have few, some and many hours."""
    known, left_out = _known(cell)
    if not known:
        return _why_none(cell)
    few, many = sum(hours < FEW for hours in known), sum(hours > MANY for hours in known)
    return Bands(few, len(known) - few - many, many, left_out)


def top_tenth(cell: Cell) -> Amount | Unknown:
    """Share (0 to 1) of all hours that the tenth of the people with most hours holds: 1 - L(0.9).

    L is the Lorenz curve (Lorenz 1905), straight between people: of 15 people the top tenth is the first and
    half of the second. Equal hours give 0.1.
    """
    known, left_out = _known(cell)
    if not math.fsum(known):
        return _why_none(cell)
    people = len(known) * TOP
    whole = math.floor(people)
    ordered = [*sorted(known, reverse=True), 0.0]
    held = math.fsum(ordered[:whole]) + (people - whole) * ordered[whole]
    return Amount(held / math.fsum(known), len(known), left_out)


def professional_share(cell: Cell) -> ProfessionalShare | Unknown:
    """Hours of students in roles that count as professional ÷ (those + the hours of staff).

    With unknown hours the share is a lower bound.
    """
    if Series.ENGAGEMENTS in cell.missing:
        return Unknown(Reason.NOT_RECORDED)
    if isinstance(cell.staff_hours, Unknown):
        return cell.staff_hours
    found = [one.hours for one in cell.stints if one.role.counts_as_professional]
    student = math.fsum(hours for hours in found if hours is not None)
    if student + cell.staff_hours == 0:
        return Unknown(Reason.NO_HOURS)
    return ProfessionalShare(
        student / (student + cell.staff_hours), student, cell.staff_hours, found.count(None)
    )


def _known(cell: Cell) -> tuple[list[float], int]:
    totals = hours_by_person(cell).values()
    known = [hours for hours in totals if hours is not None]
    return known, len(totals) - len(known)


def _why_none(cell: Cell) -> Unknown:
    if Series.ENGAGEMENTS in cell.missing:
        return Unknown(Reason.NOT_RECORDED)
    return Unknown(Reason.NO_HOURS if cell.stints else Reason.NOBODY_TAKES_PART)
