"""The attacks on yes or no, on each option of a question with several answers."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from thuis.core.disclosure.attacks import linear
from thuis.core.disclosure.attacks.limits import limits
from thuis.core.disclosure.attacks.view import BELOW, Outcome, view_of
from thuis.core.disclosure.attacks.yes_no import control_yes_no, yes_no
from thuis.core.disclosure.choices import as_shares, option_level, options_of
from thuis.core.disclosure.model import Atoms, Floats, Measure, Rules, Sums
from thuis.core.disclosure.table import Table


def on_options(
    table: Table, atoms: Atoms, choice: Measure, weights: Floats, rules: Rules, rng: np.random.Generator
) -> Iterator[Outcome]:
    """Guesses, differences and colluders, limits and homogeneity, with the noise that options have."""
    level, shares = option_level(choice, atoms, rules.noise), as_shares(table, choice)
    own = replace(rules, noise=replace(rules.noise, count=level))
    yes = {name: _yes_as_below(atoms.sums[name]) for name in choice.columns}
    for option in options_of(choice):
        view = view_of(shares, replace(atoms, sums=yes), option, weights, own, BELOW)
        if view is not None:
            yield from linear.attacks(view, own, rng)
            yield limits(view, own)
            yield yes_no(view, shares, weights, own)
            yield control_yes_no(view, own)


def _yes_as_below(sums: Sums) -> Sums:
    return replace(sums, below=sums.total.astype(np.int64))
