"""Ranks that say how little they know."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import stats

from thuis.core.statistics.arrays import check_enough, check_option
from thuis.core.statistics.estimate import Estimate
from thuis.core.statistics.intervals import LEVEL


@dataclass(frozen=True, slots=True)
class RankRange:
    """The best and worst place that fit the answers; 1 is the highest value."""

    best: int
    worst: int


def rank_ranges(estimates: Sequence[Estimate], level: float = LEVEL) -> tuple[RankRange, ...]:
    """For independent estimates the ranks that each may have, all holding together in `level` of studies.

    A pair differs when |difference| / se exceeds the studentised range over √2 (Tukey-Kramer); a unit's best
    rank counts those surely above it, its worst those surely below (Al Mohamad, Goeman & van Zwet 2022).
    The smallest number of degrees of freedom counts for all, which is cautious. Raises `statistics-too-few`
    under two units.
    """
    check_enough(len(estimates), 2)
    check_option("level", 0 < level < 1)
    df = min(one.df for one in estimates)
    border = widest_gap(len(estimates), level, df) / np.sqrt(2)
    value = np.array([one.value for one in estimates])
    variance = np.array([one.se**2 for one in estimates])
    difference = value[:, None] - value[None, :]
    sure = np.abs(difference) > border * np.sqrt(variance[:, None] + variance[None, :])
    above = (sure & (difference < 0)).sum(axis=1)
    below = (sure & (difference > 0)).sum(axis=1)
    return tuple(
        RankRange(1 + int(up), len(estimates) - int(down)) for up, down in zip(above, below, strict=True)
    )


@lru_cache(maxsize=1000)
def widest_gap(count: int, level: float = LEVEL, df: float = np.inf) -> float:
    """The studentised range that `count` equal estimates stay under in `level` of studies (R: qtukey).

    Kept: the first one of a process takes a tenth of a second, and with a finite `df` each one does.
    """
    return float(stats.studentized_range.ppf(level, count, df))
