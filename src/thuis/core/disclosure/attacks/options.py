"""The attacks on yes or no, on each option of a question with several answers."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from thuis.core.disclosure.attacks import linear
from thuis.core.disclosure.attacks.bands import with_bands
from thuis.core.disclosure.attacks.limits import limits, pinned
from thuis.core.disclosure.attacks.together import together
from thuis.core.disclosure.attacks.view import BELOW, Outcome, View, view_of
from thuis.core.disclosure.attacks.yes_no import control_yes_no, yes_no
from thuis.core.disclosure.choices import as_shares, option_levels, options_of, tied_parts
from thuis.core.disclosure.model import Atoms, Floats, Measure, Rules, Sums
from thuis.core.disclosure.table import Table
from thuis.core.disclosure.together import correlations, estimated, weakened


def on_options(
    table: Table, atoms: Atoms, choice: Measure, weights: Floats, rules: Rules, rng: np.random.Generator
) -> Iterator[Outcome]:
    """Guesses, differences and colluders, limits and homogeneity, with the noise that options have."""
    levels, shares = option_levels(choice, atoms, rules.noise), as_shares(table, choice)
    for option in options_of(choice):
        own = replace(rules, noise=replace(rules.noise, count=levels[option.name]))
        view = view_of_option(shares, atoms, option, weights, own)
        if view is not None:
            yield from linear.attacks(view, own, rng)
            found = pinned(view, with_bands(view, shares, weights, own), own)
            yield limits(view, found)
            yield yes_no(view, found, own)
            yield control_yes_no(view, own)


def on_types(table: Table, atoms: Atoms, types: Measure, weights: Floats, rules: Rules) -> Iterator[Outcome]:
    """Both scales and the types that are worked out of them, by somebody who knows how they go together."""
    levels, shares = option_levels(types, atoms, rules.noise), as_shares(table, types)
    seen: list[tuple[Measure, View | None]] = [
        (one, view_of(table, atoms, one, weights, rules)) for one in rules.measures if one.name in types.of
    ]
    for option in options_of(types):
        own = replace(rules, noise=replace(rules.noise, count=levels[option.name]))
        seen.append((option, view_of_option(shares, atoms, option, weights, own)))
    views = [view for _, view in seen if view is not None]
    measures = [one for one, view in seen if view is not None]
    told = np.array([levels.get(one.name, 1.0) for one in measures])
    parts = tied_parts(measures, atoms, told, rules.noise)
    noise = weakened(correlations(atoms, measures), parts)
    yield from together(views, estimated(atoms, measures), noise, rules, "types")


def view_of_option(
    shares: Table, atoms: Atoms, option: Measure, weights: Floats, rules: Rules
) -> View | None:
    """What is held of one option; its rules carry the noise on it as that on a count."""
    yes = {option.name: _yes_as_below(atoms.sums[option.name])}
    return view_of(shares, replace(atoms, sums=yes), option, weights, rules, BELOW)


def _yes_as_below(sums: Sums) -> Sums:
    return replace(sums, below=sums.total.astype(np.int64))
