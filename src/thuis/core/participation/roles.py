"""Which roles there are, and what people get for them."""

from collections import defaultdict
from dataclasses import dataclass

from thuis.core.participation.cells import Cell
from thuis.core.participation.model import Kind, Series
from thuis.core.participation.outcome import Reason, Unknown


@dataclass(frozen=True, slots=True)
class Variety:
    """`roles` different roles are filled; `effective` as many equally filled roles are as varied."""

    roles: int
    effective: float


@dataclass(frozen=True, slots=True)
class PaidToUnpaid:
    """Distinct people with a paid and with an unpaid role (some have both), and how many to one."""

    paid: int
    unpaid: int

    @property
    def ratio(self) -> float:
        """People with a paid role for every person with an unpaid one."""
        return self.paid / self.unpaid


def role_variety(cell: Cell) -> Variety | Unknown:
    """How varied the filled roles are: 1 / Σp², p the share of a role among all (person, role) pairs.

    Hill's number of order 2, the inverse of Simpson's index (Hill 1973, Ecology 54(2)). Agrees with R vegan
    `diversity(index = "invsimpson")`.
    """
    filled: defaultdict[str, set[str]] = defaultdict(set)
    for one in cell.stints:
        filled[one.role.code].add(one.person)
    if not filled:
        return _none(cell)
    sizes = [len(people) for people in filled.values()]
    return Variety(len(sizes), sum(sizes) ** 2 / sum(size**2 for size in sizes))


def paid_to_unpaid(cell: Cell) -> PaidToUnpaid | Unknown:
    """People with a paid role against people with an unpaid role; other kinds do not count."""
    found = {
        kind: len({one.person for one in cell.stints if one.role.kind is kind})
        for kind in (Kind.PAID, Kind.UNPAID)
    }
    if not cell.stints:
        return _none(cell)
    if not found[Kind.UNPAID]:
        return Unknown(Reason.NOBODY_UNPAID)
    return PaidToUnpaid(found[Kind.PAID], found[Kind.UNPAID])


def _none(cell: Cell) -> Unknown:
    missing = Series.ENGAGEMENTS in cell.missing
    return Unknown(Reason.NOT_RECORDED if missing else Reason.NOBODY_TAKES_PART)
