"""The normal likelihood of answers with gaps, in blocks of people who miss the same items.

With n people, mean ȳ and covariance C (divisor n) in a block, and T = C + (ȳ - μ)(ȳ - μ)ᵀ,

    -log L = n/2 (log|Σ| + tr(Σ⁻¹T) + p log 2π)

Complete answers are one block per group; gaps make it full-information maximum likelihood (Arbuckle 1996).
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import linalg

from thuis.core.errors import InvalidInput
from thuis.core.statistics.arrays import Floats, Ints
from thuis.core.statistics.sem.model import Layout
from thuis.core.statistics.sem.moments import Implied, implied

LOG_2_PI = math.log(2 * math.pi)


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """People of one group who answered the same items, `seen` by position."""

    group: int
    n: int
    seen: Ints
    mean: Floats
    covariance: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Slope:
    """Minus the log-likelihood, its gradient (q,) and the expected information (q, q)."""

    loss: float
    gradient: Floats
    information: Floats


def blocks_of(values: Floats, group: int = 0) -> tuple[Block, ...]:
    """Blocks of a table (n, p) with NaN for gaps; who answered nothing is left out."""
    patterns, number = np.unique(~np.isnan(values), axis=0, return_inverse=True)
    found = []
    for at, pattern in enumerate(patterns):
        if pattern.any():
            seen = np.flatnonzero(pattern)
            rows = values[number.ravel() == at][:, seen]
            centred = rows - rows.mean(axis=0)
            found.append(Block(group, len(rows), seen, rows.mean(axis=0), centred.T @ centred / len(rows)))
    return tuple(found)


def log_likelihood(blocks: Sequence[Block], mean: Floats, covariance: Floats) -> float:
    """Log-likelihood of blocks under one mean (p,) and covariance (p, p); -inf when Σ is no covariance."""
    return -sum(_loss(block, mean, covariance)[0] for block in blocks)


def slope_of(layout: Layout, blocks: Sequence[Block], values: Floats) -> Slope:
    """Loss, gradient and information of a model over all its groups."""
    moments = [implied(layout, group, values) for group in range(layout.groups)]
    loss, gradient = 0.0, np.zeros(layout.parameters)
    information = np.zeros((layout.parameters, layout.parameters))
    for block in blocks:
        part = _block_slope(layout, block, moments[block.group])
        loss += part.loss
        gradient += part.gradient
        information += part.information
    return Slope(loss, gradient, information)


def maximise(layout: Layout, blocks: Sequence[Block], start: Floats) -> tuple[Floats, Slope]:
    """The most likely parameters by Fisher scoring with step halving, and the slope there.

    Raises `statistics-not-identified` when the information is singular, `statistics-did-not-settle` after
    500 steps.
    """

    def ascend(values: Floats) -> Slope:
        return slope_of(layout, blocks, values)

    return descend(ascend, start)


def descend(slope_at: Callable[[Floats], Slope], start: Floats, steps: int = 500) -> tuple[Floats, Slope]:
    """The minimum of a loss by scoring: settled when a step would gain less than 1e-14 of the loss."""
    values, here = start, slope_at(start)
    for _ in range(steps):
        step = _solve(here.information, -here.gradient)
        if float(-step @ here.gradient) < 1e-14 * max(1.0, abs(here.loss)) and np.isfinite(here.loss):
            return values, here
        found = next(
            (
                (values + size * step, there)
                for size in 0.5 ** np.arange(30)
                if (there := slope_at(values + size * step)).loss < here.loss
            ),
            None,
        )
        if found is None:
            # no step of any size gains anything: the bottom, to the last bit
            return _at_bottom(values, here, step)
        values, here = found
    raise InvalidInput("statistics-did-not-settle")


def observed_information(layout: Layout, blocks: Sequence[Block], values: Floats) -> Floats:
    """Minus the second derivative of the log-likelihood, by central differences of its gradient."""
    found = np.zeros((len(values), len(values)))
    for at in range(len(values)):
        reach = np.zeros(len(values))
        reach[at] = 1e-5 * max(1.0, abs(values[at]))
        up = slope_of(layout, blocks, values + reach).gradient
        down = slope_of(layout, blocks, values - reach).gradient
        found[at] = (up - down) / (2 * reach[at])
    return (found + found.T) / 2


def inverse(information: Floats) -> Floats:
    """The inverse of an information matrix; raises `statistics-not-identified` when it has none.

    It is scaled to a unit diagonal first, so that the units of the answers do not decide.
    """
    scale = np.sqrt(np.maximum(np.diag(information), 0))
    if (scale == 0).any() or not np.isfinite(scale).all():
        raise InvalidInput("statistics-not-identified")
    scaled = information / np.outer(scale, scale)
    if np.linalg.cond(scaled) > 1e10:
        raise InvalidInput("statistics-not-identified")
    return np.asarray(np.linalg.inv(scaled) / np.outer(scale, scale))


def saturated(blocks: Sequence[Block], size: int) -> tuple[Floats, Floats]:
    """The most likely mean (p,) and covariance (p, p) without any model: EM (Little & Rubin 2002, 11.2)."""
    if len(blocks) == 1 and len(blocks[0].seen) == size:
        return blocks[0].mean, blocks[0].covariance
    total = sum(block.n for block in blocks)
    mean, covariance = np.zeros(size), np.eye(size)
    for _ in range(10_000):
        parts = [_expected(block, mean, covariance) for block in blocks]
        moved = sum((one for one, _ in parts), np.zeros(size)) / total
        spread = sum((two for _, two in parts), np.zeros((size, size))) / total - np.outer(moved, moved)
        change = max(float(np.abs(moved - mean).max()), float(np.abs(spread - covariance).max()))
        mean, covariance = moved, spread
        if change < 1e-10:
            return mean, covariance
    raise InvalidInput("statistics-did-not-settle")


def _at_bottom(values: Floats, here: Slope, step: Floats) -> tuple[Floats, Slope]:
    if float(-step @ here.gradient) > 1e-6 * max(1.0, abs(here.loss)):
        raise InvalidInput("statistics-did-not-settle")
    return values, here


def _solve(information: Floats, gradient: Floats) -> Floats:
    """A step along the information; a little ridge keeps a flat direction from running away."""
    scale = np.sqrt(np.maximum(np.diag(information), 1e-12))
    scaled = information / np.outer(scale, scale) + 1e-9 * np.eye(len(scale))
    return np.asarray(np.linalg.solve(scaled, gradient / scale) / scale)


def _loss(block: Block, mean: Floats, covariance: Floats) -> tuple[float, Floats, Floats]:
    """Minus the log-likelihood of a block, with Σ⁻¹ and T of what was seen."""
    seen = block.seen
    away = block.mean - mean[seen]
    spread = block.covariance + np.outer(away, away)
    try:
        factor = linalg.cholesky(covariance[np.ix_(seen, seen)], lower=True)
    except linalg.LinAlgError:
        return math.inf, np.eye(len(seen)), spread
    inverted = np.asarray(linalg.cho_solve((factor, True), np.eye(len(seen))))
    size = 2 * float(np.log(np.diag(factor)).sum()) + float((inverted * spread).sum())
    return block.n / 2 * (size + len(seen) * LOG_2_PI), inverted, spread


def _block_slope(layout: Layout, block: Block, moments: Implied) -> Slope:
    mean = moments.mean if layout.means else _own_mean(block, len(layout.observed))
    loss, inverted, spread = _loss(block, mean, moments.covariance)
    seen = block.seen
    slopes = moments.slopes[:, seen[:, None], seen]
    pull = inverted - inverted @ spread @ inverted
    gradient = np.einsum("ij,aij->a", pull, slopes) / 2
    moved = inverted @ slopes
    information = np.einsum("aij,bji->ab", moved, moved) / 2
    if layout.means:
        tilt = moments.mean_slopes[:, seen]
        gradient = gradient - tilt @ inverted @ (block.mean - mean[seen])
        information = information + tilt @ inverted @ tilt.T
    return Slope(loss, block.n * gradient, block.n * information)


def _own_mean(block: Block, size: int) -> Floats:
    mean = np.zeros(size)
    mean[block.seen] = block.mean
    return mean


def _expected(block: Block, mean: Floats, covariance: Floats) -> tuple[Floats, Floats]:
    """Expected sum (p,) and sum of squares (p, p) of a block, its gaps filled in by regression."""
    seen = block.seen
    slopes = np.linalg.solve(covariance[np.ix_(seen, seen)], covariance[seen]).T
    level = mean + slopes @ (block.mean - mean[seen])
    left = covariance - slopes @ covariance[seen]
    spread = slopes @ block.covariance @ slopes.T + left
    return block.n * level, block.n * (spread + np.outer(level, level))


def all_blocks(tables: Sequence[Floats]) -> Iterator[Block]:
    """The blocks of every group, numbered in order."""
    for group, values in enumerate(tables):
        yield from blocks_of(values, group)
