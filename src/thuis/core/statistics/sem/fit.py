"""Fitting a model by maximum likelihood, with or without gaps in the answers, in one group or several."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from thuis.core.errors import InvalidInput
from thuis.core.statistics.arrays import Floats, check_enough, check_same_length, codes, gappy_column
from thuis.core.statistics.change import check_spread
from thuis.core.statistics.sem.likelihood import (
    Block,
    all_blocks,
    inverse,
    log_likelihood,
    maximise,
    observed_information,
    saturated,
)
from thuis.core.statistics.sem.measures import Chi, Measures, measure, srmr_of
from thuis.core.statistics.sem.model import Cell, Kind, Layout, Model, Path, columns_of, lay_out, start_values
from thuis.core.statistics.sem.moments import IN_EFFECTS, IN_MEANS, Implied, implied


@dataclass(frozen=True, slots=True)
class Parameter:
    """One path: its value, its standard error (0 when fixed), and its value in standard deviations."""

    path: Path
    value: float
    se: float
    standardised: float


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A fitted model. `improper` says that some variance came out negative: do not read its paths.

    `free`, shape (q,), are the free parameters, `covariance`, shape (q, q), theirs; `layout` says which is
    which. Log-likelihood, AIC and BIC are None when the method has no likelihood.
    """

    layout: Layout
    groups: tuple[object, ...]
    n: int
    parameters: tuple[Parameter, ...]
    free: Floats
    covariance: Floats
    measures: Measures
    log_likelihood: float | None
    aic: float | None
    bic: float | None
    improper: bool

    def parameter(self, outcome: str, source: str = "", group: int = 0) -> Parameter:
        """The parameter of one path; raises `statistics-unknown-name` when the model has no such path."""
        for found in self.parameters:
            if (found.path.outcome, found.path.source, found.path.group) == (outcome, source, group):
                return found
        raise InvalidInput("statistics-unknown-name", name=f"{outcome} {source}".strip())


def fit_model(
    model: Model,
    columns: Mapping[str, ArrayLike],
    *,
    groups: ArrayLike | None = None,
    means: bool = False,
    equal: frozenset[Kind] = frozenset(),
) -> Fit:
    """Fit by normal maximum likelihood; columns are answers, shape (n,), NaN for no answer.

    Gaps or several groups bring the means into the model. Standard errors come from the expected
    information, with gaps from the observed one, as in lavaan 0.6 `cfa`/`sem(missing = "ml")`, with which it
    agrees. Raises InvalidInput: `statistics-unknown-name`, `statistics-not-identified`,
    `statistics-did-not-settle`, `statistics-no-spread`, `statistics-too-few` when a group has no more people
    than items.
    """
    labels, tables = _tables(model, columns, groups)
    gaps = any(bool(np.isnan(table).any()) for table in tables)
    layout = lay_out(model, len(tables), means=means or gaps or len(tables) > 1, equal=equal)
    blocks = tuple(all_blocks(tables))
    free_moments = [saturated(_of(blocks, group), len(layout.observed)) for group in range(len(tables))]
    start = start_values(layout, [spread for _, spread in free_moments], [mean for mean, _ in free_moments])
    check_identified(layout)
    values, bottom = maximise(layout, blocks, start)
    information = observed_information(layout, blocks, values) if gaps else bottom.information
    likelihood = -bottom.loss
    n = sum(block.n for block in blocks)
    moments = [implied(layout, group, values) for group in range(len(tables))]
    return Fit(
        layout=layout,
        groups=labels,
        n=n,
        parameters=parameters_of(layout, values, covariance := inverse(information), moments),
        free=values,
        covariance=covariance,
        measures=_measures(layout, blocks, likelihood, free_moments, moments),
        log_likelihood=likelihood,
        aic=2 * len(values) - 2 * likelihood,
        bic=math.log(n) * len(values) - 2 * likelihood,
        improper=is_improper(layout, values),
    )


def degrees_of_freedom(layout: Layout) -> int:
    """Moments minus parameters."""
    size = len(layout.observed)
    moments = size * (size + 1) // 2 + (size if layout.means else 0)
    return layout.groups * moments - layout.parameters


def check_identified(layout: Layout) -> None:
    """Raise `statistics-not-identified` when there are more parameters than moments."""
    if degrees_of_freedom(layout) < 0:
        raise InvalidInput("statistics-not-identified")


def is_improper(layout: Layout, values: Floats) -> bool:
    """Whether some variance is negative."""
    return any(
        values[cell.free] < 0
        for cell in layout.cells
        if cell.free >= 0 and cell.row == cell.column and cell.path.kind in (Kind.RESIDUAL, Kind.COVARIANCE)
    )


def parameters_of(
    layout: Layout, values: Floats, covariance: Floats, moments: Sequence[Implied]
) -> tuple[Parameter, ...]:
    """Every path with its value, standard error and standardised value."""
    found = []
    for cell in layout.cells:
        value = float(values[cell.free]) if cell.free >= 0 else cell.value
        se = math.sqrt(covariance[cell.free, cell.free]) if cell.free >= 0 else 0.0
        found.append(Parameter(cell.path, value, se, _standardised(cell, value, moments[cell.path.group])))
    return tuple(found)


def _standardised(cell: Cell, value: float, moments: Implied) -> float:
    deviation = np.sqrt(np.maximum(np.diag(moments.whole), 1e-300))
    if cell.path.kind in IN_EFFECTS:
        return float(value * deviation[cell.column] / deviation[cell.row])
    if cell.path.kind in IN_MEANS:
        return float(value / deviation[cell.row])
    return float(value / (deviation[cell.row] * deviation[cell.column]))


def _tables(
    model: Model, columns: Mapping[str, ArrayLike], groups: ArrayLike | None
) -> tuple[tuple[object, ...], list[Floats]]:
    """Per group the table of its observed variables, those who answered nothing left out."""
    layout = lay_out(model)
    found = [gappy_column(one) for one in columns_of(layout, columns)]
    labels, number = codes(np.zeros(len(found[0])) if groups is None else groups)
    check_same_length(number, *found)
    whole = np.column_stack(found)
    some = ~np.isnan(whole).all(axis=1)
    tables = [whole[some & (number == group)] for group in range(len(labels))]
    for table in tables:
        check_enough(len(table), whole.shape[1] + 1)
        _check_columns(table)
    return labels, tables


def _check_columns(table: Floats) -> None:
    for values in table.T:
        answered = values[~np.isnan(values)]
        check_enough(len(answered), 2)
        check_spread(float(answered.var()))


def _of(blocks: Sequence[Block], group: int) -> list[Block]:
    return [block for block in blocks if block.group == group]


def _measures(
    layout: Layout,
    blocks: Sequence[Block],
    likelihood: float,
    free: Sequence[tuple[Floats, Floats]],
    moments: Sequence[Implied],
) -> Measures:
    best = sum(
        log_likelihood(_of(blocks, group), mean, covariance) for group, (mean, covariance) in enumerate(free)
    )
    loose = sum(_independent(_of(blocks, group), len(layout.observed)) for group in range(layout.groups))
    size = len(layout.observed)
    sizes = [sum(block.n for block in _of(blocks, group)) for group in range(layout.groups)]
    srmr = srmr_of(
        [(covariance, mean) for mean, covariance in free],
        [(one.covariance, one.mean) for one in moments],
        sizes,
        means=layout.means,
    )
    model = Chi(2 * (best - likelihood), degrees_of_freedom(layout))
    baseline = Chi(2 * (best - loose), layout.groups * size * (size - 1) // 2)
    return measure(model, baseline, srmr, sum(sizes), layout.groups)


def _independent(blocks: Sequence[Block], size: int) -> float:
    """Log-likelihood when nothing hangs together: each variable its own mean and variance."""
    mean, variance = np.zeros(size), np.zeros(size)
    for item in range(size):
        parts = [
            (block.n, block.mean[at], block.covariance[at, at])
            for block in blocks
            for at in np.flatnonzero(block.seen == item)
        ]
        n, means, spreads = np.array(parts).T
        mean[item] = np.average(means, weights=n)
        variance[item] = np.average(spreads + (means - mean[item]) ** 2, weights=n)
    return log_likelihood(blocks, mean, np.diag(variance))
