"""What a model implies for answers in steps: correlations, and thresholds where groups share them.

Behind each answer lies a normal variable y = ν + Λη + ε of which the steps are seen. Every item of the first
group has variance 1 and mean 0. When the thresholds τ are the same in all groups, an item of another group
may spread more or less (Muthén & Asparouhov 2002): with scale δ (1 in the first group)

    ρ_ij = δ_i δ_j (ΛΨΛᵀ)_ij,   seen threshold_ik = δ_i (τ_ik - (Λκ)_i)

Thresholds that differ by group are fitted exactly, so they take no part.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from thuis.core.statistics.arrays import Floats, check_option
from thuis.core.statistics.polychoric import Polychoric, threshold_influence
from thuis.core.statistics.sem.model import Kind, Layout, Model, lay_out
from thuis.core.statistics.sem.moments import Implied, implied


class Same(StrEnum):
    """What groups have in common: the shape, also the thresholds, also the loadings (Wu & Estabrook 2016)."""

    SHAPE = "configural"
    THRESHOLDS = "thresholds"
    LOADINGS = "loadings"


EQUAL: dict[Same, frozenset[Kind]] = {
    Same.SHAPE: frozenset(),
    Same.THRESHOLDS: frozenset({Kind.INTERCEPT}),
    Same.LOADINGS: frozenset({Kind.INTERCEPT, Kind.LOADING}),
}


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """One group: its correlations (p, p), what is fitted (m,), and the covariance of that (m, m)."""

    n: int
    correlation: Floats
    told: Floats
    spread: Floats
    pairs: int  # correlations, the last part of `told`; before them come shared thresholds

    @property
    def counted(self) -> float:
        """lavaan counts n - 1 people in the loss and the χ² of least squares."""
        return (self.n - 1) / self.n


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """What a model implies for one group: σ (m,), its derivative to all parameters (q, m), and the whole."""

    told: Floats
    slopes: Floats
    implied: Implied


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A layout, and the parameters after it: shared thresholds, then scales of all groups but the first.

    `item` says of which item each shared threshold is; it is empty when they are not shared.
    """

    layout: Layout
    item: "np.ndarray"

    @property
    def parameters(self) -> int:
        scales = (self.layout.groups - 1) * len(self.layout.observed) if len(self.item) else 0
        return self.layout.parameters + len(self.item) + scales

    def scale_at(self, group: int) -> int:
        """Where the scales of a group (not the first) begin."""
        return self.layout.parameters + len(self.item) + (group - 1) * len(self.layout.observed)

    def scales(self, values: Floats, group: int) -> Floats:
        """How much each item of a group is scaled, shape (p,)."""
        count = len(self.layout.observed)
        if group == 0 or not len(self.item):
            return np.ones(count)
        return values[self.scale_at(group) : self.scale_at(group) + count]


def shape_of(model: Model, groups: int, same: Same, item: "np.ndarray") -> Shape:
    """The shape of a model over groups; `item` of each threshold of one group."""
    shared = same is not Same.SHAPE
    layout = lay_out(model, groups, means=shared, equal=EQUAL[same])
    return Shape(_of_steps(layout), item if shared else np.empty(0, dtype=np.int64))


def item_of(found: Polychoric) -> "np.ndarray":
    """Of which item each threshold is."""
    return np.repeat(np.arange(len(found.items)), [len(one.thresholds) for one in found.items])


def sample_of(found: Polychoric, same: Same) -> Sample:
    """What is fitted of one group."""
    size = len(found.items)
    correlations = found.correlation[np.tril_indices(size, -1)]
    told, influence = correlations, found.influence
    if same is not Same.SHAPE:
        told = np.concatenate([*(one.thresholds for one in found.items), correlations])
        influence = np.hstack([*(threshold_influence(one) for one in found.items), found.influence])
    spread = influence.T @ influence
    return Sample(len(influence), found.correlation, told, spread, len(correlations))


def check_same_steps(found: Sequence[Polychoric]) -> None:
    """Raise `statistics-option` when a group did not give some answer that another one gave."""
    check_option("same", len({tuple(len(one.thresholds) for one in each.items) for each in found}) == 1)


def start_of(shape: Shape, paths: Floats, first: Sample) -> Floats:
    """Where to begin: the thresholds of the first group, and the same scale everywhere."""
    scales = np.ones(shape.parameters - shape.layout.parameters - len(shape.item))
    return np.concatenate([paths, first.told[: len(shape.item)], scales])


def moments_of(shape: Shape, group: int, values: Floats) -> Moments:
    """What is implied for one group under all parameters (q,)."""
    found, scale = implied(shape.layout, group, values), shape.scales(values, group)
    row, column = np.tril_indices(len(scale), -1)
    product, both = found.covariance[row, column], scale[row] * scale[column]
    slopes = np.zeros((shape.parameters, len(shape.item) + len(row)))
    own = slopes[: shape.layout.parameters]
    own[:, len(shape.item) :] = found.slopes[:, row, column] * both
    steps = values[shape.layout.parameters :][: len(shape.item)] - found.mean[shape.item]
    own[:, : len(shape.item)] = -found.mean_slopes[:, shape.item] * scale[shape.item]
    at = np.arange(len(shape.item))
    slopes[shape.layout.parameters + at, at] = scale[shape.item]
    if group and len(shape.item):
        by_scale = slopes[shape.scale_at(group) : shape.scale_at(group) + len(scale)]
        by_scale[shape.item, at] = steps
        pairs = len(shape.item) + np.arange(len(row))
        by_scale[row, pairs] += product * scale[column]
        by_scale[column, pairs] += product * scale[row]
    return Moments(np.concatenate([scale[shape.item] * steps, product * both]), slopes, _whole(found, scale))


def _whole(found: Implied, scale: Floats) -> Implied:
    """All moments under the rule that what is seen of every item has variance 1."""
    items = np.arange(len(scale))
    whole, covariance = found.whole.copy(), found.covariance * np.outer(scale, scale)
    left = 1 / scale**2 - np.diag(found.covariance)
    whole[items, items], covariance[items, items] = 1 / scale**2, 1
    return replace(found, covariance=covariance, whole=whole, unexplained=left)


def _of_steps(layout: Layout) -> Layout:
    """The layout without means and variances of items, which steps do not show, parameters numbered anew."""
    kept = [
        cell
        for cell in layout.cells
        if cell.path.kind is not Kind.INTERCEPT
        and not (cell.path.kind is Kind.RESIDUAL and cell.row == cell.column)
    ]
    numbers = {old: new for new, old in enumerate(sorted({cell.free for cell in kept if cell.free >= 0}))}
    cells = tuple(replace(cell, free=numbers.get(cell.free, -1)) for cell in kept)
    return replace(layout, cells=cells, parameters=len(numbers))
