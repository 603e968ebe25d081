"""Groups that are large enough to count: the smallest groups, merged until each has ten invited students.

A place is (domain, programme, site, year of study). Everything the response board shows is a sum over the
groups made here, so no sum and no difference of what it shows is about fewer than ten students.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Place = tuple[str, str, str, str]
OTHER = ""  # stands in a place for what was merged away
SMALLEST = 10


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of students. Who handed in has begun too, and who began was invited."""

    invited: int
    began: int
    completed: int

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.invited + other.invited, self.began + other.began, self.completed + other.completed)


Tallies = dict[Place, Tally]
NOBODY = Tally(0, 0, 0)


def merge_small(tallies: Mapping[Place, Tally], smallest: int = SMALLEST) -> Tallies:
    """The same students in groups of at least `smallest` invited; empty when all together are fewer.

    Small groups join others of the same programme and site first, then of the same programme, the same
    domain, the institution. What small groups there have together is too little as well? Then the smallest
    large group beside them joins, so that what is hidden is never found by subtraction.
    """
    groups: Tallies = {place: tally for place, tally in tallies.items() if tally.invited}
    for keep in (3, 2, 1, 0):
        for prefix in sorted({place[:keep] for place in groups}):
            _merge_under(groups, prefix, smallest)
    return {} if any(tally.invited < smallest for tally in groups.values()) else groups


def _merge_under(groups: Tallies, prefix: tuple[str, ...], smallest: int) -> None:
    """Within one parent: all small groups become one, which takes in larger ones until it is large enough."""
    here = sorted(
        (place for place in groups if place[: len(prefix)] == prefix),
        key=lambda place: (groups[place].invited, place),
    )
    pool: list[Place] = []
    size = 0
    for place in here:
        if groups[place].invited >= smallest and (not pool or size >= smallest):
            break
        pool.append(place)
        size += groups[place].invited
    if len(pool) > 1 or (pool and size < smallest):
        _join(groups, pool, _other(prefix))


def _join(groups: Tallies, pool: list[Place], into: Place) -> None:
    total = sum((groups.pop(place) for place in pool), NOBODY)
    # something may bear this name already: what was merged here before
    groups[into] = groups.get(into, NOBODY) + total


def _other(prefix: tuple[str, ...]) -> Place:
    domain, programme, site, year = (*prefix, *[OTHER] * (4 - len(prefix)))
    return domain, programme, site, year
