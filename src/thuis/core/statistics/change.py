"""Change between two rounds in which some people answered twice, and what may be said about it.

People who answer both rounds tie the two means together: the covariance of the estimates makes the change
more precise than two loose means would (Kish 1965, 12.4). Nothing here corrects for a finite cohort: a
change speaks of the population that the cohorts stand for.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from thuis.core.errors import InvalidInput
from thuis.core.statistics.arrays import Floats, check_enough, check_option, check_same_length, codes, column
from thuis.core.statistics.describe import check_weights
from thuis.core.statistics.estimate import Estimate
from thuis.core.statistics.intervals import LEVEL, critical, finite_population_factor

SMALLEST_EFFECT = 0.2  # standard deviations; the preset until an anchor from practice replaces it


class Verdict(StrEnum):
    """What a reader may say of a difference."""

    HIGHER = "higher"
    LOWER = "lower"
    ABOUT_THE_SAME = "about-the-same"
    TOO_FEW = "too-few"


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """The answers of one round: who (a label that links; the unlinked get their own), what, how heavy."""

    people: ArrayLike
    values: ArrayLike
    weights: ArrayLike | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Later minus earlier. `both` people answered twice; `covariance` of the two means is what they save."""

    estimate: Estimate
    earlier: Estimate
    later: Estimate
    both: int
    covariance: float


def change_between(earlier: Round, later: Round) -> Change:
    """Difference of the two weighted means over everybody who answered.

    var = var₁ + var₂ - 2 cov, where each variance is n / (n - 1) Σz² with z = w (y - mean) / Σw, and cov the
    same over the people in both rounds, each z taken from its mean over those people. With the same people
    twice this is the paired t test; without overlap two independent means. Agrees with R `t.test`, paired and
    Welch. Raises `statistics-too-few` under two answers in a round, `statistics-doubled` when somebody
    answered a round twice.
    """
    first, second = _means(earlier), _means(later)
    at_first, at_second = _matched(first, second)
    both = len(at_first)
    covariance = _covariance(first.linear[at_first], second.linear[at_second])
    variance = max(0.0, first.estimate.se**2 + second.estimate.se**2 - 2 * covariance)
    value = second.estimate.value - first.estimate.value
    n = first.estimate.n + second.estimate.n - both
    estimate = Estimate(value, math.sqrt(variance), n, _df(first, second, both))
    return Change(estimate, first.estimate, second.estimate, both, covariance)


def best_change(earlier: Round, later: Round) -> Estimate:
    """The most precise change from panel and fresh people together, without weights.

    Generalised least squares on four means (panel and fresh, earlier and later), with the pooled variance of
    each round and the covariance in the panel (Jessen 1942; Cochran 1977, 12.11). It assumes that panel and
    fresh people have the same mean; `change_between` does not, and is what pages show. Raises as
    `change_between`, and `statistics-too-few` unless each round has two of both kinds.
    """
    check_option("weights", earlier.weights is None and later.weights is None)
    first, second = _means(earlier), _means(later)
    at_first, at_second = _matched(first, second)
    parts = (
        first.values[at_first],
        second.values[at_second],
        np.delete(first.values, at_first),
        np.delete(second.values, at_second),
    )
    check_enough(min(len(part) for part in parts), 2)
    precision = np.linalg.inv(_covariance_of_parts(parts, first.values, second.values))
    rounds = np.tile(np.eye(2), (2, 1))
    covariance = np.linalg.inv(rounds.T @ precision @ rounds)
    means = covariance @ rounds.T @ precision @ np.array([part.mean() for part in parts])
    spread = np.array([-1.0, 1.0])
    n = sum(len(part) for part in parts[1:])
    se = math.sqrt(float(spread @ covariance @ spread))
    return Estimate(float(means[1] - means[0]), se, n, len(parts[0]) - 1)


def smallest_that_matters(sd: float, effect: float = SMALLEST_EFFECT) -> float:
    """The minimal important difference, in the unit of `sd`: `effect` standard deviations."""
    check_option("sd", sd > 0)
    check_option("effect", effect > 0)
    return effect * sd


def smallest_detectable(sd: float, n: int, population: float, power: float = 0.8) -> float:
    """The true change that n independent answers of N in each round would call a change with this power.

    (t(.975; n - 1) + t(power; n - 1)) × sd × sqrt(2 / n) × sqrt(1 - n / N); Cohen 1988, 2.4. At n = 30 of 67
    it is .56 sd. `population` may be infinite. Raises `statistics-option`, `statistics-too-few` under 2.
    """
    check_enough(n, 2)
    check_option("power", 0.5 <= power < 1)
    reach = critical(n - 1) + critical(n - 1, 2 * power - 1) if power > 0.5 else critical(n - 1)
    return reach * sd * math.sqrt(2 / n) * finite_population_factor(n, population)


def verdict(difference: Estimate, matters: float, level: float = LEVEL) -> Verdict:
    """What a difference allows to say, with `matters` the minimal important difference in its unit.

    Higher or lower: the interval excludes 0 and the estimate is at least `matters`. About the same: the whole
    interval lies within ± `matters` (an equivalence test, Schuirmann 1987). Everything else: too few answers
    to say; absence of proof is not proof of absence.
    """
    interval = difference.interval(level)
    return verdict_within(difference.value, interval.low, interval.high, matters)


def verdict_within(value: float, low: float, high: float, matters: float) -> Verdict:
    """As `verdict`, from an interval that was made before: that of a released figure has noise in it."""
    check_option("matters", matters > 0)
    if low > 0 and value >= matters:
        return Verdict.HIGHER
    if high < 0 and value <= -matters:
        return Verdict.LOWER
    if -matters < low and high < matters:
        return Verdict.ABOUT_THE_SAME
    return Verdict.TOO_FEW


@dataclass(frozen=True, slots=True, eq=False)
class _Mean:
    people: tuple[object, ...]
    values: Floats
    linear: Floats
    estimate: Estimate


def _means(round: Round) -> _Mean:
    values = column(round.values, least=2)
    people, number = codes(round.people)
    check_same_length(values, number)
    if len(people) < len(number):
        raise InvalidInput("statistics-doubled")
    weights = np.ones(len(values)) if round.weights is None else check_weights(round.weights, len(values))
    mean = float(np.average(values, weights=weights))
    linear = weights * (values - mean) / weights.sum()
    n = len(values)
    se = math.sqrt(n / (n - 1) * float((linear**2).sum()))
    order = np.argsort(number)
    return _Mean(people, values[order], linear[order], Estimate(mean, se, n, n - 1))


def _matched(first: _Mean, second: _Mean) -> tuple[list[int], list[int]]:
    place = {person: at for at, person in enumerate(second.people)}
    pairs = [(at, place[person]) for at, person in enumerate(first.people) if person in place]
    return [one for one, _ in pairs], [other for _, other in pairs]


def _covariance(first: Floats, second: Floats) -> float:
    if len(first) < 2:
        return 0.0
    n = len(first)
    return float((first - first.mean()) @ (second - second.mean())) * n / (n - 1)


def _df(first: _Mean, second: _Mean, both: int) -> float:
    """Pairs minus one when all are pairs; else Welch-Satterthwaite on the two means, which is cautious."""
    if both == len(first.people) == len(second.people):
        return both - 1
    parts = [(one.estimate.se**2, one.estimate.df) for one in (first, second)]
    total = sum(variance for variance, _ in parts)
    if total == 0:
        return min(df for _, df in parts)
    return total**2 / sum(variance**2 / df for variance, df in parts)


def _covariance_of_parts(parts: tuple[Floats, ...], first: Floats, second: Floats) -> Floats:
    spreads = [float(np.var(values, ddof=1)) for values in (first, second)]
    for spread in spreads:
        check_spread(spread)
    found = np.diag([spreads[at % 2] / len(part) for at, part in enumerate(parts)])
    tie = float(np.corrcoef(parts[0], parts[1])[0, 1]) * math.sqrt(spreads[0] * spreads[1])
    found[0, 1] = found[1, 0] = tie / len(parts[0])
    return found


def check_spread(spread: float) -> None:
    """Raise `statistics-no-spread` when everybody gave the same answer."""
    if not spread > 0:
        raise InvalidInput("statistics-no-spread")
