"""Intervals around a mean and a share, and what a nearly complete cohort does to them."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from thuis.core.statistics.arrays import check_option, column

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, in the unit of the estimate; holds the truth in a share `level` of studies."""

    low: float
    high: float
    level: float = LEVEL

    def holds(self, value: float) -> bool:
        """Whether `value` lies between the ends, ends included."""
        return self.low <= value <= self.high


def t_interval(estimate: float, se: float, df: float, level: float = LEVEL) -> Interval:
    """estimate ± t(df; (1 + level) / 2) × se; `df` may be infinite for the normal interval.

    Agrees with R `confint`. Raises InvalidInput `statistics-option` unless se ≥ 0, df > 0 and 0 < level < 1.
    """
    check_option("se", se >= 0)
    half = critical(df, level) * se
    return Interval(estimate - half, estimate + half, level)


def critical(df: float, level: float = LEVEL) -> float:
    """The two-sided critical value of t with `df` degrees of freedom; normal when `df` is infinite."""
    check_option("df", df > 0)
    check_option("level", 0 < level < 1)
    if math.isinf(df):
        return float(special.ndtri((1 + level) / 2))
    return float(special.stdtrit(df, (1 + level) / 2))


def mean_interval(values: ArrayLike, population: float | None = None, level: float = LEVEL) -> Interval:
    """t interval of the mean of a simple random sample, shape (n ≥ 2,), in the unit of the values.

    With `population` it speaks of this cohort only: the standard error shrinks by
    `finite_population_factor`. Agrees with R `t.test`, and with survey `svymean` under `fpc`.
    """
    found = column(values, least=2)
    factor = 1.0 if population is None else finite_population_factor(len(found), population)
    se = float(np.std(found, ddof=1)) / math.sqrt(len(found)) * factor
    return t_interval(float(np.mean(found)), se, len(found) - 1, level)


def finite_population_factor(n: float, population: float) -> float:
    """sqrt(1 - n / N), which multiplies a standard error (Cochran 1977, 2.6).

    Only for statements about this cohort of N people. For what causes or predicts, and for the next cohort,
    the people who answered are a sample without end, and the factor is 1. Raises `statistics-option` when
    n > N: more answers than people is a mistake, not certainty.
    """
    check_option("population", 0 <= n <= population)
    return math.sqrt(1 - n / population)


def wilson_interval(share: float, n: float, level: float = LEVEL) -> Interval:
    """Score interval of a share (Wilson 1927), for any `share` from 0 to 1, the ends included.

    `n` need not be whole: with weights give the effective number, share × (1 - share) / se². Agrees with
    R `prop.test(correct = FALSE)`.
    """
    check_option("share", 0 <= share <= 1)
    check_option("n", n > 0)
    z = critical(math.inf, level)
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    # at the ends both are equal, but not to the last bit
    low = 0.0 if share == 0 else middle - half
    return Interval(low, 1.0 if share == 1 else middle + half, level)


def logit_interval(share: float, se: float, df: float, level: float = LEVEL) -> Interval:
    """t interval on the log-odds scale, back on 0 to 1: logit(p) ± t × se / (p (1 - p)).

    Agrees with survey `svyciprop(method = "logit")`. Raises `statistics-option` for a share of 0 or 1, where
    log-odds have no end; use `wilson_interval` there.
    """
    check_option("share", 0 < share < 1)
    on_logit = t_interval(float(special.logit(share)), se / (share * (1 - share)), df, level)
    return Interval(float(special.expit(on_logit.low)), float(special.expit(on_logit.high)), level)


def normal_p(estimate: float, se: float) -> float:
    """Two-sided p of estimate / se under the normal distribution; 1 when both are 0."""
    if se == 0:
        return 1.0 if estimate == 0 else 0.0
    return float(2 * stats.norm.sf(abs(estimate) / se))
