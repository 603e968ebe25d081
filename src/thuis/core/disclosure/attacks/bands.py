"""What a band says for certain: between which two numbers of people the exact number lies.

A band of its own is told where fewer than `band` people are left after noise, or all but so few. Shares of
types add up to one, so where one band would stand alone the next smallest share is told as a band too,
between tenths that hold its figure. Where that may be so, what is told holds, and no more.
"""

from collections import Counter
from dataclasses import replace

import numpy as np
from scipy.sparse import csr_array

from thuis.core.disclosure.attacks.view import BELOW, View, members_of, places_in
from thuis.core.disclosure.audit import Told, told_sums
from thuis.core.disclosure.cells import Cells
from thuis.core.disclosure.estimate import band_edge
from thuis.core.disclosure.model import OF, Flags, Floats, Rules
from thuis.core.disclosure.table import BAND, Table

ROUNDED = 0.0005


def with_bands(view: View, table: Table, weights: Floats, rules: Rules) -> View:
    """The same view with what its bands say, given or taken the noise."""
    rows = _banded(table, view) & (table.columns["measure"].astype(str) == view.measure.name)
    if not rows.any():
        return view
    places = places_in(table, rows)
    cells = Cells(places, members_of(places, view.atoms))
    n = cells.add_up(view.answers)
    least, most = _people(table, view, rows, n, rules)
    added = told_sums(Told(cells, np.zeros(len(cells)), weights, view.answers), np.arange(len(cells)))
    return replace(
        view,
        rows=csr_array(np.vstack([view.rows.toarray(), added.toarray()])),
        sums=np.concatenate([view.sums, ((least + most) / 2 - view.middle * n) / view.spread]),
        radius=np.concatenate([view.radius, (most - least) / 2 / view.spread]),
    )


def _banded(table: Table, view: View) -> Flags:
    column = table.columns
    rows: Flags = (column["round"].astype(str) == view.atoms.round) & (column["reason"].astype(str) == BAND)
    rows &= column["statistic"].astype(str) == BELOW
    return rows


def _people(table: Table, view: View, rows: Flags, n: Floats, rules: Rules) -> tuple[Floats, Floats]:
    """The least and the most people that each band allows."""
    noise = rules.noise.count * rules.noise.cut
    low, high = (table.columns[name][rows].astype(float) for name in ("low", "high"))
    few, many = _own(table, rows, rules)
    doubtful = _doubtful(table, view, rows, rules)
    few, many = few & ~doubtful, many & ~doubtful
    wide = noise + ROUNDED * n
    least = np.where(few, 0.0, np.where(many, n - rules.thresholds.band - noise, low * n - wide))
    most = np.where(few, rules.thresholds.band + noise, np.where(many, n, high * n + wide))
    return np.maximum(least, 0.0), np.minimum(most, n)


def _own(table: Table, rows: Flags, rules: Rules) -> tuple[Flags, Flags]:
    """Which of these can be bands of their own, of almost nobody or almost everybody, by their ends."""
    low, high, shown = (table.columns[name][rows].astype(float) for name in ("low", "high", "n_shown"))
    edge = band_edge(shown, rules.noise.count, rules)
    return (low <= 0) & np.isclose(high, edge), (high >= 1) & np.isclose(low, 1 - edge)


def _doubtful(table: Table, view: View, rows: Flags, rules: Rules) -> Flags:
    """Which of these may be there for the company of the other: two bands of one question, in one place."""
    choice = view.measure.part_of
    if not any(one.is_types and one.name == choice for one in rules.measures):
        return np.zeros(int(rows.sum()), dtype=bool)
    together = _banded(table, view) & np.char.startswith(table.columns["measure"].astype(str), choice + OF)
    bands = Counter(places_in(table, together))
    return np.array([bands[place] == 2 for place in places_in(table, rows)])
