"""Least squares whose errors allow for people of one programme being alike.

With M = (XᵀX)⁻¹ and e_g the residuals of cluster g of m clusters (n rows, p columns),

    V = M Σ_g X_gᵀ A_g e_g e_gᵀ A_g X_g M

CR1: A = I and V × m / (m - 1). CR1S: × m (n - 1) / ((m - 1)(n - p)), as Stata; without clusters that is HC1.
CR2: A_g = (I - X_g M X_gᵀ)^(-1/2), unbiased under independent errors (Bell & McCaffrey 2002), with degrees
of freedom by Satterthwaite (Pustejovsky & Tipton 2018). Agrees with R clubSandwich 0.5.8 and sandwich.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from thuis.core.errors import InvalidInput
from thuis.core.statistics.arrays import (
    Floats,
    Ints,
    check_enough,
    check_option,
    check_same_length,
    codes,
    column,
    table,
)

Errors = Literal["plain", "CR1", "CR1S", "CR2"]


@dataclass(frozen=True, slots=True, eq=False)
class Regression:
    """Slopes (p,) with covariance (p, p) and degrees of freedom (p,); n rows in m clusters."""

    slopes: Floats
    covariance: Floats
    df: Floats
    n: int
    clusters: int


def regress(
    outcome: ArrayLike, columns: ArrayLike, clusters: ArrayLike | None = None, errors: Errors = "CR2"
) -> Regression:
    """Regress an outcome (n,) on columns (n, p), the intercept among them; each row a cluster by default.

    Degrees of freedom: n - p for plain, m - 1 for CR1 and CR1S, Satterthwaite for CR2. Raises
    `statistics-option`, `statistics-do-not-match`, `statistics-too-few` unless n > p and there are two
    clusters, `statistics-not-identified` when columns repeat each other.
    """
    check_option("errors", errors in ("plain", "CR1", "CR1S", "CR2"))
    y, x = column(outcome), table(columns)
    group = np.arange(len(y), dtype=np.int64) if clusters is None else codes(clusters)[1]
    check_same_length(y, x, group)
    check_enough(len(y), x.shape[1] + 1)
    check_enough(int(group.max()) + 1, 2)
    if np.linalg.matrix_rank(x) < x.shape[1]:
        raise InvalidInput("statistics-not-identified")
    core = np.asarray(np.linalg.inv(x.T @ x))
    slopes = core @ (x.T @ y)
    left = y - x @ slopes
    covariance, df = _cr2(x, core, left, group) if errors == "CR2" else _simple(x, core, left, group, errors)
    return Regression(slopes, covariance, df, len(y), int(group.max()) + 1)


def _simple(x: Floats, core: Floats, left: Floats, group: Ints, errors: Errors) -> tuple[Floats, Floats]:
    n, p = x.shape
    m = int(group.max()) + 1
    if errors == "plain":
        return core * float(left @ left) / (n - p), np.full(p, float(n - p))
    pulls = np.zeros((m, p))
    np.add.at(pulls, group, x * left[:, None])
    factor = m / (m - 1) * ((n - 1) / (n - p) if errors == "CR1S" else 1)
    return factor * core @ (pulls.T @ pulls) @ core, np.full(p, m - 1.0)


def _cr2(x: Floats, core: Floats, left: Floats, group: Ints) -> tuple[Floats, Floats]:
    """The covariance, and per slope tr(P)² / tr(P²) with P the covariance of its clusters' parts."""
    parts = [(rows, _adjusted(x[rows], core)) for rows in _rows(group)]
    pulls = np.stack([adjusted.T @ left[rows] for rows, adjusted in parts])
    weights = [adjusted @ core for _, adjusted in parts]
    own = np.stack([(weight**2).sum(axis=0) for weight in weights])
    crossed = np.stack([x[rows].T @ weight for (rows, _), weight in zip(parts, weights, strict=True)])
    df = np.array([_satterthwaite(own[:, at], crossed[:, :, at], core) for at in range(x.shape[1])])
    return core @ (pulls.T @ pulls) @ core, df


def _rows(group: Ints) -> Iterator[Ints]:
    order = np.argsort(group, kind="stable")
    for rows in np.split(order, np.cumsum(np.bincount(group))[:-1]):
        yield rows.astype(np.int64)


def _adjusted(x: Floats, core: Floats) -> Floats:
    """A_g X_g; directions that the columns fit perfectly carry no residual and are left out."""
    value, vector = np.linalg.eigh(np.eye(len(x)) - x @ core @ x.T)
    kept = value > 1e-10
    root = np.zeros(len(value))
    root[kept] = value[kept] ** -0.5
    return np.asarray((vector * root) @ (vector.T @ x))


def _satterthwaite(own: Floats, crossed: Floats, core: Floats) -> float:
    """tr(P)² / tr(P²) of P = diag(own) - C M Cᵀ, never written out: it has a row per cluster."""
    shared = np.einsum("gi,ij,gj->g", crossed, core, crossed)
    turned = core @ (crossed.T @ crossed)
    trace = float((own - shared).sum())
    squares = float((own**2).sum() - 2 * (own * shared).sum() + np.trace(turned @ turned))
    # a slope that no residual touches is known exactly; any degrees of freedom will do
    return trace**2 / squares if squares > 1e-14 * trace**2 > 0 else float(len(own) - 1)
