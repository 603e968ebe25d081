"""'What if we offered so many roles more': plain arithmetic, with everything it assumes as a value.

It predicts nothing. It says what would follow if the assumptions came true.
"""

import math
from dataclasses import dataclass

from thuis.core.participation.cells import Cell
from thuis.core.participation.model import Count
from thuis.core.participation.outcome import Reason, Share, Unknown
from thuis.core.participation.people import participation
from thuis.core.statistics.arrays import check_option


@dataclass(frozen=True, slots=True)
class Assumptions:
    """`roles` more, of `hours_each` in the span; a share `filled` of them is filled, one person each.

    Of these people a share `new` has no role yet. With `from_pool` those come from the pool, and stop when
    it is empty. Raises `statistics-option` for a negative number or a share that is not from 0 to 1.
    """

    roles: int
    hours_each: float
    filled: float = 1.0
    new: float = 1.0
    from_pool: bool = True

    def __post_init__(self) -> None:
        check_option("roles", self.roles >= 0)
        check_option("hours", 0 <= self.hours_each < math.inf)
        check_option("filled", 0 <= self.filled <= 1)
        check_option("new", 0 <= self.new <= 1)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Now and then. `people` start who had no role, of `wanted`; `waiting` in the pool limited them or not.

    `hours` come on top, those of people who had a role already included.
    """

    assumptions: Assumptions
    now: Share
    then: Share
    wanted: int
    people: int
    waiting: int
    hours: float

    @property
    def limited_by_pool(self) -> bool:
        """Whether more people were wanted than wait."""
        return self.people < self.wanted


def what_if(cell: Cell, assumptions: Assumptions) -> WhatIf | Unknown:
    """Participation when roles are added: (P + new people) ÷ enrolled.

    Filled roles and new people are rounded down. Nobody beyond the enrolled can start. Unknown when
    participation is, or when the pool must be used and is not recorded.
    """
    now = participation(cell)
    if isinstance(now, Unknown):
        return now
    if assumptions.from_pool and isinstance(cell.pool_enrolled, Unknown):
        return Unknown(Reason.NOT_RECORDED)
    return with_more_roles(now, len(cell.pool - cell.people), assumptions)


def with_more_roles(now: Share, waiting: int, assumptions: Assumptions) -> WhatIf:
    """The arithmetic itself, for people who take part now and people who wait, exact or as they are told."""
    filled = _whole(assumptions.roles * assumptions.filled)
    wanted = _whole(filled * assumptions.new)
    free = max(0, now.whole.high - now.part)
    people = min(wanted, free, waiting) if assumptions.from_pool else min(wanted, free)
    # a role that finds nobody new is not filled; the others went to people who had one
    hours = (filled - wanted + people) * assumptions.hours_each
    then = Share(now.part + people, Count(now.whole.low, now.whole.high))
    return WhatIf(assumptions, now, then, wanted, people, waiting, hours)


def _whole(number: float) -> int:
    """Rounded down, where 39.9999999 is 40."""
    return math.floor(number + 1e-9)
