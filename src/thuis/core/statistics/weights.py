"""Weights that make the answers add up to what is known of everybody: raking and post-stratification.

Raking (iterative proportional fitting: Deming & Stephan 1940) multiplies the weights of each group by known
total / present total, margin after margin, until every margin fits. One margin is post-stratification.
Agrees with R survey 4.1 `rake` and `postStratify`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from thuis.core.errors import InvalidInput
from thuis.core.statistics.arrays import Floats, Ints, check_enough, check_option, check_same_length, codes
from thuis.core.statistics.describe import check_weights, kish_n


@dataclass(frozen=True, slots=True, eq=False)
class Margin:
    """One known margin: per row its group, and per group how many people there are."""

    name: str
    groups: ArrayLike
    totals: Mapping[object, float]


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Weights that sum to the population, shape (n,), and how they came about.

    `gap` is the largest |present - known| / known over all groups. Trimmed weights may not reach it: then
    `settled` is False, and the margins hold only up to `gap`.
    """

    values: Floats
    base: Floats
    margins: tuple[Ints, ...]
    kish_n: float
    sweeps: int
    gap: float
    settled: bool
    trimmed: int


def rake(
    margins: Sequence[Margin],
    *,
    base: ArrayLike | None = None,
    lowest: float = 0.0,
    highest: float = np.inf,
    tolerance: float = 1e-12,
    sweeps: int = 1000,
) -> Weights:
    """Rake `base` weights (1 by default) to all margins.

    After each sweep, weights below `lowest` or above `highest` times the mean weight are set to that border;
    the next sweep makes up for it. Raises InvalidInput: `statistics-margin-empty` (a group with people but
    without answers: merge it first), `statistics-margin-unknown` (an answer in a group without a total),
    `statistics-margins-differ` (margins that count different numbers of people), `statistics-option`.
    """
    check_option("lowest", 0 <= lowest < 1)
    check_option("highest", highest > 1)
    check_enough(len(margins), 1)
    known = [_known(margin) for margin in margins]
    rows = len(known[0][0])
    check_same_length(*(groups for groups, _ in known))
    _check_totals([totals for _, totals in known])
    start = np.ones(rows) if base is None else check_weights(base, rows)
    for margin, (groups, totals) in zip(margins, known, strict=True):
        _check_reach(margin, groups, totals, start)
    return _swept(known, start, (lowest, highest), tolerance, sweeps)


def poststratify(margin: Margin, *, base: ArrayLike | None = None) -> Weights:
    """Weights that fit one margin (which may be a crossing of several): one sweep of `rake`, same errors."""
    return rake([margin], base=base)


def _swept(
    known: Sequence[tuple[Ints, Floats]],
    start: Floats,
    borders: tuple[float, float],
    tolerance: float,
    sweeps: int,
) -> Weights:
    population = known[0][1].sum()
    low, high = (border * population / len(start) for border in borders)
    weights, gap, done = start, np.inf, 0
    while gap > tolerance and done < sweeps:
        for groups, totals in known:
            weights = weights * (totals / np.bincount(groups, weights))[groups]
        weights = np.clip(weights, low, high)
        gap = max(float(np.max(_gaps(weights, groups, totals))) for groups, totals in known)
        done += 1
    return Weights(
        values=weights,
        base=start,
        margins=tuple(groups for groups, _ in known),
        kish_n=kish_n(weights),
        sweeps=done,
        gap=gap,
        settled=gap <= tolerance,
        trimmed=int(((weights <= low) & (low > 0) | (weights >= high)).sum()),
    )


def _gaps(weights: Floats, groups: Ints, totals: Floats) -> Floats:
    return np.asarray(np.abs(np.bincount(groups, weights) / totals - 1))


def _known(margin: Margin) -> tuple[Ints, Floats]:
    """Numbered groups and the totals in their order, for groups that have answers."""
    labels, groups = codes(margin.groups)
    for label in labels:
        if not margin.totals.get(label, 0) > 0:
            raise InvalidInput("statistics-margin-unknown", margin=margin.name, group=label)
    for label, total in margin.totals.items():
        if total > 0 and label not in labels:
            raise InvalidInput("statistics-margin-empty", margin=margin.name, group=label)
    return groups, np.array([float(margin.totals[label]) for label in labels])


def _check_totals(totals: Sequence[Floats]) -> None:
    sums = [float(one.sum()) for one in totals]
    if max(sums) - min(sums) > 1e-6 * max(sums):
        raise InvalidInput("statistics-margins-differ")


def _check_reach(margin: Margin, groups: Ints, totals: Floats, start: Floats) -> None:
    """A group of answers that all weigh 0 can never reach its total."""
    empty = np.bincount(groups, start, minlength=len(totals)) <= 0
    if empty.any():
        label = codes(margin.groups)[0][int(np.argmax(empty))]
        raise InvalidInput("statistics-margin-empty", margin=margin.name, group=label)
