"""What a model implies for means and covariances, and how that moves with each parameter."""

from dataclasses import dataclass

import numpy as np

from thuis.core.statistics.arrays import Floats
from thuis.core.statistics.sem.model import Cell, Kind, Layout

IN_EFFECTS = {Kind.LOADING, Kind.EFFECT}
IN_MEANS = {Kind.INTERCEPT, Kind.MEAN}


@dataclass(frozen=True, slots=True, eq=False)
class Implied:
    """For one group: Σ (p, p), μ (p,), the covariance of all variables (v, v), and the slopes.

    `slopes` (q, p, p) and `mean_slopes` (q, p) are the derivatives of Σ and μ to the q parameters.
    """

    covariance: Floats
    mean: Floats
    whole: Floats
    slopes: Floats
    mean_slopes: Floats


def implied(layout: Layout, group: int, values: Floats) -> Implied:
    """The moments of one group under parameter `values` (q,)."""
    cells = layout.of_group(group)
    effects, spread, means = _matrices(layout, cells, values)
    total = np.linalg.inv(np.eye(len(effects)) - effects)
    whole, level = total @ spread @ total.T, total @ means
    observed = len(layout.observed)
    seen = total[:observed]
    slopes = np.zeros((layout.parameters, observed, observed))
    mean_slopes = np.zeros((layout.parameters, observed))
    for cell in cells:
        if cell.free >= 0:
            _add_slope(cell, seen, whole[:, :observed], level, slopes, mean_slopes)
    return Implied(whole[:observed, :observed], level[:observed], whole, slopes, mean_slopes)


def _matrices(layout: Layout, cells: tuple[Cell, ...], values: Floats) -> tuple[Floats, Floats, Floats]:
    size = len(layout.names)
    effects, spread, means = np.zeros((size, size)), np.zeros((size, size)), np.zeros(size)
    for cell in cells:
        value = values[cell.free] if cell.free >= 0 else cell.value
        if cell.path.kind in IN_EFFECTS:
            effects[cell.row, cell.column] = value
        elif cell.path.kind in IN_MEANS:
            means[cell.row] = value
        else:
            spread[cell.row, cell.column] = spread[cell.column, cell.row] = value
    return effects, spread, means


def _add_slope(
    cell: Cell, seen: Floats, whole: Floats, level: Floats, slopes: Floats, mean_slopes: Floats
) -> None:
    if cell.path.kind in IN_MEANS:
        mean_slopes[cell.free] += seen[:, cell.row]
        return
    if cell.path.kind in IN_EFFECTS:
        half = np.outer(seen[:, cell.row], whole[cell.column])
        mean_slopes[cell.free] += seen[:, cell.row] * level[cell.column]
    else:
        half = np.outer(seen[:, cell.row], seen[:, cell.column])
        half = half / 2 if cell.row == cell.column else half
    slopes[cell.free] += half + half.T
