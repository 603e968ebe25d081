"""Figures for the cells of one round: estimates with noise, and intervals that include the noise.

Intervals use nothing that is not released itself: the spread is that of the whole round, and the number of
answers is the rounded one. A cell's own spread or exact size would tell about its people.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from thuis.core.disclosure.cells import Cells
from thuis.core.disclosure.model import Atoms, Flags, Floats, Integers, Measure, NoiseLevels, Rules, Sums
from thuis.core.disclosure.noise import COUNT, cut_variance, draws

Z = 1.959963984540054
ROUNDED_TO = 5
ENDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4)


@dataclass(frozen=True, slots=True, eq=False)
class Sizes:
    """How many people stand in each cell, as told: rounded to five after noise; and how many are enrolled."""

    people: Floats
    shown: Floats
    enrolled: Floats
    key: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """One measure in every cell: exact numbers that never leave the core, and what intervals may use."""

    n: Floats
    mean: Floats
    weight: Floats
    shown: Floats
    design: Floats
    left: Floats
    spread: float


def sizes(cells: Cells, atoms: Atoms, weights: Floats, key: bytes, rules: Rules, known: bool) -> Sizes:
    """One draw for the number of people in a cell, whatever is counted in it."""
    people = cells.add_up(atoms.people.astype(float))
    keys = np.stack([cells.add_up(part.astype(float)).astype(np.int64) for part in atoms.key])
    noise = draws(key, f"{atoms.round}|people", keys, people, rules.noise.cut)[:, COUNT]
    shown = _rounded(people + rules.noise.count * noise)
    enrolled = _rounded(cells.add_up(weights * atoms.people)) if known else np.full(len(people), np.inf)
    return Sizes(people, shown, enrolled, keys)


def answers_in(cells: Cells, sums: Sums, weights: Floats, size: Sizes, least: int) -> Answers:
    """Weighted mean, design effect of the weights (Kish), and the part of the cohort that did not answer."""
    n = cells.add_up(sums.n.astype(float))
    weight = cells.add_up(weights * sums.n)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = cells.add_up(weights * sums.total) / weight
        design = n * cells.add_up(weights**2 * sums.n) / weight**2
    shown = np.maximum(np.minimum(size.shown, _rounded(size.shown - (size.people - n))), least)
    left = np.clip(1 - shown / np.maximum(size.enrolled, shown), 0.0, 1.0)
    return Answers(n, mean, weight, shown, np.round(design, 2), left, spread_of(sums))


def spread_of(sums: Sums) -> float:
    """Standard deviation of one person's answer over the whole round."""
    n = float(sums.n.sum())
    if n < 2:
        return 0.0
    mean = float(sums.total.sum()) / n
    return float(np.sqrt(max(float(sums.squares.sum()) / n - mean**2, 0.0) * n / (n - 1)))


def mean_figures(
    found: Answers, noise: Floats, disturbance: float, measure: Measure, rules: NoiseLevels
) -> dict[str, Floats]:
    """Noisy weighted mean with its interval.

    Args:
        noise: what was added to the sum of each cell.
        disturbance: the standard deviation that it was drawn with.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        told = found.mean + noise / found.n
    return with_interval(told, found, disturbance, measure, rules)


def with_interval(
    told: Floats, found: Answers, disturbance: float, measure: Measure, rules: NoiseLevels
) -> dict[str, Floats]:
    """A mean with the sampling variance σ²·deff/n and the noise variance v·(disturbance/n)²."""
    places = 1 if measure.range > 20 else 2
    estimate = _to(np.clip(told, measure.low, measure.high), places)
    sampling = found.spread**2 * found.design / found.shown
    shaken = cut_variance(rules.cut) * (disturbance / found.shown) ** 2
    wide = Z * np.sqrt(sampling + shaken)
    narrow = Z * np.sqrt(sampling * found.left + shaken)
    bounds = (estimate - wide, estimate + wide, estimate - narrow, estimate + narrow)
    low, high, near, far = (_to(np.clip(one, measure.low, measure.high), places + 1) for one in bounds)
    return _numbers(estimate, low, high, near, far, found.shown)


def share_figures(
    found: Answers, exact: Floats, noise: Floats, rules: Rules, level: float | None = None
) -> tuple[dict[str, Floats], "np.ndarray"]:
    """Noisy weighted share with a score interval, and where only a band is told.

    A band follows from the noisy number, as everything that is told does. Were it to follow from the exact
    one, a cell with a band inside a cell without would tell what the people between them answered.

    Args:
        exact: weighted share per cell.
        noise: noise on the count, in people; fewer than `band` with noise, or all but so few, is a band.
        level: the standard deviation that it was drawn with; that of a count when nothing is said.
    """
    level = rules.noise.count if level is None else level
    with np.errstate(invalid="ignore", divide="ignore"):
        disturbed = exact + noise / found.n
    few = disturbed * found.n < rules.thresholds.band
    many = (1 - disturbed) * found.n < rules.thresholds.band
    told = _to(np.clip(disturbed, 0.0, 1.0), 3)
    disturbance = cut_variance(rules.noise.cut) * (level / found.shown) ** 2
    low, high = _score(told, found.design / found.shown, disturbance)
    near, far = _score(told, found.design * found.left / found.shown, disturbance)
    edge = band_edge(found.shown, level, rules)
    ends = [np.where(few, 0.0, np.where(many, 1 - edge, one)) for one in (low, near)]
    tops = [np.where(few, edge, np.where(many, 1.0, one)) for one in (high, far)]
    estimate = np.where(few | many, np.nan, told)
    return _numbers(estimate, ends[0], tops[0], ends[1], tops[1], found.shown), few | many


Shares = tuple[dict[str, Floats], Flags]


def with_company(told: Sequence[Shares]) -> list[Shares]:
    """The shares of one question; a band that stands alone gets the next smallest share beside it.

    Shares add up to one, so a single band would be what the others leave over. The second one is told between
    the tenths that hold its interval.
    """
    banded = np.stack([band for _, band in told])
    estimates = np.stack([numbers["estimate"] for numbers, _ in told])
    alone = (banded.sum(axis=0) == 1) & (len(told) > 2)
    smallest = np.where(np.isnan(estimates), np.inf, estimates).argmin(axis=0)
    return [
        _also_banded(numbers, band, alone & (smallest == place)) for place, (numbers, band) in enumerate(told)
    ]


def _also_banded(numbers: dict[str, Floats], band: Flags, also: Flags) -> Shares:
    lows = {name: np.floor(numbers[name] * 10 + 1e-9) / 10 for name in ("low", "cohort_low")}
    highs = {name: np.ceil(numbers[name] * 10 - 1e-9) / 10 for name in ("high", "cohort_high")}
    changed = {"estimate": np.full(len(also), np.nan), **lows, **highs}
    found = {name: np.where(also, changed.get(name, values), values) for name, values in numbers.items()}
    return found, band | also


def band_edge(shown: Floats, level: float, rules: Rules) -> Floats:
    """The end of a band: a tenth, or the first of the round shares that holds the noise (two spreads) too."""
    most = (rules.thresholds.band + 2 * level) / shown
    edge: Floats = np.select([most <= end + 1e-9 for end in ENDS], ENDS, 0.5)
    return edge


def count_figures(found: Answers) -> dict[str, Floats]:
    """How many answered, rounded to five after noise."""
    half = ROUNDED_TO / 2 + 2.0  # rounding, and two standard deviations of the noise
    low, high = np.maximum(found.shown - half, 0.0), found.shown + half
    return _numbers(found.shown, low, high, low, high, found.shown)


def _score(share: Floats, per_person: Floats, disturbance: Floats) -> tuple[Floats, Floats]:
    """Wilson's interval, with the n that has the same variance as sampling and noise together."""
    safe = np.clip(share, 0.02, 0.98)
    variance = safe * (1 - safe) * per_person + disturbance
    n = safe * (1 - safe) / np.maximum(variance, 1e-12)
    middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z / (1 + Z**2 / n) * np.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    return _to(np.maximum(middle - half, 0.0), 4), _to(np.minimum(middle + half, 1.0), 4)


def _rounded(people: Floats) -> Floats:
    return ROUNDED_TO * _to(people / ROUNDED_TO, 0)


def _to(values: Floats, places: int) -> Floats:
    rounded: Floats = np.round(values, places)
    return rounded


def _numbers(
    estimate: Floats, low: Floats, high: Floats, near: Floats, far: Floats, n: Floats
) -> dict[str, Floats]:
    names = ("estimate", "low", "high", "cohort_low", "cohort_high", "n_shown")
    return dict(zip(names, (np.array(one) for one in (estimate, low, high, near, far, n)), strict=True))
