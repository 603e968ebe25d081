"""Which scales go together with an outcome, and how much of it each accounts for: association, not cause."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike

from thuis.core.errors import InvalidInput
from thuis.core.statistics.arrays import Floats, check_option, check_same_length, column, table
from thuis.core.statistics.describe import check_weights
from thuis.core.statistics.intervals import LEVEL, Interval
from thuis.core.statistics.resample import bootstrap, percentile_interval

MOST = 12


@dataclass(frozen=True, slots=True)
class Drivers:
    """Per predictor, in order, its part of R² with an interval; the parts add up to `r_squared`."""

    parts: tuple[float, ...]
    intervals: tuple[Interval, ...]
    r_squared: float
    n: int


def drivers(
    outcome: ArrayLike,
    predictors: ArrayLike,
    rng: np.random.Generator,
    *,
    weights: ArrayLike | None = None,
    times: int = 500,
    level: float = LEVEL,
) -> Drivers:
    """Parts of R² of an outcome (n,) by predictors (n, 2 to 12), with percentile bootstrap intervals.

    See `lmg` for the parts. Raises as `lmg` does.
    """
    parts = lmg(outcome, predictors, weights)
    w = np.ones(len(column(outcome))) if weights is None else check_weights(weights)
    rows = np.column_stack([w, column(outcome), table(predictors)])
    drawn = bootstrap(rows, lambda sample: _parts(_correlation(sample[:, 1:], sample[:, 0])), rng, times)
    intervals = tuple(percentile_interval(one, level) for one in drawn.T)
    return Drivers(tuple(float(part) for part in parts), intervals, float(parts.sum()), len(rows))


def lmg(outcome: ArrayLike, predictors: ArrayLike, weights: ArrayLike | None = None) -> Floats:
    """Each predictor's part of R², shape (p,): its gain in R² averaged over all orders of entry.

    Σ over sets S without j of |S|! (p - |S| - 1)! / p! × (R²(S ∪ j) - R²(S)) (Lindeman, Merenda & Gold 1980;
    the Shapley value). Agrees with R relaimpo `calc.relimp(type = "lmg")`. Outcome (n,), predictors
    (n, 2 to 12), complete. Raises `statistics-option` for more predictors, `statistics-too-few` unless
    n > p + 1, `statistics-no-spread`, `statistics-not-identified` for predictors that repeat each other.
    """
    y, x = column(outcome), table(predictors, columns=2)
    check_same_length(y, x)
    check_option("predictors", x.shape[1] <= MOST)
    column(y, least=x.shape[1] + 2)
    w = np.ones(len(y)) if weights is None else check_weights(weights, len(y))
    return _parts(_correlation(np.column_stack([y, x]), w))


def _correlation(rows: Floats, weights: Floats) -> Floats:
    centred = rows - np.average(rows, axis=0, weights=weights)
    covariance = (centred * weights[:, None]).T @ centred
    deviation = np.sqrt(np.diag(covariance))
    if not (deviation > 0).all():
        raise InvalidInput("statistics-no-spread")
    found = covariance / np.outer(deviation, deviation)
    if np.linalg.cond(found[1:, 1:]) > 1e10:
        raise InvalidInput("statistics-not-identified")
    return np.asarray(found)


def _parts(correlation: Floats) -> Floats:
    """The parts from the correlations of the outcome (first) and the predictors."""
    return parts_of(correlation, 1)[..., 0, :]


def parts_of(correlation: Floats, outcomes: int) -> Floats:
    """The parts from correlations (…, o + p, o + p) of outcomes (first) and predictors: shape (…, o, p)."""
    count = correlation.shape[-1] - outcomes
    explained = dict(_explained(correlation, outcomes))
    parts = np.zeros((*correlation.shape[:-2], outcomes, count))
    for chosen, gained in explained.items():
        for one in chosen:
            rest = tuple(other for other in chosen if other != one)
            share = math.factorial(len(rest)) * math.factorial(count - len(rest) - 1) / math.factorial(count)
            parts[..., one] += share * (gained - explained[rest])
    return parts


def _explained(correlation: Floats, outcomes: int) -> Iterator[tuple[tuple[int, ...], Floats]]:
    """R² of each outcome by every set of predictors, shape (…, o); sets of one size solved together."""
    count = correlation.shape[-1] - outcomes
    yield (), np.zeros((*correlation.shape[:-2], outcomes))
    for size in range(1, count + 1):
        sets = np.array(list(combinations(range(count), size)))
        rows = outcomes + sets
        between = correlation[..., rows[:, :, None], rows[:, None, :]]
        outcome = np.moveaxis(correlation[..., :outcomes, :][..., rows], -3, -1)
        gained = (np.linalg.solve(between, outcome) * outcome).sum(axis=-2)
        for place, chosen in enumerate(sets.tolist()):
            yield tuple(chosen), gained[..., place, :]
