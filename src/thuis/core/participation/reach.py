"""Groups of students that are not reached: no role of any kind.

The ratio of a group is its participation ÷ the participation of all other students in the comparison. Below
1 it is reached less. That two things go together says nothing about why.
"""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from thuis.core.participation.cells import Cell
from thuis.core.participation.model import Count, Engagement, Enrolled, PoolMembership, Register
from thuis.core.participation.outcome import Reason, Share, Unknown
from thuis.core.participation.people import participation
from thuis.core.statistics.arrays import check_option
from thuis.core.statistics.intervals import LEVEL, Interval, critical

NO_GROUP = ""  # people with a role whose group is not known


@dataclass(frozen=True, slots=True)
class Equity:
    """A ratio of participation from `low` to `high` (equal when enrolments are exact), and its interval."""

    low: float
    high: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class GroupReach:
    """One group: how many are not reached, the share that is, and the ratio to all others."""

    group: str
    not_reached: Count | Unknown
    reached: Share | Unknown
    equity: Equity | Unknown


def split(register: Register, group_of: Mapping[str, str]) -> dict[str, Register]:
    """A register per group, in order: its people and its enrolments. `group_of` is by person.

    People without a group come under `NO_GROUP`, when there are any, with no enrolment to compare them to.
    Staff hours stay out: they belong to no group.
    """
    engagements: defaultdict[str, list[Engagement]] = defaultdict(list)
    pool: defaultdict[str, list[PoolMembership]] = defaultdict(list)
    enrolled: defaultdict[str, list[Enrolled]] = defaultdict(list)
    for one in register.engagements:
        engagements[group_of.get(one.person, NO_GROUP)].append(one)
    for member in register.pool:
        pool[group_of.get(member.person, NO_GROUP)].append(member)
    for row in register.enrolled:
        if row.group:
            enrolled[row.group].append(replace(row, group=""))
    return {
        group: Register(
            register.roles,
            tuple(engagements[group]),
            tuple(pool[group]),
            tuple(enrolled[group]),
            gaps=register.gaps,
        )
        for group in sorted({*engagements, *pool, *enrolled})
    }


def reach(groups: Mapping[str, Cell], level: float = LEVEL) -> tuple[GroupReach, ...]:
    """What the cells of the groups of one unit say, in their order."""
    shares = {group: participation(cell) for group, cell in groups.items()}
    return tuple(
        GroupReach(group, _not_reached(share), share, _equity(shares, group, level))
        for group, share in shares.items()
    )


def ratio_interval(part: int, whole: int, others: int, of_others: int, level: float = LEVEL) -> Interval:
    """Interval of (part / whole) ÷ (others / of_others), in which no count is too small.

    With half a person added to every count, exp(ln ratio ± z √(1/a - 1/n + 1/b - 1/m)): the adjusted
    log interval of Walter (1975, Biometrika 62(2)) on the ratio of Katz et al. (1978, Biometrics 34(3));
    compared in Fagerland, Lydersen & Laake (2015, Stat. Methods Med. Res. 24(2)). Agrees with statsmodels
    `confint_proportions_2indep(compare="ratio", method="log-adjusted")`. All enrolled students are counted,
    so it speaks of chance in who takes part, not of a sample. Raises `statistics-option` unless
    0 ≤ part ≤ whole, whole ≥ 1, and the same for the others.
    """
    check_option("part", 0 <= part <= whole and whole >= 1)
    check_option("others", 0 <= others <= of_others and of_others >= 1)
    a, n, b, m = part + 0.5, whole + 0.5, others + 0.5, of_others + 0.5
    middle = math.log(a / n) - math.log(b / m)
    half = critical(math.inf, level) * math.sqrt(1 / a - 1 / n + 1 / b - 1 / m)
    return Interval(math.exp(middle - half), math.exp(middle + half), level)


def _not_reached(share: Share | Unknown) -> Count | Unknown:
    if isinstance(share, Unknown):
        return share
    return Count(max(0, share.whole.low - share.part), share.whole.high - share.part)


def _equity(shares: Mapping[str, Share | Unknown], group: str, level: float) -> Equity | Unknown:
    own = shares[group]
    if isinstance(own, Unknown):
        return own
    rest = [share for name, share in shares.items() if name != group and isinstance(share, Share)]
    if not rest:
        return Unknown(Reason.NO_OTHER_GROUP)
    others = sum(share.part for share in rest)
    if others == 0:
        return Unknown(Reason.NOBODY_TAKES_PART)
    return _ratio(own, others, rest, level)


def _ratio(own: Share, others: int, rest: list[Share], level: float) -> Equity:
    smallest = sum(max(share.whole.low, share.part) for share in rest)
    largest = sum(share.whole.high for share in rest)
    own_smallest, own_largest = max(own.whole.low, own.part, 1), own.whole.high
    lowest = ratio_interval(own.part, own_largest, others, smallest, level)
    highest = ratio_interval(own.part, own_smallest, others, largest, level)
    return Equity(
        own.part / own_largest / (others / smallest),
        own.part / own_smallest / (others / largest),
        Interval(min(lowest.low, highest.low), max(lowest.high, highest.high), level),
    )
