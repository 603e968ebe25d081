"""McDonald's omega: how much of a sum score is the factor. For numbers, and for answer scales with few steps.

With one factor of variance 1, loadings λ and residual variances θ, ω = (Σλ)² / ((Σλ)² + Σθ) (McDonald 1999).
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from thuis.core.statistics.arrays import Floats, table
from thuis.core.statistics.intervals import LEVEL, Interval, t_interval
from thuis.core.statistics.polychoric import Ordinal, normal_pair, polychoric
from thuis.core.statistics.resample import bootstrap, percentile_interval
from thuis.core.statistics.sem.fit import Fit, fit_model
from thuis.core.statistics.sem.model import Kind, Model
from thuis.core.statistics.sem.ordinal import fit_ordinal

SCALE = "scale"


@dataclass(frozen=True, slots=True)
class Omega:
    """Omega of k items over n people. `improper`: some residual came out negative; do not trust it."""

    value: float
    interval: Interval
    n: int
    items: int
    improper: bool


def omega(values: ArrayLike, level: float = LEVEL) -> Omega:
    """Omega of a one-factor model by maximum likelihood, answers of shape (n, k ≥ 3), with a delta interval.

    NaN is no answer and is kept by full information. Agrees with lavaan 0.6 (defined parameter, delta
    method). Raises as `fit_model`.
    """
    columns = _columns(np.asarray(values, dtype=np.float64))
    fit = fit_model(Model({SCALE: tuple(columns)}), columns)
    value, slopes = _omega_and_slopes(fit)
    se = math.sqrt(float(slopes @ fit.covariance @ slopes))
    return Omega(value, t_interval(value, se, math.inf, level), fit.n, len(columns), fit.improper)


def ordinal_omega(
    values: ArrayLike, rng: np.random.Generator, times: int = 200, level: float = LEVEL
) -> Omega:
    """Omega of the sum score of items with few answers, shape (n, k ≥ 3) without gaps (Green & Yang 2009).

    The one-factor model is fitted to polychoric correlations; its true and total covariances are then taken
    back, through the thresholds, to the answers as they are summed. The interval is a percentile bootstrap
    over people. Agrees with semTools 0.5.6 `reliability` (omega3), `compRelSEM`.
    """
    rows = table(values)
    value, improper = _ordinal_omega(rows)
    drawn = bootstrap(rows, lambda sample: _ordinal_omega(sample)[0], rng, times)
    return Omega(value, percentile_interval(drawn, level), len(rows), rows.shape[1], improper)


def _columns(rows: Floats) -> dict[str, Floats]:
    return {f"item {at}": column for at, column in enumerate(np.atleast_2d(rows).T)}


def _omega_and_slopes(fit: Fit) -> tuple[float, Floats]:
    """Omega and its derivatives to the free parameters, the factor's variance ψ being one of them."""
    own = [one for one in fit.parameters if one.path.kind is Kind.LOADING]
    total = sum(one.value for one in own)
    spread = fit.parameter(SCALE, SCALE).value
    left = sum(one.value for one in fit.parameters if one.path.kind is Kind.RESIDUAL)
    true = total**2 * spread
    slope = {
        Kind.LOADING: 2 * total * spread * left,
        Kind.COVARIANCE: total**2 * left,
        Kind.RESIDUAL: -true,
    }
    slopes = np.zeros(len(fit.free))
    for cell in fit.layout.cells:
        if cell.free >= 0:
            slopes[cell.free] = slope.get(cell.path.kind, 0.0) / (true + left) ** 2
    return true / (true + left), slopes


def _ordinal_omega(rows: Floats) -> tuple[float, bool]:
    columns = _columns(rows)
    fit = fit_ordinal(Model({SCALE: tuple(columns)}), columns)
    loadings = np.array([one.standardised for one in fit.parameters if one.path.kind is Kind.LOADING])
    found = polychoric(rows)
    true = _summed_covariance(found.items, np.outer(loadings, loadings), same=True)
    total = _summed_covariance(found.items, found.correlation, same=False)
    return true / total, fit.improper


def _summed_covariance(items: tuple[Ordinal, ...], correlation: Floats, *, same: bool) -> float:
    """Σ over pairs of items of the covariance of their answers, numbered 0, 1, 2, …

    With `same`, an item with itself counts as two alike items that correlate as given; else as itself.
    """
    total = 0.0
    for row, one in enumerate(items):
        for column, other in enumerate(items):
            if row == column and not same:
                total += float(np.var(one.answers))
            else:
                total += _answer_covariance(one, other, float(correlation[row, column]))
    return total


def _answer_covariance(one: Ordinal, other: Ordinal, rho: float) -> float:
    """Σ over thresholds of P(below both) minus the product of both chances."""
    x, y = one.thresholds[:, None], other.thresholds[None, :]
    return float((normal_pair(x, y, rho) - normal_pair(x, y, 0.0)).sum())
