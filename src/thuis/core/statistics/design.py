"""How the answers came about (weights, strata, clusters, cohort), and the variance that follows from it.

Taylor linearisation on totals of first-stage clusters. With z a row's linearised value times its weight,
t_hc the sum of z over cluster c of stratum h, and t_h the mean of t_hc over the n_h clusters,

    var = Σ_h (1 - n_h / N_h) × n_h / (n_h - 1) × Σ_c (t_hc - t_h)²

Later stages are not needed for it (the ultimate cluster, Särndal, Swensson & Wretman 1992, 4.6). When the
weights were raked, a row's value is first replaced by its residual from the margins (Deville & Särndal
1992), because what the margins fix no longer varies. Agrees with R survey 4.1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from thuis.core.errors import InvalidInput
from thuis.core.statistics.arrays import (
    Bools,
    Floats,
    Ints,
    check_enough,
    check_option,
    check_same_length,
    codes,
    column,
)
from thuis.core.statistics.describe import check_weights

Lonely = Literal["refuse", "centre"]


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """Every array has one entry per row. Make one with `design`."""

    weights: Floats
    strata: Ints
    clusters: Ints  # numbered over all strata; a row is its own cluster by default
    population: Floats  # clusters in the population of the row's stratum; infinite without correction
    margins: tuple[Ints, ...]  # the groups to which the weights were raked
    base: Floats  # the weights before raking
    lonely: Lonely

    def __len__(self) -> int:
        return len(self.weights)


def design(
    rows: int,
    *,
    weights: ArrayLike | None = None,
    strata: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    population: ArrayLike | None = None,
    margins: Sequence[ArrayLike] = (),
    base: ArrayLike | None = None,
    lonely: Lonely = "refuse",
) -> Design:
    """The design of `rows` rows; what is left out is: weight 1, one stratum, no clusters, no correction.

    Clusters are nested in strata: equal labels in two strata are two clusters. `population` is, per row, how
    many clusters (without clusters: people) the stratum has; give it only for statements about this cohort.
    `margins` and `base` come from `rake`. A stratum with one cluster has no spread of its own: `refuse`
    raises `statistics-lonely-cluster`, `centre` measures it from the mean over all strata.
    """
    check_option("lonely", lonely in ("refuse", "centre"))
    one = np.ones(rows)
    in_strata = np.zeros(rows, dtype=np.int64) if strata is None else codes(strata)[1]
    in_clusters = np.arange(rows, dtype=np.int64) if clusters is None else codes(clusters)[1]
    made = Design(
        weights=one if weights is None else check_weights(weights, rows),
        strata=in_strata,
        clusters=_nested(in_strata, in_clusters),
        population=np.full(rows, np.inf) if population is None else column(population),
        margins=tuple(codes(margin)[1] for margin in margins),
        base=one if base is None else check_weights(base, rows),
        lonely=lonely,
    )
    check_same_length(made.weights, in_strata, in_clusters, made.population, made.base, *made.margins)
    _check_population(made)
    return made


def covariance_of_totals(plan: Design, values: Floats) -> Floats:
    """Covariance, shape (k, k), of the weighted totals of k linearised columns, shape (n, k)."""
    totals = np.zeros((int(plan.clusters.max()) + 1, values.shape[1]))
    np.add.at(totals, plan.clusters, _residual(plan, values) * plan.weights[:, None])
    stratum, population = _of_clusters(plan)
    size = np.bincount(stratum).astype(np.float64)
    means = np.stack([np.bincount(stratum, one) for one in totals.T], axis=1) / size[:, None]
    kept = 1 - size / population
    lonely = (size == 1) & (kept > 0)
    if lonely.any() and plan.lonely == "refuse":
        raise InvalidInput("statistics-lonely-cluster")
    means[lonely] = totals.mean(axis=0)
    factor = np.where(size > 1, kept * size / np.maximum(size - 1, 1), kept)
    centred = totals - means[stratum]
    return np.asarray((centred * factor[stratum][:, None]).T @ centred)


def degrees_of_freedom(plan: Design, inside: Bools) -> int:
    """Clusters minus strata, counting those with somebody `inside` (Korn & Graubard 1999, 5.2).

    For the whole sample this is survey `degf`. For a domain it is stricter than `degf`, which counts
    clusters that never met the domain. Raises `statistics-too-few` when none is left.
    """
    used = len(np.unique(plan.clusters[inside])) - len(np.unique(plan.strata[inside]))
    if plan.lonely == "centre" and used < 1:
        used = len(np.unique(plan.clusters[inside])) - 1
    check_enough(used + 1, 2)
    return used


def _residual(plan: Design, values: Floats) -> Floats:
    """Values minus their weighted regression on the margins; the values themselves without margins."""
    if not plan.margins:
        return values
    dummies = np.hstack([margin[:, None] == np.arange(margin.max() + 1) for margin in plan.margins])
    scale = np.sqrt(plan.base)[:, None]
    slopes = np.linalg.lstsq(dummies * scale, values * scale, rcond=None)[0]
    return np.asarray(values - dummies @ slopes)


def _of_clusters(plan: Design) -> tuple[Ints, Floats]:
    """Per cluster its stratum, and per stratum how many clusters its population has."""
    stratum = np.zeros(int(plan.clusters.max()) + 1, dtype=np.int64)
    stratum[plan.clusters] = plan.strata
    population = np.full(int(plan.strata.max()) + 1, np.inf)
    population[plan.strata] = plan.population
    return stratum, population


def _nested(strata: Ints, clusters: Ints) -> Ints:
    check_same_length(strata, clusters)
    check_enough(len(strata), 1)
    return codes(strata * (int(clusters.max()) + 1) + clusters)[1]


def _check_population(plan: Design) -> None:
    stratum, population = _of_clusters(plan)
    constant = bool((population[plan.strata] == plan.population).all())
    check_option("population", constant and bool((np.bincount(stratum) <= population).all()))
