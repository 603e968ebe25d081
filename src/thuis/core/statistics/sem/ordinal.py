"""Fitting a model to answer scales with few steps: polychoric correlations by weighted least squares.

Minimises Σ (s - σ(θ))² / v over all correlations, and over the thresholds where groups share them, v their
variances (diagonally weighted least squares), with standard errors and χ² that allow for the full covariance
Γ of what was seen: with the residual maker U = W - WΔ(ΔᵀWΔ)⁻¹ΔᵀW,  a = √(df / tr(UΓUΓ)),
χ² = a T + df - a tr(UΓ)  (scaled and shifted: Asparouhov & Muthén 2010). Agrees with lavaan 0.6
`cfa(ordered = TRUE, group.equal = c("thresholds", "loadings"))`, that is WLSMV.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy.linalg import block_diag

from thuis.core.errors import InvalidInput
from thuis.core.statistics.arrays import (
    Floats,
    check_enough,
    check_option,
    check_same_length,
    codes,
    column,
)
from thuis.core.statistics.polychoric import polychoric
from thuis.core.statistics.sem.fit import Fit, assemble
from thuis.core.statistics.sem.likelihood import Slope, descend, inverse
from thuis.core.statistics.sem.measures import Chi, Measures, measure, srmr_of
from thuis.core.statistics.sem.model import Layout, Model, columns_of, lay_out, start_values
from thuis.core.statistics.sem.thresholds import (
    Moments,
    Same,
    Sample,
    Shape,
    check_same_steps,
    item_of,
    moments_of,
    sample_of,
    shape_of,
    start_of,
)


def fit_ordinal(
    model: Model,
    columns: Mapping[str, ArrayLike],
    *,
    groups: ArrayLike | None = None,
    same: Same = Same.SHAPE,
) -> Fit:
    """Fit to ordered answers, shape (n,) each, without gaps; `groups`, shape (n,), by their labels in order.

    Items have variance 1 (in the first group, where groups share thresholds) and no free residual of their
    own. `measures` are the scaled and shifted ones, as published; `free` holds the paths, no thresholds and
    scales. Raises as `fit_model`, and `statistics-option` for effects on or of single items, or when groups
    share thresholds and one did not give some answer.
    """
    labels, tables = _tables(lay_out(model), columns, groups)
    found = [polychoric(table) for table in tables]
    if same is not Same.SHAPE:
        check_same_steps(found)
    shape = shape_of(model, len(labels), same, item_of(found[0]))
    _check(model, shape.layout)
    return _fitted(shape, labels, [sample_of(one, same) for one in found])


def _tables(
    layout: Layout, columns: Mapping[str, ArrayLike], groups: ArrayLike | None
) -> tuple[tuple[object, ...], list[Floats]]:
    answers = np.column_stack([column(one) for one in columns_of(layout, columns)])
    labels, number = codes(np.zeros(len(answers)) if groups is None else groups)
    check_same_length(number, answers)
    tables = [answers[number == group] for group in range(len(labels))]
    for table in tables:
        check_enough(len(table), answers.shape[1] + 1)
    return labels, tables


def _check(model: Model, layout: Layout) -> None:
    check_option("effects", len(layout.names) - len(layout.observed) == len(model.factors))
    check_option("effects", all(name in model.factors for pair in model.effects for name in pair))


def _fitted(shape: Shape, labels: tuple[object, ...], samples: Sequence[Sample]) -> Fit:
    if shape.parameters > sum(len(one.told) for one in samples):
        raise InvalidInput("statistics-not-identified")
    layout = shape.layout
    level = np.zeros(len(layout.observed))
    paths = start_values(layout, [one.correlation for one in samples], [level] * len(samples))
    values, _ = descend(lambda tried: _slope(shape, tried, samples), start_of(shape, paths, samples[0]))
    moments = [moments_of(shape, group, values) for group in range(len(samples))]
    weights = np.concatenate([1 / np.diag(one.spread) for one in samples])
    spread = block_diag(*(one.spread for one in samples))
    slopes = np.hstack([one.slopes for one in moments])
    weighted = slopes * weights
    reach = inverse(weighted @ slopes.T) @ weighted
    measures = _measures(samples, moments, np.diag(weights) - weighted.T @ reach, spread, shape.parameters)
    own = layout.parameters
    covariance = (reach @ spread @ reach.T)[:own, :own]
    every, n = [one.implied for one in moments], sum(one.n for one in samples)
    return assemble(
        layout, labels if len(labels) > 1 else (0.0,), n, values[:own], covariance, every, measures, None
    )


def _slope(shape: Shape, values: Floats, samples: Sequence[Sample]) -> Slope:
    """The loss ½ Σ w (s - σ)² over groups, its gradient and its Gauss-Newton information."""
    loss, gradient = 0.0, np.zeros(shape.parameters)
    information = np.zeros((shape.parameters, shape.parameters))
    for group, sample in enumerate(samples):
        moments = moments_of(shape, group, values)
        weights = sample.counted / np.diag(sample.spread)
        residual = sample.told - moments.told
        loss += float((weights * residual**2).sum()) / 2
        gradient -= moments.slopes @ (weights * residual)
        information += (moments.slopes * weights) @ moments.slopes.T
    return Slope(loss, gradient, information)


def _measures(
    samples: Sequence[Sample], moments: Sequence[Moments], maker: Floats, spread: Floats, parameters: int
) -> Measures:
    """Measures of fit against the model in which nothing hangs together and thresholds are free."""
    statistic = sum(
        _statistic(one, one.told - found.told) for one, found in zip(samples, moments, strict=True)
    )
    last = [slice(-one.pairs, None) for one in samples]
    loose = block_diag(*(one.spread[at, at] for one, at in zip(samples, last, strict=True)))
    nothing = [
        np.concatenate([np.zeros(len(one.told) - one.pairs), one.told[-one.pairs :]]) for one in samples
    ]
    baseline = sum(_statistic(one, away) for one, away in zip(samples, nothing, strict=True))
    level = np.zeros(len(samples[0].correlation))
    srmr = srmr_of(
        [(one.correlation, level) for one in samples],
        [(one.implied.covariance, level) for one in moments],
        [one.n for one in samples],
        means=False,
    )
    return measure(
        _scaled(statistic, maker, spread, parameters),
        _scaled(baseline, np.diag(1 / np.diag(loose)), loose, 0),
        srmr,
        sum(one.n - 1 for one in samples),
        len(samples),
    )


def _statistic(sample: Sample, away: Floats) -> float:
    """The weighted squares of one group."""
    return sample.counted * float((away**2 / np.diag(sample.spread)).sum())


def _scaled(statistic: float, maker: Floats, spread: Floats, parameters: int) -> Chi:
    """The scaled and shifted χ² of a statistic."""
    df = len(maker) - parameters
    if df == 0:
        return Chi(0.0, 0)
    product = maker @ spread
    trace, squares = float(np.trace(product)), float(np.trace(product @ product))
    scale = math.sqrt(df / squares)
    return Chi(scale * statistic + df - scale * trace, df)
