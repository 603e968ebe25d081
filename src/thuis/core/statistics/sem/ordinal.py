"""Fitting a model to answer scales with few steps: polychoric correlations by weighted least squares.

Minimises Σ (r - ρ(θ))² / v over all correlations, v their variances (diagonally weighted least squares), with
standard errors and χ² that allow for the full covariance Γ of the correlations: with the residual maker
U = W - WΔ(ΔᵀWΔ)⁻¹ΔᵀW,  a = √(df / tr(UΓUΓ)),  χ² = a T + df - a tr(UΓ)  (scaled and shifted: Asparouhov &
Muthén 2010). Agrees with lavaan 0.6 `cfa(ordered = TRUE)`, that is WLSMV.
"""

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from thuis.core.errors import InvalidInput
from thuis.core.statistics.arrays import Floats, check_enough, check_option, column
from thuis.core.statistics.polychoric import Polychoric, polychoric
from thuis.core.statistics.sem.fit import Fit, is_improper, parameters_of
from thuis.core.statistics.sem.likelihood import Slope, descend, inverse
from thuis.core.statistics.sem.measures import Chi, measure, srmr_of
from thuis.core.statistics.sem.model import Kind, Layout, Model, columns_of, lay_out, start_values
from thuis.core.statistics.sem.moments import Implied, implied


def fit_ordinal(model: Model, columns: Mapping[str, ArrayLike]) -> Fit:
    """Fit to ordered answers, shape (n,) each, without gaps.

    Items have variance 1 and no free residual of their own. `measures` are the scaled and shifted ones, as
    published. Raises as `fit_model`, and `statistics-option` for effects on
    or of single items.
    """
    layout = _of_correlations(lay_out(model))
    check_option("effects", len(layout.names) - len(layout.observed) == len(model.factors))
    check_option("effects", all(name in model.factors for pair in model.effects for name in pair))
    answers = np.column_stack([column(one) for one in columns_of(layout, columns)])
    check_enough(len(answers), answers.shape[1] + 1)
    found = polychoric(answers)
    return _fitted(layout, found, len(answers))


def correlation_moments(layout: Layout, values: Floats) -> Implied:
    """Implied moments under the rule that every item has variance 1."""
    found = implied(layout, 0, values)
    whole = found.whole.copy()
    items = np.arange(len(layout.observed))
    whole[items, items] = 1
    covariance = found.covariance.copy()
    np.fill_diagonal(covariance, 1)
    return Implied(covariance, found.mean, whole, found.slopes, found.mean_slopes)


def _fitted(layout: Layout, found: Polychoric, n: int) -> Fit:
    pairs = np.tril_indices(len(layout.observed), -1)
    if layout.parameters > len(pairs[0]):
        raise InvalidInput("statistics-not-identified")
    spread = found.influence.T @ found.influence
    weights = 1 / np.diag(spread)
    target = found.correlation[pairs]

    def slope_at(values: Floats) -> Slope:
        moments = implied(layout, 0, values)
        residual, slopes = target - moments.covariance[pairs], moments.slopes[:, *pairs]
        loss = float((weights * residual**2).sum()) / 2
        return Slope(loss, -slopes @ (weights * residual), (slopes * weights) @ slopes.T)

    start = start_values(layout, [found.correlation], [np.zeros(len(layout.observed))])
    values, bottom = descend(slope_at, start)
    moments = correlation_moments(layout, values)
    slopes = moments.slopes[:, *pairs]
    bread = inverse(bottom.information)
    reach = bread @ (slopes * weights)
    # lavaan counts n - 1 people in the χ² and the RMSEA of least squares
    kept = (n - 1) / n
    model = _scaled(
        kept * 2 * bottom.loss, np.diag(weights) - (slopes * weights).T @ reach, spread, len(values)
    )
    baseline = _scaled(kept * float((weights * target**2).sum()), np.diag(weights), spread, 0)
    level = np.zeros(len(layout.observed))
    srmr = srmr_of([(found.correlation, level)], [(moments.covariance, level)], [n], means=False)
    covariance = reach @ spread @ reach.T
    return Fit(
        layout=layout,
        groups=(0.0,),
        n=n,
        parameters=parameters_of(layout, values, covariance, [moments]),
        free=values,
        covariance=covariance,
        measures=measure(model, baseline, srmr, n - 1, 1),
        log_likelihood=None,
        aic=None,
        bic=None,
        improper=is_improper(layout, values) or bool((_residuals(layout, values) < 0).any()),
    )


def _scaled(statistic: float, maker: Floats, spread: Floats, parameters: int) -> Chi:
    """The scaled and shifted χ² of a statistic."""
    df = len(maker) - parameters
    if df == 0:
        return Chi(0.0, 0)
    product = maker @ spread
    trace, squares = float(np.trace(product)), float(np.trace(product @ product))
    scale = math.sqrt(df / squares)
    return Chi(scale * statistic + df - scale * trace, df)


def _residuals(layout: Layout, values: Floats) -> Floats:
    """What an item keeps for itself: 1 minus what the factors explain."""
    return np.asarray(1 - np.diag(implied(layout, 0, values).covariance))


def _of_correlations(layout: Layout) -> Layout:
    """The layout without the variances of items, parameters numbered anew."""
    kept = [
        cell for cell in layout.cells if not (cell.path.kind is Kind.RESIDUAL and cell.row == cell.column)
    ]
    numbers = {old: new for new, old in enumerate(sorted({cell.free for cell in kept if cell.free >= 0}))}
    cells = tuple(
        type(cell)(cell.path, cell.row, cell.column, numbers.get(cell.free, -1), cell.value) for cell in kept
    )
    return Layout(layout.observed, layout.names, layout.groups, layout.means, cells, len(numbers))
