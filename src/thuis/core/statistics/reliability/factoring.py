"""Exploratory factors: least residuals, turned obliquely, and a general factor above them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize

from thuis.core.errors import InvalidInput
from thuis.core.statistics.arrays import Floats, check_option, table
from thuis.core.statistics.intervals import LEVEL, Interval
from thuis.core.statistics.resample import bootstrap, percentile_interval


@dataclass(frozen=True, slots=True, eq=False)
class Bifactor:
    """A general factor and group factors: loadings (k,) and (k, m), own variance (k,), and two omegas.

    `hierarchical` is what the general factor alone explains of the sum of all items, `total` what all
    factors do.
    """

    general: Floats
    groups: Floats
    unique: Floats
    hierarchical: float
    total: float


def least_residuals(correlation: ArrayLike, factors: int) -> Floats:
    """Unrotated loadings (k, m): the least squared residuals off the diagonal (Harman & Jones 1966).

    With γ the eigenvalues of R - Ψ, minimises Σ γ² over all but the m largest, over uniquenesses Ψ from .005
    to 1. Agrees with R psych `fa(fm = "minres")`. Raises `statistics-option` unless 1 ≤ m < k,
    `statistics-did-not-settle`.
    """
    matrix = _correlation(correlation)
    check_option("factors", 1 <= factors < len(matrix))

    def loss(unique: Floats) -> tuple[float, Floats]:
        value, vector = np.linalg.eigh(matrix - np.diag(unique))
        left, turned = value[:-factors], vector[:, :-factors]
        return float((left**2).sum()) / 2, -(turned**2) @ left

    start = 1 / np.diag(np.linalg.pinv(matrix)) / 2
    found = optimize.minimize(
        loss,
        np.clip(start, 0.005, 1),
        jac=True,
        method="L-BFGS-B",
        bounds=[(0.005, 1.0)] * len(matrix),
        options={"maxiter": 2000, "ftol": 1e-15, "gtol": 1e-9},
    )
    value, vector = np.linalg.eigh(matrix - np.diag(found.x))
    loadings = vector[:, -factors:] * np.sqrt(np.maximum(value[-factors:], 0))
    return np.asarray(loadings[:, ::-1] * np.where(loadings[:, ::-1].sum(axis=0) < 0, -1, 1))


def oblimin(loadings: ArrayLike, steps: int = 2000) -> tuple[Floats, Floats]:
    """Pattern loadings (k, m) and factor correlations (m, m) after direct oblimin with γ = 0.

    Minimises Σ over pairs of factors of Σ λ²λ² by gradient projection (Jennrich 2002; Bernaards & Jennrich
    2005), from the loadings as they come. Agrees with R GPArotation `oblimin`. Raises
    `statistics-did-not-settle`.
    """
    start = table(loadings)
    others = 1 - np.eye(start.shape[1])

    def look(turn: Floats) -> tuple[float, Floats, Floats]:
        pattern = start @ np.linalg.inv(turn).T
        pull = pattern * ((pattern**2) @ others)
        slope = -(pattern.T @ pull @ np.linalg.inv(turn)).T
        return float((pattern * pull).sum()) / 4, slope, pattern

    turn, size = np.eye(start.shape[1]), 1.0
    here, slope, pattern = look(turn)
    for _ in range(steps):
        free = slope - turn * (turn * slope).sum(axis=0)
        length = float((free**2).sum())
        if length < 1e-16:
            return pattern, turn.T @ turn
        size *= 2
        for _ in range(40):
            moved = turn - size * free
            moved /= np.sqrt((moved**2).sum(axis=0))
            there, next_slope, next_pattern = look(moved)
            if there < here - length * size / 2 or size < 1e-14:
                break
            size /= 2
        turn, here, slope, pattern = moved, there, next_slope, next_pattern
    raise InvalidInput("statistics-did-not-settle")


def bifactor(correlation: ArrayLike, factors: int = 3) -> Bifactor:
    """A general factor by Schmid & Leiman (1957) from `factors` ≥ 3 oblique ones, with both omegas.

    ω_h = (Σ general)² / ΣR, ω_t = (ΣR - Σ unique) / ΣR (Zinbarg, Revelle, Yovel & Li 2005), with R (k, k) of
    items that all point one way. Agrees with R psych `omega(rotate = "oblimin", fm = "minres")`. Raises
    `statistics-option` under three factors, from which a general one cannot be told.
    """
    check_option("factors", factors >= 3)
    matrix = _correlation(correlation)
    pattern, between = oblimin(least_residuals(matrix, factors))
    above = least_residuals(between, 1)[:, 0]
    flip = np.where(above < 0, -1.0, 1.0)
    general = pattern @ above
    groups = pattern * flip * np.sqrt(1 - above**2)
    unique = 1 - general**2 - (groups**2).sum(axis=1)
    total = float(matrix.sum())
    hierarchical = float(general.sum()) ** 2 / total
    return Bifactor(general, groups, unique, hierarchical, 1 - float(unique.sum()) / total)


def hierarchical_interval(
    values: ArrayLike,
    factors: int,
    rng: np.random.Generator,
    times: int = 500,
    level: float = LEVEL,
) -> Interval:
    """Percentile bootstrap interval of ω_h from complete answers, shape (n, k)."""

    def hierarchical(sample: Floats) -> float:
        return bifactor(np.corrcoef(sample, rowvar=False), factors).hierarchical

    return percentile_interval(bootstrap(values, hierarchical, rng, times), level)


def _correlation(values: ArrayLike) -> Floats:
    matrix = table(values, columns=2)
    square = matrix.shape[0] == matrix.shape[1]
    check_option("correlation", square and bool(np.allclose(matrix, matrix.T)))
    check_option("correlation", bool(np.allclose(np.diag(matrix), 1)))
    return matrix
