"""How many classes there are, if any: information, a bootstrap test, stability and size, side by side."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from thuis.core.statistics.arrays import Floats, check_option, check_same_length, codes, table
from thuis.core.statistics.profiles.mixture import (
    MOST_CLASSES,
    QUICK,
    THOROUGH,
    Effort,
    Profiles,
    Variances,
    belonging,
    find_profiles,
    refine,
)

STABLE, SMALLEST, SURE = 0.8, 0.05, 0.05


@dataclass(frozen=True, slots=True)
class Candidate:
    """One number of classes.

    `p` is that of the test against one class fewer, None for one class; `smallest` the share of the smallest
    class. `acceptable`: p ≤ .05, stability ≥ .8 and no class below 5 %.
    """

    profiles: Profiles
    p: float | None
    stability: float
    smallest: float
    acceptable: bool


def candidates(
    values: ArrayLike,
    rng: np.random.Generator,
    *,
    variances: Variances = "equal",
    most: int = MOST_CLASSES,
    effort: Effort = THOROUGH,
    times: int = 99,
) -> tuple[Candidate, ...]:
    """Profiles of 1 to `most` classes of complete scales (n, d), each tested and resampled `times` times.

    Raises as `find_profiles`. Minutes of work for thousands of people: for the background.
    """
    rows = table(values)
    check_option("most", 1 <= most <= MOST_CLASSES)
    found: list[Candidate] = []
    for classes in range(1, most + 1):
        profiles = find_profiles(rows, classes, rng, variances=variances, effort=effort)
        p = bootstrap_test(rows, found[-1].profiles, profiles, rng, times=times) if found else None
        found.append(_candidate(rows, profiles, p, rng, times))
    return tuple(found)


def best_of(found: tuple[Candidate, ...]) -> Candidate | None:
    """The acceptable candidate of two classes or more with the lowest BIC, if it beats one class."""
    alone = min(one.profiles.bic for one in found if one.profiles.classes == 1)
    fine = [one for one in found if one.acceptable and one.profiles.bic < alone]
    return min(fine, key=lambda one: one.profiles.bic, default=None)


def bootstrap_test(
    values: ArrayLike,
    fewer: Profiles,
    more: Profiles,
    rng: np.random.Generator,
    *,
    times: int = 99,
) -> float:
    """The p value of `more` classes against `fewer`, by parametric bootstrap (McLachlan 1987).

    (1 + how many likelihood ratios of people simulated from `fewer` reach the observed one) / (times + 1).
    """
    check_option("times", times >= 19)
    rows = table(values)
    observed = more.log_likelihood - fewer.log_likelihood
    reached = 0
    for _ in range(times):
        drawn = simulate(fewer, len(rows), rng)
        kind = fewer.variances_are
        below = find_profiles(drawn, fewer.classes, rng, variances=kind, effort=QUICK)
        above = find_profiles(drawn, more.classes, rng, variances=kind, effort=QUICK)
        reached += above.log_likelihood - below.log_likelihood >= observed
    return (1 + reached) / (times + 1)


def stability_of(values: ArrayLike, profiles: Profiles, rng: np.random.Generator, times: int = 99) -> float:
    """Mean adjusted Rand index between these classes and those of people drawn again (Hennig 2007).

    Each draw is fitted anew from its own starts and from these profiles, whichever fits better.
    """
    check_option("times", times >= 1)
    rows = table(values)
    ours = profiles.assigned()
    found = []
    for _ in range(times):
        drawn = rows[rng.integers(0, len(rows), len(rows))]
        anew = find_profiles(drawn, profiles.classes, rng, variances=profiles.variances_are, effort=QUICK)
        near = refine(profiles, drawn)
        better = anew if anew.log_likelihood > near.log_likelihood else near
        found.append(adjusted_rand(ours, belonging(better, rows).argmax(axis=1)))
    return float(np.mean(found))


def adjusted_rand(one: ArrayLike, other: ArrayLike) -> float:
    """Agreement of two groupings (n,), 1 for the same, 0 for chance (Hubert & Arabie 1985).

    Agrees with scikit-learn `adjusted_rand_score` and mclust `adjustedRandIndex`.
    """
    (rows, first), (columns, second) = codes(one), codes(other)
    check_same_length(first, second)
    counts = np.zeros((len(rows), len(columns)))
    np.add.at(counts, (first, second), 1)
    together, left, right = (_pairs(part) for part in (counts, counts.sum(axis=1), counts.sum(axis=0)))
    chance = left * right / _pairs(counts.sum())
    middle = (left + right) / 2
    return 1.0 if middle == chance else (together - chance) / (middle - chance)


def simulate(profiles: Profiles, n: int, rng: np.random.Generator) -> Floats:
    """n people (n, d) drawn from the profiles."""
    kind = rng.choice(profiles.classes, n, p=profiles.shares)
    noise = rng.standard_normal((n, profiles.means.shape[1]))
    return np.asarray(profiles.means[kind] + noise * np.sqrt(profiles.variances[kind]))


def _pairs(counts: Floats | np.float64) -> float:
    return float((counts * (counts - 1)).sum()) / 2


def _candidate(
    rows: Floats, profiles: Profiles, p: float | None, rng: np.random.Generator, times: int
) -> Candidate:
    stability = stability_of(rows, profiles, rng, times) if profiles.classes > 1 else 1.0
    smallest = float(profiles.shares.min())
    fine = p is not None and p <= SURE and stability >= STABLE and smallest >= SMALLEST
    return Candidate(profiles, p, stability, smallest, fine)
