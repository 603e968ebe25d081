"""Small programmes borrow strength: Fay & Herriot's area model beside the direct figures.

    direct_i = x_iᵀβ + u_i + e_i,   u_i ~ (0, τ²),   e_i ~ (0, v_i) with v_i known

The estimate shrinks each direct figure towards what programmes like it have, more so the less is known of it.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from thuis.core.errors import InvalidInput
from thuis.core.statistics.arrays import Floats, check_enough, check_option, check_same_length, column, table
from thuis.core.statistics.intervals import LEVEL, Interval, t_interval


@dataclass(frozen=True, slots=True)
class Area:
    """One programme: the direct figure and the model's, with their standard errors, in one unit.

    `own_share` is how much of the model's figure is the programme's own answers: 1 all, 0 none.
    """

    direct: float
    direct_se: float
    value: float
    se: float
    own_share: float

    def interval(self, level: float = LEVEL) -> Interval:
        """The normal interval of the model's figure."""
        return t_interval(self.value, self.se, math.inf, level)


@dataclass(frozen=True, slots=True, eq=False)
class AreaModel:
    """The areas in order; slopes (p,) with their covariance (p, p), intercept first; variance between areas."""

    areas: tuple[Area, ...]
    slopes: Floats
    covariance: Floats
    between: float


def fay_herriot(direct: ArrayLike, variances: ArrayLike, predictors: ArrayLike | None = None) -> AreaModel:
    """Estimates of m areas from direct figures (m,), their sampling variances (m,) and predictors (m, p).

    τ² by restricted maximum likelihood (Fisher scoring, never below 0); the mean squared error is
    g1 + g2 + 2 g3 of Prasad & Rao (1990) with the REML variance of Datta & Lahiri (2000). An intercept is
    added. τ², slopes and figures agree with R metafor 3.8 `rma(method = "REML")` and `blup`, whose standard
    error leaves out 2 g3. Raises `statistics-too-few` with fewer than p + 3 areas, `statistics-option` for a
    variance that is not above 0, `statistics-not-identified` when predictors repeat each other.
    """
    y, v = column(direct), column(variances)
    check_same_length(y, v)
    check_option("variances", bool((v > 0).all()))
    x = np.ones((len(y), 1))
    if predictors is not None:
        x = np.column_stack([x, table(predictors)])
    check_same_length(y, x)
    check_enough(len(y), x.shape[1] + 2)
    if np.linalg.matrix_rank(x) < x.shape[1]:
        raise InvalidInput("statistics-not-identified")
    between = _between(y, v, x)
    weight = 1 / (between + v)
    covariance = np.linalg.inv((x * weight[:, None]).T @ x)
    slopes = covariance @ x.T @ (weight * y)
    return AreaModel(_areas(y, v, x @ slopes, x, covariance, between), slopes, covariance, between)


def _between(y: Floats, v: Floats, x: Floats) -> float:
    """REML by scoring: τ² moves by (yᵀPPy - tr P) / tr PP."""
    size = max(float(np.var(y, ddof=1) - v.mean()), float(v.mean()) / 10)
    for _ in range(500):
        weight = 1 / (size + v)
        weighted = x * weight[:, None]
        project = np.diag(weight) - weighted @ np.linalg.solve(weighted.T @ x, weighted.T)
        pulled = project @ y
        step = float(pulled @ pulled - np.trace(project)) / float((project**2).sum())
        moved = max(0.0, size + step)
        if abs(moved - size) <= 1e-12 * (1 + size):
            return moved
        # halfway to 0 instead of on it, so that a large first step can come back
        size = moved if moved > 0 or size < 1e-12 else size / 4
    raise InvalidInput("statistics-did-not-settle")


def _areas(
    y: Floats, v: Floats, expected: Floats, x: Floats, covariance: Floats, between: float
) -> tuple[Area, ...]:
    own = between / (between + v)
    of_tau = 2 / float(((between + v) ** -2).sum())
    first = own * v
    second = (1 - own) ** 2 * np.einsum("ij,jk,ik->i", x, covariance, x)
    third = v**2 / (between + v) ** 3 * of_tau
    value = expected + own * (y - expected)
    se = np.sqrt(first + second + 2 * third)
    figures = zip(y, np.sqrt(v), value, se, own, strict=True)
    return tuple(Area(*(float(figure) for figure in area)) for area in figures)
