"""How well a model fits: χ², CFI, TLI, RMSEA, SRMR, information criteria. Agrees with lavaan 0.6."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize, stats

from thuis.core.statistics.arrays import Floats
from thuis.core.statistics.intervals import Interval


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures of fit; `rmsea_interval` holds in 90 % of studies."""

    chi_square: float
    df: int
    p: float
    cfi: float
    tli: float
    rmsea: float
    rmsea_interval: Interval
    srmr: float


@dataclass(frozen=True, slots=True)
class Chi:
    """A χ² with its degrees of freedom, of the model or of the baseline in which nothing hangs together."""

    value: float
    df: int


def measure(model: Chi, baseline: Chi, srmr: float, n: int, groups: int) -> Measures:
    """All measures from two χ² (Bentler 1990; Tucker & Lewis 1973; Steiger 1990; Browne & Cudeck 1993).

    RMSEA over groups is multiplied by √groups (Steiger 1998). A model without degrees of freedom fits
    perfectly by construction: CFI and TLI 1, RMSEA 0.
    """
    excess, worst = max(0.0, model.value - model.df), max(0.0, baseline.value - baseline.df)
    worst = max(worst, excess)
    return Measures(
        chi_square=model.value,
        df=model.df,
        p=float(stats.chi2.sf(model.value, model.df)) if model.df else 1.0,
        cfi=1.0 if worst == 0 else 1 - excess / worst,
        tli=_tli(model, baseline),
        rmsea=_rmsea(excess, model.df, n, groups),
        rmsea_interval=_rmsea_interval(model, n, groups),
        srmr=srmr,
    )


def srmr_of(
    observed: Sequence[tuple[Floats, Floats]],
    expected: Sequence[tuple[Floats, Floats]],
    sizes: Sequence[int],
    *,
    means: bool,
) -> float:
    """Root mean square of residuals over the observed standard deviations (Bentler 1995), groups by size.

    Pairs are (covariance, mean); the means count when the model speaks of them.
    """
    parts = []
    for (covariance, mean), (fitted, level) in zip(observed, expected, strict=True):
        deviation = np.sqrt(np.diag(covariance))
        residual = (covariance - fitted) / np.outer(deviation, deviation)
        squares = residual[np.tril_indices(len(deviation))] ** 2
        if means:
            squares = np.append(squares, ((mean - level) / deviation) ** 2)
        parts.append(math.sqrt(float(squares.mean())))
    return float(np.average(parts, weights=sizes))


def _tli(model: Chi, baseline: Chi) -> float:
    if model.df == 0 or baseline.df == 0:
        return 1.0
    ratio, worst = model.value / model.df, baseline.value / baseline.df
    return 1.0 if worst == 1 else (worst - ratio) / (worst - 1)


def _rmsea(excess: float, df: int, n: int, groups: int) -> float:
    return math.sqrt(excess / (df * n) * groups) if df else 0.0


def _rmsea_interval(model: Chi, n: int, groups: int) -> Interval:
    low, high = (_noncentrality(model, share) for share in (0.95, 0.05))
    return Interval(_rmsea(low, model.df, n, groups), _rmsea(high, model.df, n, groups), 0.9)


def _noncentrality(model: Chi, share: float) -> float:
    """The noncentrality under which a χ² this large has `share` of its chances below it; at least 0."""
    if model.df == 0 or stats.chi2.cdf(model.value, model.df) < share:
        return 0.0
    top = 2 * model.value + 100 + 10 * math.sqrt(model.value)
    return float(
        optimize.brentq(lambda size: stats.ncx2.cdf(model.value, model.df, size) - share, 1e-12, top)
    )
