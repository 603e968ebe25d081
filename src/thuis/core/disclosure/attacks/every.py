"""All attacks on one round of a release, in the order in which they are reported."""

from collections.abc import Iterator

import numpy as np

from thuis.core.disclosure.attacks import linear
from thuis.core.disclosure.attacks.averaging import averaging
from thuis.core.disclosure.attacks.bands import with_bands
from thuis.core.disclosure.attacks.learned import learned
from thuis.core.disclosure.attacks.limits import limits, pinned
from thuis.core.disclosure.attacks.options import on_options, on_types
from thuis.core.disclosure.attacks.together import together
from thuis.core.disclosure.attacks.view import BELOW, Outcome, view_of
from thuis.core.disclosure.attacks.yes_no import control_yes_no, yes_no
from thuis.core.disclosure.model import Atoms, Floats, Measure, Rules
from thuis.core.disclosure.table import Table
from thuis.core.disclosure.together import correlations, estimated


def attacks(
    table: Table, atoms: Atoms, weights: Floats, rules: Rules, rng: np.random.Generator
) -> Iterator[Outcome]:
    """Every attack on every measure of one round, and controls that must find something."""
    for measure in rules.measures:
        if measure.kind == "choice":
            yield from on_options(table, atoms, measure, weights, rules, rng)
        if measure.is_types:
            yield from on_types(table, atoms, measure, weights, rules)
        if measure.name in atoms.sums:
            yield from _on_means(table, atoms, measure, weights, rules, rng)
            yield from _on_shares(table, atoms, measure, weights, rules)
    yield from _on_all(table, atoms, weights, rules)


def _on_all(table: Table, atoms: Atoms, weights: Floats, rules: Rules) -> Iterator[Outcome]:
    """The scales together, by somebody who knows how their scores and their noise go together."""
    mine = [one for one in rules.measures if one.name in atoms.sums and not one.part_of]
    views = [view for one in mine if (view := view_of(table, atoms, one, weights, rules)) is not None]
    told = [view.measure for view in views]
    scores, noise = estimated(atoms, told), correlations(atoms, mine)
    which = [mine.index(one) for one in told]
    yield from together(views, scores, noise[np.ix_(which, which)], rules)


def _on_means(
    table: Table, atoms: Atoms, measure: Measure, weights: Floats, rules: Rules, rng: np.random.Generator
) -> Iterator[Outcome]:
    view = view_of(table, atoms, measure, weights, rules)
    if view is None:
        return
    yield from linear.attacks(view, rules, rng)
    yield limits(view, pinned(view, view, rules))
    yield from learned(view, rules, rng)
    if not measure.part_of:
        yield averaging(table, atoms, measure, weights, rules)
    if measure == rules.measures[0]:  # the same people stand in the cells of every measure: once is enough
        yield linear.control(view, rules)


def _on_shares(
    table: Table, atoms: Atoms, measure: Measure, weights: Floats, rules: Rules
) -> Iterator[Outcome]:
    view = None if measure.cut is None else view_of(table, atoms, measure, weights, rules, BELOW)
    if view is not None:
        yield yes_no(view, pinned(view, with_bands(view, table, weights, rules), rules), rules)
        yield control_yes_no(view, rules)
