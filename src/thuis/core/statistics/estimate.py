"""Means, shares and totals under a design, for everybody or for a domain (a programme, a target group)."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from thuis.core.statistics.arrays import (
    Bools,
    Floats,
    check_enough,
    check_option,
    check_same_length,
    codes,
    gappy_column,
)
from thuis.core.statistics.design import Design, covariance_of_totals, degrees_of_freedom
from thuis.core.statistics.intervals import LEVEL, Interval, logit_interval, t_interval, wilson_interval


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate with its standard error, in one unit; `n` answers, `df` degrees of freedom."""

    value: float
    se: float
    n: int
    df: float

    def interval(self, level: float = LEVEL) -> Interval:
        """The t interval."""
        return t_interval(self.value, self.se, self.df, level)


@dataclass(frozen=True, slots=True, eq=False)
class DomainMeans:
    """One mean per domain, in the order of `labels`, and their covariance, shape (k, k)."""

    labels: tuple[object, ...]
    means: tuple[Estimate, ...]
    covariance: Floats

    def difference(self, first: int, second: int) -> Estimate:
        """Mean `first` minus mean `second`, by position; domains that share clusters are not independent."""
        one, other = self.means[first], self.means[second]
        spread = np.zeros(len(self.means))
        spread[first], spread[second] = 1, -1
        se = math.sqrt(max(0.0, float(spread @ self.covariance @ spread)))
        return Estimate(one.value - other.value, se, one.n + other.n, min(one.df, other.df))


def estimate_mean(plan: Design, values: ArrayLike, domain: ArrayLike | None = None) -> Estimate:
    """Weighted mean Σwy / Σw over a domain, with the Taylor standard error of that ratio.

    `values`, shape (n,), has NaN where there is no answer: they fall outside, but their clusters stay in
    the design. `domain`, shape (n,), says who counts. A share is the mean of zeros and ones. Agrees with
    survey `svymean(na.rm = TRUE)`, `svyby`. Raises `statistics-too-few` with fewer than two answers.
    """
    y, inside = _inside(plan, values, domain)
    mean, linear = _linearised_mean(plan, y, inside)
    return _estimate(plan, mean, linear, inside)


def estimate_total(plan: Design, values: ArrayLike, domain: ArrayLike | None = None) -> Estimate:
    """Weighted total Σwy over a domain, in the unit of the values; shapes and errors as `estimate_mean`.

    Agrees with survey `svytotal(na.rm = TRUE)`.
    """
    y, inside = _inside(plan, values, domain)
    total = float((plan.weights * y)[inside].sum())
    return _estimate(plan, total, np.where(inside, y, 0.0), inside)


def estimate_means_by(plan: Design, values: ArrayLike, groups: ArrayLike) -> DomainMeans:
    """The mean of every group, shape (n,) of labels, with their joint covariance.

    Agrees with survey `svyby(covmat = TRUE)`. Raises as `estimate_mean`, for the smallest group too.
    """
    labels, number = codes(groups)
    check_same_length(plan.weights, number)
    found = [_inside(plan, values, number == label) for label in range(len(labels))]
    linear = [_linearised_mean(plan, y, inside) for y, inside in found]
    covariance = covariance_of_totals(plan, np.stack([column for _, column in linear], axis=1))
    means = tuple(
        Estimate(mean, math.sqrt(covariance[at, at]), int(inside.sum()), degrees_of_freedom(plan, inside))
        for at, ((mean, _), (_, inside)) in enumerate(zip(linear, found, strict=True))
    )
    return DomainMeans(labels, means, covariance)


def share_interval(share: Estimate, level: float = LEVEL) -> Interval:
    """Interval of a share: on log-odds, or by Wilson's score where nobody or everybody said yes.

    At 0 and 1 the standard error is 0, so Wilson takes `share.n` itself as the number of answers.
    """
    check_option("share", 0 <= share.value <= 1)
    if share.value in (0.0, 1.0):
        return wilson_interval(share.value, share.n, level)
    return logit_interval(share.value, share.se, share.df, level)


def _inside(plan: Design, values: ArrayLike, domain: ArrayLike | None) -> tuple[Floats, Bools]:
    y = gappy_column(values)
    who = np.ones(len(y), dtype=np.bool_) if domain is None else np.asarray(domain, dtype=np.bool_)
    check_same_length(plan.weights, y, who)
    inside = who & ~np.isnan(y) & (plan.weights > 0)
    check_enough(int(inside.sum()), 2)
    return np.nan_to_num(y), inside


def _linearised_mean(plan: Design, y: Floats, inside: Bools) -> tuple[float, Floats]:
    weights = np.where(inside, plan.weights, 0.0)
    mean = float(weights @ y / weights.sum())
    return mean, np.where(inside, y - mean, 0.0) / weights.sum()


def _estimate(plan: Design, value: float, linear: Floats, inside: Bools) -> Estimate:
    variance = covariance_of_totals(plan, linear[:, None])[0, 0]
    return Estimate(value, math.sqrt(variance), int(inside.sum()), degrees_of_freedom(plan, inside))
