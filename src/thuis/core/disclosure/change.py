"""Change between two rounds, from released figures only, with an interval that knows the overlap."""

from collections.abc import Container, Iterator
from typing import TypeAlias

import numpy as np

from thuis.core.disclosure.composite import Composed
from thuis.core.disclosure.estimate import Z
from thuis.core.disclosure.model import Flags, Floats, Integers, Overlap, Place
from thuis.core.disclosure.noise import cut_variance
from thuis.core.disclosure.release import Measured, RoundRelease
from thuis.core.disclosure.table import NOT_BEFORE, PRIMARY, RELEASED, Figures

ROUNDED_TO = 5
Mean: TypeAlias = Measured | Composed


def changes(
    later: RoundRelease, earlier: RoundRelease, overlap: Overlap, cut: float, but: Container[str] = ()
) -> Iterator[Figures]:
    """One set of figures per measure that both rounds have, for the places of the later round.

    Args:
        but: measures that were not asked in the same words; they have no change.
    """
    before = _places_before(later.cells.places, earlier.cells.places)
    now, then = with_means(later), with_means(earlier)
    for name in (name for name in now if name in then and name not in but):
        yield _change(later, earlier, now[name], then[name], before, overlap, cut)


def with_means(release: RoundRelease) -> dict[str, Mean]:
    """Everything with a mean: no options of choices."""
    own = {name: one for name, one in release.measured.items() if one.measure.kind != "option"}
    return {**own, **release.composed}


def _places_before(now: list[Place], before: list[Place]) -> Integers:
    """Per place its row in the earlier round, -1 when it was not there or was merged in another way."""
    rows = {place: row for row, place in enumerate(before)}
    return np.array([rows.get(place, -1) for place in now], dtype=np.int64)


def _change(
    later: RoundRelease,
    earlier: RoundRelease,
    found: Mean,
    was: Mean,
    before: Integers,
    overlap: Overlap,
    cut: float,
) -> Figures:
    """estimate₂ − estimate₁; variance σ₂²d₂/n₂ + σ₁²d₁/n₁ − 2ρσ₁σ₂m/(n₁n₂) plus the noise of both.

    m people answered twice and ρ is the correlation of their answers over the whole round; both are rounded.
    """
    told = _mean_of(later, found.measure.name)
    old = _mean_of(earlier, found.measure.name)
    both = (before >= 0) & found.kept & was.kept[before]
    estimate = told.numbers["estimate"] - old.numbers["estimate"][before]
    sampling, fixed = _variance(later, earlier, found, was, before, overlap)
    noise = cut_variance(cut) * (
        (found.disturbance / found.answers.shown) ** 2 + (was.disturbance / was.answers.shown[before]) ** 2
    )
    wide, narrow = Z * np.sqrt(sampling + noise), Z * np.sqrt(fixed + noise)
    shown = np.minimum(found.answers.shown, was.answers.shown[before])
    places = 1 if found.measure.range > 20 else 2
    numbers = {
        "estimate": np.round(estimate, places),
        "low": np.round(estimate - wide, places + 1),
        "high": np.round(estimate + wide, places + 1),
        "cohort_low": np.round(estimate - narrow, places + 1),
        "cohort_high": np.round(estimate + narrow, places + 1),
        "n_shown": shown,
    }
    both &= ~np.isnan(estimate)
    status, reason = _outcome(told, both, before)
    blank = {name: np.where(both, values, np.nan) for name, values in numbers.items()}
    return Figures(later.atoms.round, found.measure.name, "change", "", blank, status, reason)


def _outcome(told: Figures, both: Flags, before: Integers) -> tuple["np.ndarray", "np.ndarray"]:
    """As the mean of this round; and where the other round is the reason, that."""
    status, reason = told.status.copy(), told.reason.copy()
    missing = ~both & ~np.isnan(told.numbers["estimate"])
    status[missing], reason[missing] = PRIMARY, NOT_BEFORE
    status[both & (status == PRIMARY)] = RELEASED
    return status, reason


def _mean_of(release: RoundRelease, measure: str) -> Figures:
    return next(one for one in release.figures if (one.measure, one.statistic) == (measure, "mean"))


def _variance(
    later: RoundRelease,
    earlier: RoundRelease,
    found: Mean,
    was: Mean,
    before: Integers,
    overlap: Overlap,
) -> tuple[Floats, Floats]:
    """Sampling variance of the difference, for the population and for the enrolled cohort.

    The cohort's own change is no chance: of the covariance only what the overlap has above that of two
    independent draws from N students is shared, ρσ₁σ₂(m/(n₁n₂) − 1/N). Source: Särndal, Swensson and Wretman
    (1992), 9.9 (sampling on two occasions). n/N is the part that answered.
    """
    n2, n1 = found.answers.shown, was.answers.shown[before]
    left2, left1 = found.answers.left, was.answers.left[before]
    var2 = found.answers.spread**2 * found.answers.design / n2
    var1 = was.answers.spread**2 * was.answers.design[before] / n1
    sums = overlap.sums.get(found.measure.name)
    overlapping, correlation = np.zeros(len(n2)), 0.0
    if sums is not None and sums[0].sum() >= 20:
        people = np.min([overlap.sums[name][0] for name in found.measure.of or (found.measure.name,)], axis=0)
        twice = ROUNDED_TO * np.round(_twice(later, earlier, before, overlap, people) / ROUNDED_TO)
        overlapping = np.minimum(twice / np.sqrt(n1 * n2), 1.0)
        correlation = _correlation(sums.sum(axis=1))
    common = 2 * correlation * np.sqrt(var1 * var2)
    by_chance = np.sqrt((1 - left1) * (1 - left2))
    wide = var2 + var1 - common * overlapping
    narrow = var2 * left2 + var1 * left1 - common * (overlapping - by_chance)
    return np.maximum(wide, 0.0), np.maximum(narrow, 0.0)


def _twice(
    later: RoundRelease, earlier: RoundRelease, before: Integers, overlap: Overlap, n: Floats
) -> Floats:
    """People of each place who stood in the same place in both rounds."""
    now = later.cells.members.tocsc()[:, overlap.later]
    then = earlier.cells.members.tocsr()[np.maximum(before, 0)].tocsc()[:, overlap.earlier]
    people: Floats = np.where(before >= 0, now.multiply(then) @ n, 0.0)
    return people


def _correlation(sums: Floats) -> float:
    """Pearson's r over everybody who answered twice, to one decimal."""
    n, x, y, xx, yy, xy = (float(one) for one in sums)
    spread = np.sqrt(max(xx - x * x / n, 0.0) * max(yy - y * y / n, 0.0))
    return round((xy - x * y / n) / spread, 1) if spread > 0 else 0.0
