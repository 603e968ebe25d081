"""Drawing people again, to see how far an estimate depends on who happened to answer."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from thuis.core.statistics.arrays import Floats, check_option, table
from thuis.core.statistics.intervals import LEVEL, Interval


def bootstrap(
    values: ArrayLike, statistic: Callable[[Floats], ArrayLike], rng: np.random.Generator, times: int = 1000
) -> Floats:
    """The statistic of `times` samples of rows drawn with replacement, shape (times, …).

    `statistic` takes a table (n, k) and gives one number or a row of them. Efron & Tibshirani 1993, 6.
    """
    check_option("times", times >= 20)
    rows = table(values)
    drawn = (rows[rng.integers(0, len(rows), len(rows))] for _ in range(times))
    return np.array([np.asarray(statistic(sample), dtype=np.float64) for sample in drawn])


def percentile_interval(drawn: ArrayLike, level: float = LEVEL) -> Interval:
    """The middle `level` of bootstrap values, shape (times,) (Efron & Tibshirani 1993, 13.3)."""
    check_option("level", 0 < level < 1)
    low, high = np.quantile(np.asarray(drawn, dtype=np.float64), [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), float(high), level)
