"""How many students take part, are available, and get a role. A person counts once, whatever the roles."""

from thuis.core.participation.cells import Cell
from thuis.core.participation.model import Count, Series
from thuis.core.participation.outcome import Reason, Share, Unknown, share_of


def headcount(cell: Cell) -> int | Unknown:
    """Number of distinct people with at least one role on at least one day of the span."""
    if Series.ENGAGEMENTS in cell.missing:
        return Unknown(Reason.NOT_RECORDED)
    return len(cell.people)


def participation(cell: Cell) -> Share | Unknown:
    """People with a role ÷ enrolled students; an interval when the enrolment is one ('<5')."""
    return _of_enrolled(len(cell.people), cell.enrolled)


def availability(cell: Cell) -> Share | Unknown:
    """People in the pool ÷ enrolled students. May be less than participation: roles need no pool."""
    return _of_enrolled(len(cell.pool), cell.pool_enrolled)


def conversion(cell: Cell) -> Share | Unknown:
    """Who has a role ÷ who has one or is in the pool: |P| / |P ∪ A|, over distinct people.

    When the pool holds only those who wait, this is P / (P + A); when everybody with a role is in the pool
    too, it is P / A. Rows decide which, so no reading of the word 'available' is needed, and the outcome is
    never above 1. Places whose pool is not recorded are left out.
    """
    if cell.missing & {Series.ENGAGEMENTS, Series.POOL}:
        return Unknown(Reason.NOT_RECORDED)
    taking_part = {one.person for one in cell.stints if one.pool_known}
    willing = len(taking_part | cell.pool)
    if willing == 0:
        return Unknown(Reason.NOBODY_AVAILABLE)
    return Share(len(taking_part), Count(willing, willing))


def _of_enrolled(people: int, enrolled: Count | Unknown) -> Share | Unknown:
    return enrolled if isinstance(enrolled, Unknown) else share_of(people, enrolled)
