"""Many questions at once: corrected p values, and ranks that say how little they know."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from thuis.core.statistics.arrays import Floats, check_enough, check_option, column
from thuis.core.statistics.estimate import Estimate
from thuis.core.statistics.intervals import LEVEL


@dataclass(frozen=True, slots=True)
class RankRange:
    """The best and worst place that fit the answers; 1 is the highest value."""

    best: int
    worst: int


def holm(p: ArrayLike) -> Floats:
    """Adjusted p values, shape (m,), that keep the chance of any false alarm: for planned questions.

    Running maximum of (m - i + 1) × p₍ᵢ₎, at most 1 (Holm 1979). Agrees with R `p.adjust("holm")`.
    """
    found = _chances(p)
    order = np.argsort(found, kind="stable")
    stepped = np.maximum.accumulate(found[order] * np.arange(len(found), 0, -1))
    return _back(np.minimum(stepped, 1), order)


def benjamini_hochberg(p: ArrayLike) -> Floats:
    """Adjusted p values, shape (m,), that keep the share of false alarms among the alarms: for screening.

    Running minimum from above of m / i × p₍ᵢ₎ (Benjamini & Hochberg 1995). Agrees with R `p.adjust("BH")`.
    """
    found = _chances(p)
    order = np.argsort(found, kind="stable")
    scaled = found[order] * len(found) / np.arange(1, len(found) + 1)
    return _back(np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1), order)


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
    border = float(stats.studentized_range.ppf(level, len(estimates), df)) / np.sqrt(2)
    value = np.array([one.value for one in estimates])
    variance = np.array([one.se**2 for one in estimates])
    difference = value[:, None] - value[None, :]
    sure = np.abs(difference) > border * np.sqrt(variance[:, None] + variance[None, :])
    above = (sure & (difference < 0)).sum(axis=1)
    below = (sure & (difference > 0)).sum(axis=1)
    return tuple(
        RankRange(1 + int(up), len(estimates) - int(down)) for up, down in zip(above, below, strict=True)
    )


def _chances(p: ArrayLike) -> Floats:
    found = column(p)
    check_option("p", bool(((found >= 0) & (found <= 1)).all()))
    return found


def _back(ordered: Floats, order: np.ndarray[tuple[int, ...], np.dtype[np.intp]]) -> Floats:
    found = np.empty_like(ordered)
    found[order] = ordered
    return found
