"""Difference in differences: how units that did something moved, against units that did not.

    y = unit + period + δ × treated + error

A difference is not yet an effect: it is one only if both would have moved alike. With two periods nobody can
look whether they did, so nothing here may be called an effect then.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

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
from thuis.core.statistics.intervals import LEVEL, Interval, t_interval
from thuis.core.statistics.interventions.regression import Errors, regress

FEW_CLUSTERS, FEW_TREATED = 10, 5


@dataclass(frozen=True, slots=True)
class Difference:
    """δ in the unit of the outcome, with its standard error, degrees of freedom and two-sided p.

    `few`: below ten clusters, or below five that did it. No standard error is to be trusted then; ask
    `permutation_p`. `periods` tells how often was measured; with two, parallel movement cannot be checked.
    """

    value: float
    se: float
    df: float
    p: float
    clusters: int
    periods: int
    few: bool

    def interval(self, level: float = LEVEL) -> Interval:
        """The t interval."""
        return t_interval(self.value, self.se, self.df, level)


def difference_in_differences(
    outcome: ArrayLike,
    units: ArrayLike,
    periods: ArrayLike,
    treated: ArrayLike,
    *,
    clusters: ArrayLike | None = None,
    errors: Errors = "CR2",
) -> Difference:
    """δ from rows (n,): an outcome, its unit, its period, and whether its unit did it by then.

    Clusters are the units by default. Agrees with R `lm(y ~ treated + factor(unit) + factor(period))` with
    clubSandwich `vcovCR`. It assumes one common start, or the same δ for all (Goodman-Bacon 2021). Raises as
    `regress`; `statistics-not-identified` when `treated` never differs from unit and period.
    """
    y, unit, period, did = _checked(outcome, units, periods, treated)
    within = unit if clusters is None else codes(clusters)[1]
    found = regress(y, np.column_stack([did, _dummies(unit, period)]), within, errors)
    value, se, df = float(found.slopes[0]), float(np.sqrt(found.covariance[0, 0])), float(found.df[0])
    p = 1.0 if se == 0 else float(2 * special.stdtr(df, -abs(value) / se))
    few = found.clusters < FEW_CLUSTERS or len(np.unique(within[did])) < FEW_TREATED
    return Difference(value, se, df, p, found.clusters, int(period.max()) + 1, few)


def permutation_p(
    outcome: ArrayLike,
    units: ArrayLike,
    periods: ArrayLike,
    treated: ArrayLike,
    rng: np.random.Generator,
    times: int = 1999,
) -> float:
    """The chance of a δ this far from 0 had other units done it: for few units (MacKinnon & Webb 2020).

    The treated units' stories are dealt to all units; every deal when there are at most `times` and all
    treated units share one story, else `times` drawn ones. The deal that happened counts, so p never is 0.
    Every unit must have been measured in every period: else `statistics-option`.
    """
    y, unit, period, did = _checked(outcome, units, periods, treated)
    check_option("times", times >= 19)
    story = _stories(unit, period, did)
    fixed = _dummies(unit, period)
    left = _without(fixed, y)
    dealt = np.array([one[unit, period] for one in _deals(story, rng, times)], dtype=np.float64)
    loose = _without(fixed, dealt.T)
    size = (loose**2).sum(axis=0)
    if size[0] < 1e-9:
        raise InvalidInput("statistics-not-identified")
    found = np.abs(left @ loose / size)
    # the first deal is the one that happened
    return float(np.mean(found >= found[0] - 1e-12 * (1 + found[0])))


def placebos(
    outcome: ArrayLike, units: ArrayLike, periods: ArrayLike, treated: ArrayLike, errors: Errors = "CR2"
) -> tuple[Difference, ...]:
    """δ as if it had begun at each earlier period, from the rows before anybody began; none should stand out.

    One per earlier period but the first, in order; empty when there is one earlier period. Raises as
    `difference_in_differences`.
    """
    y, unit, period, did = _checked(outcome, units, periods, treated)
    ever = np.isin(unit, unit[did])
    start = int(period[did].min())
    early = period < start
    before = y[early], unit[early], period[early]
    return tuple(
        difference_in_differences(*before, (ever & (period >= moved))[early], errors=errors)
        for moved in range(1, start)
    )


def _checked(
    outcome: ArrayLike, units: ArrayLike, periods: ArrayLike, treated: ArrayLike
) -> tuple[Floats, Ints, Ints, Bools]:
    y, unit, period = column(outcome), codes(units)[1], codes(periods)[1]
    did = np.asarray(treated, dtype=np.bool_)
    check_same_length(y, unit, period, did)
    check_enough(int(unit.max()) + 1, 2)
    check_enough(int(period.max()) + 1, 2)
    if did.all() or not did.any():
        raise InvalidInput("statistics-not-identified")
    return y, unit, period, did


def _dummies(unit: Ints, period: Ints) -> Floats:
    """A column per unit and per period but the first."""
    by_unit = unit[:, None] == np.arange(unit.max() + 1)
    by_period = period[:, None] == np.arange(1, period.max() + 1)
    return np.hstack([by_unit, by_period]).astype(np.float64)


def _without(fixed: Floats, values: Floats) -> Floats:
    """Values minus what units and periods explain."""
    return np.asarray(values - fixed @ np.linalg.lstsq(fixed, values, rcond=None)[0])


def _stories(unit: Ints, period: Ints, did: Bools) -> Bools:
    """Per unit, when it did it, (units, periods)."""
    share = np.full((int(unit.max()) + 1, int(period.max()) + 1), np.nan)
    for at in np.ndindex(share.shape):
        here = (unit == at[0]) & (period == at[1])
        check_option("periods", bool(here.any()) and len(np.unique(did[here])) == 1)
        share[at] = did[here][0]
    return share > 0


def _deals(story: Bools, rng: np.random.Generator, times: int) -> Iterator[Bools]:
    """Stories dealt to units, the true deal first."""
    yield story
    some = np.flatnonzero(story.any(axis=1))
    alike = len(some) > 0 and bool((story[some] == story[some[0]]).all())
    if alike and comb(len(story), len(some)) <= times:
        for chosen in combinations(range(len(story)), len(some)):
            if chosen != tuple(some.tolist()):
                dealt = np.zeros_like(story)
                dealt[list(chosen)] = story[some[0]]
                yield dealt
        return
    for _ in range(times):
        yield story[rng.permutation(len(story))]
