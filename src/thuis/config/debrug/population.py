"""Who studied at De Brug in each of the four rounds and who does now, as arrays.

A place has a fixed number of students per study year, so the i-th student of year s in one round is the
i-th of year s + 1 in the next, as long as that year still has an i-th: the rest left.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thuis.config.debrug.content import Place
from thuis.core.simulation.traits import Cohort, Floats, draw_traits

ROUNDS, STUDY_YEARS = 4, 4
YEAR_SHARES = (0.34, 0.26, 0.22, 0.18)


@dataclass(frozen=True, slots=True)
class Population:
    """Everybody who was ever there; `start` is the round in which study year 1 was, -3 to 3."""

    place: NDArray[np.int64]
    start: NDArray[np.int64]
    rank: NDArray[np.int64]  # the i-th of the place and the starting year
    part_time: NDArray[np.bool_]
    international: NDArray[np.bool_]
    lasting: Floats
    willing: Floats
    sizes: NDArray[np.int64]  # places × study years

    def present(self, round: int) -> NDArray[np.int64]:
        """The indices of those enrolled in a round."""
        year = round - self.start + 1
        there = (year >= 1) & (year <= STUDY_YEARS)
        limit = self.sizes[self.place, np.clip(year, 1, STUDY_YEARS) - 1]
        return np.flatnonzero(there & (self.rank < limit))

    def study_years(self, who: NDArray[np.int64], round: int) -> NDArray[np.int64]:
        return np.asarray(round - self.start[who] + 1)

    def cohort(
        self, who: NDArray[np.int64], round: int, programme: NDArray[np.int64], site: NDArray[np.int64]
    ) -> Cohort:
        """Those people in that round, as the simulation wants them."""
        return Cohort(
            self.lasting[who],
            programme[self.place[who]],
            site[self.place[who]],
            self.study_years(who, round),
            self.part_time[who],
            self.international[who],
        )


def draw_population(students: int, places: tuple[Place, ...], random: np.random.Generator) -> Population:
    """A population with `students` enrolled in each round (rounded per place and study year)."""
    shares = np.array([place.share for place in places])
    sizes = np.rint(np.outer(shares / shares.sum() * students, YEAR_SHARES)).astype(int)
    starts = np.arange(1 - STUDY_YEARS, ROUNDS)
    place = np.repeat(np.tile(np.arange(len(places)), len(starts)), np.tile(sizes[:, 0], len(starts)))
    start = np.repeat(starts, sizes[:, 0].sum())
    rank = np.concatenate([np.arange(size) for size in np.tile(sizes[:, 0], len(starts))])
    total = len(place)
    return Population(
        place=place,
        start=start,
        rank=rank,
        part_time=random.random(total) < np.array([each.part_time for each in places])[place],
        international=random.random(total) < np.array([each.international for each in places])[place],
        lasting=draw_traits(total, random),
        willing=random.standard_normal(total),
        sizes=sizes,
    )
