"""Averaging: does any mixture of the figures of one cell tell its mean better than the released mean does?

A scale, its items and the distributions of the items are figures about the same answers. Were their noise
independent, their mean would have less of it. For each figure the attacker is given the exact difference
with the mean of the scale, so that only noise is left; the best mixture is a regression of the noise of the
mean on the differences. Its residual variance, corrected for the number of figures, over the variance that
the rules give the noise is what averaging leaves: 1 when nothing is gained. Rounding disturbs a sum too, in
cells of hundreds more than the noise does; averaging that away gains nothing of what protects. Source: best
linear unbiased combination, Bates and Granger (1969).
"""

from collections.abc import Iterator, Sequence

import numpy as np
from scipy.stats import chi2

from thuis.core.disclosure.attacks.view import PLACE, Outcome, members_of, told_rows, view_of
from thuis.core.disclosure.model import Atoms, Floats, Measure, Place, Rules
from thuis.core.disclosure.table import Table

CHANCE = 1e-3  # a gain that chance alone shows less often than this is one
LEAST_CELLS = 5  # per figure, or the regression says nothing

Errors = dict[Place, float]


def averaging(table: Table, atoms: Atoms, measure: Measure, weights: Floats, rules: Rules) -> Outcome:
    """Each mixture of figures, over the cells that have all; `best_posterior` is the least noise left."""
    cells, gained, least = 0, 0, 1.0
    for noise, figures in _mixtures(table, atoms, measure, weights, rules):
        shared = set.intersection(*(set(one) for one in figures))
        places = sorted(shared, key=lambda one: (one.unit_kind, one.unit, one.filter_kind, one.filter_value))
        if len(places) >= LEAST_CELLS * len(figures):
            left, chance = noise_left(np.array([[one[place] for place in places] for one in figures]), noise)
            cells, least = cells + len(places), min(least, left)
            gained += len(places) if chance < CHANCE else 0
    return Outcome("averaging", atoms.round, measure.name, cells, gained, gained, 0, round(least, 4))


def noise_left(errors: Floats, noise: float) -> tuple[float, float]:
    """What part of the variance of the noise stays in the best mixture, and its p (χ² on the residuals).

    Args:
        errors: figures × cells; the first row is the mean that the others might sharpen.
        noise: standard deviation that the rules give the first row.
    """
    own = errors[0] - errors[0].mean()
    others = errors[1:] - errors[1:].mean(axis=1, keepdims=True)
    contrasts = (others - own).T
    fitted = contrasts @ np.linalg.lstsq(contrasts, own, rcond=1e-6)[0]
    rank = max(int(np.linalg.matrix_rank(contrasts, rtol=1e-6)), 1)
    free = max(len(own) - 1 - rank, 1)
    rest = float(((own - fitted) ** 2).sum()) / noise**2
    return rest / free, float(chi2.cdf(rest, free))


def _mixtures(
    table: Table, atoms: Atoms, measure: Measure, weights: Floats, rules: Rules
) -> Iterator[tuple[float, list[Errors]]]:
    """A scale with its items, and each item with its distribution: noise that the rules give, and errors."""
    items = [one for one in rules.measures if one.part_of == measure.name]
    if items:
        told = [_mean(table, atoms, one, weights) for one in (measure, *items)]
        in_range = [_in_range(errors, one) for errors, one in zip(told, (measure, *items), strict=True)]
        yield _noise(table, atoms, measure, weights, rules) / measure.range, in_range
    for item in items or [measure]:
        if item.options:
            noise = _noise(table, atoms, item, weights, rules)
            yield noise, [_mean(table, atoms, item, weights), _distribution(table, atoms, item, weights)]


def _noise(table: Table, atoms: Atoms, measure: Measure, weights: Floats, rules: Rules) -> float:
    """Standard deviation of the noise on a sum of this measure, in its own points; 1 when nothing is told."""
    view = view_of(table, atoms, measure, weights, rules)
    return view.noise * view.spread if view else 1.0


def _in_range(errors: Errors, measure: Measure) -> Errors:
    """As a part of the range, so that the items of a scale count alike, and in its direction."""
    sign = -1.0 if measure.reversed else 1.0
    return {place: sign * error / measure.range for place, error in errors.items()}


def _mean(table: Table, atoms: Atoms, measure: Measure, weights: Floats) -> Errors:
    rows = np.flatnonzero(told_rows(table, atoms.round, measure.name, "mean"))
    told = table.columns["estimate"][rows].astype(float)
    return _errors(_at(table, rows), told, atoms, measure, weights)


def _distribution(table: Table, atoms: Atoms, item: Measure, weights: Floats) -> Errors:
    """The mean that a distribution tells, where no share of it is a band or nothing."""
    rows = np.flatnonzero(told_rows(table, atoms.round, item.name, "answer_share"))
    column = table.columns
    found: dict[Place, list[tuple[float, float]]] = {}
    for place, option, share in zip(
        _at(table, rows), column["option"][rows].tolist(), column["estimate"][rows].tolist(), strict=True
    ):
        value = float(np.mean([float(code) for code in str(option).split(" | ")]))
        found.setdefault(place, []).append((value, float(share)))
    most = max((len(shares) for shares in found.values()), default=0)
    whole = {place: shares for place, shares in found.items() if len(shares) == most}
    told = np.array([sum(value * share for value, share in shares) for shares in whole.values()])
    return _errors(list(whole), told, atoms, item, weights)


def _at(table: Table, rows: "np.ndarray") -> list[Place]:
    texts = [table.columns[name][rows].astype(str).tolist() for name in PLACE]
    return [Place(*one) for one in zip(*texts, strict=True)]


def _errors(places: Sequence[Place], told: Floats, atoms: Atoms, measure: Measure, weights: Floats) -> Errors:
    if not len(places):
        return {}
    sums, members = atoms.sums[measure.name], members_of(places, atoms)
    exact = (members @ (weights * sums.total)) / (members @ (weights * sums.n))
    error = (told - exact) * (members @ sums.n.astype(float))
    inside = (told > measure.low) & (told < measure.high)
    return {place: one for place, one, ok in zip(places, error.tolist(), inside, strict=True) if ok}
