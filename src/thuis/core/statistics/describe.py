"""What a column of answers looks like, with or without weights."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from thuis.core.statistics.arrays import (
    Floats,
    check_enough,
    check_option,
    check_same_length,
    column,
    gappy_column,
)


@dataclass(frozen=True, slots=True)
class Description:
    """A column in figures; all but the counts in the unit of the column. `sd` is None for one answer."""

    n: int
    missing: int
    mean: float
    sd: float | None
    lowest: float
    quarter: float
    median: float
    three_quarters: float
    highest: float
    kish_n: float


def describe(values: ArrayLike, weights: ArrayLike | None = None) -> Description:
    """Describe a column, shape (n,), in which NaN is no answer.

    The standard deviation is sqrt(Σw(x - m)² / Σw × n / (n - 1)), so that weights of 1 change nothing.
    Raises `statistics-too-few` without any answer, and what `check_weights` raises.
    """
    found = gappy_column(values)
    given = np.ones(len(found)) if weights is None else check_weights(weights, len(found))
    answered = ~np.isnan(found) & (given > 0)
    check_enough(int(answered.sum()), 1)
    x, w = found[answered], given[answered]
    quarter, median, three_quarters = (quantile(x, share, w) for share in (0.25, 0.5, 0.75))
    mean = float(np.average(x, weights=w))
    return Description(
        n=len(x),
        missing=int(np.isnan(found).sum()),
        mean=mean,
        sd=_sd(x, w, mean),
        lowest=float(x.min()),
        quarter=quarter,
        median=median,
        three_quarters=three_quarters,
        highest=float(x.max()),
        kish_n=kish_n(w),
    )


def quantile(values: ArrayLike, share: float, weights: ArrayLike | None = None) -> float:
    """The value below which a weighted `share` lies; halfway between two values when both fit.

    Hyndman & Fan (1996) type 2. Agrees with R `quantile(type = 2)` for equal weights.
    """
    check_option("share", 0 < share < 1)
    x = column(values)
    w = np.ones(len(x)) if weights is None else check_weights(weights, len(x))
    order = np.argsort(x, kind="stable")
    x, climbed = x[order], np.cumsum(w[order]) / w.sum()
    # a whole number of weights that sums to .4999999 is half
    at = int(np.searchsorted(climbed, share - 1e-12))
    follows = min(at + 1, len(x) - 1)
    return float((x[at] + x[follows]) / 2 if abs(climbed[at] - share) < 1e-12 else x[at])


def kish_n(weights: ArrayLike) -> float:
    """(Σw)² / Σw²: how many equally weighted answers are worth as much (Kish 1965)."""
    w = check_weights(weights)
    return float(w.sum() ** 2 / (w**2).sum())


def check_weights(weights: ArrayLike, rows: int | None = None) -> Floats:
    """Weights of `rows` rows as a column; raises `statistics-option` for a negative one or a sum of 0."""
    found = column(weights)
    if rows is not None:
        check_same_length(found, range(rows))
    check_option("weights", bool((found >= 0).all() and found.sum() > 0))
    return found


def _sd(x: Floats, w: Floats, mean: float) -> float | None:
    if len(x) < 2:
        return None
    return math.sqrt(float(np.average((x - mean) ** 2, weights=w)) * len(x) / (len(x) - 1))
