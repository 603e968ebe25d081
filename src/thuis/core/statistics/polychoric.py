"""The correlation that two answer scales would have without their steps, and how surely it is known.

Each item is a normal variable cut at thresholds. The thresholds follow from the shares of each answer; the
correlation is then the most likely one given those (two steps: Olsson 1979). Agrees with R psych
`polychoric(correct = 0)` and lavaan `lavCor(ordered = TRUE)`.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from thuis.core.errors import InvalidInput
from thuis.core.statistics.arrays import Floats, Ints, check_same_length, codes, gappy_column, table

FAR = 40.0  # standard deviations; stands for infinity where infinity minus infinity would not do
FURTHEST = 0.9999
NODES, NODE_WEIGHTS = np.polynomial.legendre.leggauss(48)


@dataclass(frozen=True, slots=True, eq=False)
class Ordinal:
    """An item as numbered answers (n,), with the inner thresholds (answers - 1,) between them."""

    answers: Ints
    thresholds: Floats

    def borders(self) -> Floats:
        """The thresholds with an end far below and far above."""
        return np.concatenate([[-FAR], self.thresholds, [FAR]])


@dataclass(frozen=True, slots=True, eq=False)
class Polychoric:
    """Correlations (k, k) of k items; `influence` (n, k(k-1)/2) is what each person does to each of them.

    Pairs go row by row below the diagonal: (1, 0), (2, 0), (2, 1), … Σ influence influenceᵀ is the
    covariance of the correlations, thresholds included (Muthén 1984).
    """

    items: tuple[Ordinal, ...]
    correlation: Floats
    influence: Floats


def normal_pair(x: Floats, y: Floats, rho: float) -> Floats:
    """P(X ≤ x, Y ≤ y) of a standard normal pair with correlation `rho`, shape of `x` and `y` together.

    Φ(x) Φ(y) + 1/2π ∫ exp(-(x² + y² - 2xy sin t) / 2cos²t) dt from 0 to asin ρ, by 48 Gauss-Legendre nodes
    (Drezner & Wesolowsky 1990). Exact to 1e-10 up to |ρ| = .99.
    """
    end = math.asin(rho)
    angle = end / 2 * (NODES + 1)
    x, y = np.broadcast_arrays(x, y)
    squares, product = (x**2 + y**2)[..., None], (x * y)[..., None]
    height = np.exp(-(squares - 2 * product * np.sin(angle)) / (2 * np.cos(angle) ** 2))
    return np.asarray(special.ndtr(x) * special.ndtr(y) + end / 2 * (height @ NODE_WEIGHTS) / (2 * math.pi))


def ordinal(values: ArrayLike) -> Ordinal:
    """An item from its answers, shape (n,), without gaps; raises `statistics-no-spread` for one answer."""
    labels, answers = codes(gappy_column(values))
    if len(labels) < 2:
        raise InvalidInput("statistics-no-spread")
    climbed = np.cumsum(np.bincount(answers))[:-1] / len(answers)
    return Ordinal(answers, np.asarray(special.ndtri(climbed)))


def polychoric_correlation(one: ArrayLike, other: ArrayLike, steps: int = 200) -> float:
    """The polychoric correlation of two items, shapes (n,); pairs with NaN are left out.

    A table that could come from a correlation of 1 gives ±.9999. Raises `statistics-no-spread`,
    `statistics-do-not-match`, `statistics-did-not-settle`.
    """
    first, second = gappy_column(one), gappy_column(other)
    check_same_length(first, second)
    both = ~np.isnan(first) & ~np.isnan(second)
    return _correlation(ordinal(first[both]), ordinal(second[both]), steps)


def polychoric(values: ArrayLike) -> Polychoric:
    """All polychoric correlations of a table (n, k ≥ 2) without gaps, with their influence functions."""
    found = table(values, columns=2)
    items = tuple(ordinal(column) for column in found.T)
    correlation, influence = np.eye(len(items)), []
    for row, one in enumerate(items):
        for column, other in enumerate(items[:row]):
            rho = _correlation(one, other)
            correlation[row, column] = correlation[column, row] = rho
            influence.append(_influence(one, other, rho))
    return Polychoric(items, correlation, np.stack(influence, axis=1))


def _correlation(one: Ordinal, other: Ordinal, steps: int = 200) -> float:
    """Fisher scoring from 0: the score over the expected information, never past the ends."""
    counts = np.zeros((len(one.thresholds) + 1, len(other.thresholds) + 1))
    np.add.at(counts, (one.answers, other.answers), 1)
    rho = 0.0
    for _ in range(steps):
        chance, slope = _cells(one, other, rho)
        score = (counts * slope / chance).sum() / (counts.sum() * (slope**2 / chance).sum())
        # at most halfway to an end, which is never reached
        step = float(np.clip(score, -(FURTHEST + rho) / 2, (FURTHEST - rho) / 2))
        rho += step
        if abs(step) < 1e-12:
            return rho
    raise InvalidInput("statistics-did-not-settle")


def _cells(one: Ordinal, other: Ordinal, rho: float) -> tuple[Floats, Floats]:
    """The chance of every pair of answers, and its derivative to the correlation."""
    x, y = one.borders()[:, None], other.borders()[None, :]
    chance = np.diff(np.diff(normal_pair(x, y, rho), axis=0), axis=1)
    slope = np.diff(np.diff(_density(x, y, rho), axis=0), axis=1)
    return np.maximum(chance, 1e-12), slope


def _density(x: Floats, y: Floats, rho: float) -> Floats:
    left = 1 - rho**2
    return np.asarray(np.exp(-(x**2 + y**2 - 2 * rho * x * y) / (2 * left)) / (2 * math.pi * math.sqrt(left)))


def _influence(one: Ordinal, other: Ordinal, rho: float) -> Floats:
    """What each person does to one correlation, shape (n,): own score minus what the thresholds explain.

    Information is taken from outer products of scores, as lavaan does.
    """
    chance, slope = _cells(one, other, rho)
    own = (slope / chance)[one.answers, other.answers]
    left = own.copy()
    for item, partner, cells in ((one, other, chance), (other, one, chance.T)):
        pulled = _threshold_slopes(item, partner, rho, cells)[item.answers, :, partner.answers]
        left -= threshold_influence(item) @ (pulled.T @ own)
    return np.asarray(left / (own @ own))


def threshold_influence(item: Ordinal) -> Floats:
    """What each person does to each threshold of an item, shape (n, thresholds)."""
    scores = _threshold_scores(item)
    return np.asarray(np.linalg.solve(scores.T @ scores, scores.T).T)


def _threshold_scores(item: Ordinal) -> Floats:
    """Derivatives of each person's log chance to the item's thresholds, shape (n, thresholds)."""
    height = _normal_density(item.thresholds)
    chance = np.diff(special.ndtr(item.borders()))
    count = len(item.thresholds)
    by_answer = np.zeros((count + 1, count))
    at = np.arange(count)
    by_answer[at, at] = height / chance[:-1]
    by_answer[at + 1, at] = -height / chance[1:]
    return np.asarray(by_answer[item.answers])


def _threshold_slopes(item: Ordinal, partner: Ordinal, rho: float, cells: Floats) -> Floats:
    """The same for pairs of answers, shape (answers, thresholds of the item, answers of the partner)."""
    reach = (partner.borders()[None, :] - rho * item.thresholds[:, None]) / math.sqrt(1 - rho**2)
    share = _normal_density(item.thresholds)[:, None] * np.diff(special.ndtr(reach), axis=1)
    count = len(item.thresholds)
    found = np.zeros((count + 1, count, cells.shape[1]))
    at = np.arange(count)
    found[at, at] = share / cells[:-1]
    found[at + 1, at] = -share / cells[1:]
    return found


def _normal_density(x: Floats) -> Floats:
    return np.asarray(np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi))
