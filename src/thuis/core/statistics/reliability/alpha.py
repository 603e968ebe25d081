"""Cronbach's alpha with Feldt's interval."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from thuis.core.statistics.arrays import Floats, table
from thuis.core.statistics.change import check_spread
from thuis.core.statistics.intervals import LEVEL, Interval


@dataclass(frozen=True, slots=True)
class Alpha:
    """Alpha of k items over n people; `without` is alpha when one item is left out, in item order.

    `without` is empty for two items, which one cannot spare.
    """

    value: float
    interval: Interval
    n: int
    items: int
    without: tuple[float, ...]


def alpha(values: ArrayLike, level: float = LEVEL) -> Alpha:
    """Alpha of complete answers, shape (n, k ≥ 2), items reversed beforehand so that all point one way.

    k / (k - 1) × (1 - Σ item variances / variance of the sum) (Cronbach 1951); interval
    1 - (1 - α) × F((1 ± level) / 2; n - 1, (n - 1)(k - 1)) (Feldt 1965). Agrees with R psych `alpha`.
    Raises `statistics-too-few`, `statistics-too-few-columns`, `statistics-not-numbers`,
    `statistics-no-spread`.
    """
    rows = table(values, columns=2)
    n, items = rows.shape
    covariance = np.cov(rows, rowvar=False)
    value = _alpha(covariance)
    df = n - 1, (n - 1) * (items - 1)
    low, high = (1 - (1 - value) * special.fdtri(*df, share) for share in ((1 + level) / 2, (1 - level) / 2))
    kept = [np.delete(np.arange(items), item) for item in range(items)] if items > 2 else []
    without = tuple(_alpha(covariance[np.ix_(some, some)]) for some in kept)
    return Alpha(value, Interval(float(low), float(high), level), n, items, without)


def _alpha(covariance: Floats) -> float:
    items, total = len(covariance), float(covariance.sum())
    check_spread(total)
    return items / (items - 1) * (1 - float(np.trace(covariance)) / total)
