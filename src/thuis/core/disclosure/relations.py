"""How measures go together in one unit: correlations with keyed noise, and what follows from them.

For measures x and y in a unit of n people, with u and v their distances from the released means in spreads of
the round, drawn in to ±reach: S_xy = Σuv + noise, r_xy = S_xy / √(S_xx S_yy). Winsorised correlation, Wilcox
(2012), 9.3.2. The means are those that are told already, so nothing here tells a mean a second time. Only r
leaves, and no S.

The noise has a standard deviation of `noise` squared spreads on every S, which is `noise`/(n·w) on r, w being
the variance that is left after drawing in. One person moves r by at most reach²(1 + |r|)/(n·w).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from thuis.core.disclosure.estimate import ROUNDED_TO, Z
from thuis.core.disclosure.model import Floats, Place, RelationRules, Rules
from thuis.core.disclosure.noise import COUNT, SUM, cut_variance, draws
from thuis.core.statistics.relations import as_correlations, parts_from

CORRELATION, SHARE, EXPLAINED = "correlation", "share", "explained"
NAMES = ("release", "version", "round", "statistic", "first", "second", "unit_kind", "unit")
COLUMNS = (*NAMES, "estimate", "low", "high", "n_shown")
PLACES = 3
SEED = 20300  # of draws that only say how wide an interval is; they protect nobody
LEAST_APART = 0.2  # of the variance of the round: where a unit answers more alike, nothing goes together


@dataclass(frozen=True, slots=True, eq=False)
class Products:
    """What the people of one unit come to; exact, so it never leaves the build.

    `sums[j, k]` is Σuv in squared spreads of the round, outcomes first.
    """

    place: Place
    people: int
    key: tuple[int, int]
    sums: Floats


@dataclass(frozen=True, slots=True)
class Asked:
    """Which measures a round has, of those that the rules name."""

    outcomes: tuple[str, ...]
    predictors: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.outcomes, *self.predictors)

    @property
    def enough(self) -> bool:
        return len(self.outcomes) > 0 and len(self.predictors) > 1


@dataclass(frozen=True, slots=True)
class Relation:
    """One figure of a unit: a correlation of two measures, a predictor's share in R² of an outcome, or R²."""

    round: str
    statistic: str
    first: str
    second: str
    unit_kind: str
    unit: str
    estimate: float
    low: float
    high: float
    n_shown: int


def asked_in(rules: RelationRules, present: Sequence[str]) -> Asked:
    """The measures of a round that relations may be told of."""
    return Asked(
        tuple(name for name in rules.outcomes if name in present),
        tuple(name for name in rules.predictors if name in present),
    )


def relations_of(found: Products, asked: Asked, rules: Rules, round: str, key: bytes) -> Iterator[Relation]:
    """Everything that may be told of one unit; nothing of fewer people than the rules ask."""
    spec, cut = rules.relations, rules.noise.cut
    if found.people < spec.least:
        return
    n = _shown(found, rules, round, key)
    covariance = _disturbed(found, asked, rules, round, key) / n
    apart = np.diag(covariance)
    if apart.min() < LEAST_APART:
        return
    correlation = as_correlations(covariance)
    noise = spec.noise * float(np.sqrt(cut_variance(cut))) / n / np.sqrt(np.outer(apart, apart))
    blank = Relation(round, "", "", "", found.place.unit_kind, found.place.unit, 0.0, 0.0, 0.0, n)
    yield from _correlations(blank, asked.names, correlation, noise)
    yield from _parts(blank, asked, correlation, noise)


def _disturbed(found: Products, asked: Asked, rules: Rules, round: str, key: bytes) -> Floats:
    """The sums with noise: the same people with the same products always get the same draw."""
    people, told = np.array(found.key).reshape(2, 1), found.sums.copy()
    for one, first in enumerate(asked.names):
        for other in range(one, len(asked.names)):
            label = f"{round}|{first}|{asked.names[other]}|product"
            drawn = draws(key, label, people, found.sums[one, other].reshape(1), rules.noise.cut)
            told[one, other] += rules.relations.noise * float(drawn[0, SUM])
            told[other, one] = told[one, other]
    return told


def _shown(found: Products, rules: Rules, round: str, key: bytes) -> int:
    """How many people, rounded after noise, as every number of people is told."""
    people = np.array(found.key).reshape(2, 1)
    drawn = draws(key, f"{round}|relations", people, np.array([float(found.people)]), rules.noise.cut)
    rough = found.people + rules.noise.count * float(drawn[0, COUNT])
    return max(ROUNDED_TO * int(np.round(rough / ROUNDED_TO)), rules.relations.least)


def _correlations(
    blank: Relation, names: Sequence[str], correlation: Floats, noise: Floats
) -> Iterator[Relation]:
    """Each two measures once. Interval: Fisher's z, with the variance of sampling and of the noise."""
    for one in range(len(names)):
        for other in range(one + 1, len(names)):
            r = float(correlation[one, other])
            ends = (noise[one, one] ** 2 + noise[other, other] ** 2) * r * r / 4
            shaken = (noise[one, other] ** 2 + ends) / (1 - r * r) ** 2
            half = Z * np.sqrt(1 / (blank.n_shown - 3) + shaken)
            low, high = (float(np.tanh(np.arctanh(r) + sign * half)) for sign in (-1, 1))
            pair = replace(blank, statistic=CORRELATION, first=names[one], second=names[other])
            yield _with(pair, r, low, high)


def _parts(blank: Relation, asked: Asked, correlation: Floats, noise: Floats) -> Iterator[Relation]:
    """What the predictors account for together, and each one's share in that."""
    rng = np.random.default_rng(SEED)
    made = parts_from(correlation, blank.n_shown, len(asked.outcomes), noise, rng)
    for row, outcome in enumerate(asked.outcomes):
        whole = replace(blank, statistic=EXPLAINED, first=outcome)
        yield _with(
            whole, *(float(one[row]) for one in (made.explained, made.explained_low, made.explained_high))
        )
        for column, predictor in enumerate(asked.predictors):
            part = replace(blank, statistic=SHARE, first=outcome, second=predictor)
            yield _with(part, *(float(one[row, column]) for one in (made.shares, made.low, made.high)))


def _with(told: Relation, estimate: float, low: float, high: float) -> Relation:
    middle, bottom, top = (round(one, PLACES) for one in (estimate, low, high))
    return replace(told, estimate=middle, low=bottom, high=top)
