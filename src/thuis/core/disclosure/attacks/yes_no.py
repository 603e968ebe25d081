"""Homogeneity: is anybody's yes or no (below the cut-off) given away, alone or as one of a small group?

Known for certain: whole-number limits from shares and from bands. Known to 95 %: the best linear guess of how
many of a group say yes lies within 0.05 of nobody or of everybody, with a standard deviation below that of a
coin that falls so 95 times in 100. What the round as a whole tells of everybody is no disclosure.
"""

from dataclasses import replace

import numpy as np
from scipy.sparse import csr_array

from thuis.core.disclosure.attacks.limits import ends, targets
from thuis.core.disclosure.attacks.linear import plain_view, posterior
from thuis.core.disclosure.attacks.view import (
    BELOW,
    Outcome,
    View,
    members_of,
    places_in,
    truth_of,
)
from thuis.core.disclosure.audit import Told, told_sums
from thuis.core.disclosure.cells import Cells
from thuis.core.disclosure.groups import small_groups
from thuis.core.disclosure.model import Flags, Floats, Rules
from thuis.core.disclosure.table import BAND, Table

SURE = 0.95
SD = float(np.sqrt(SURE * (1 - SURE)))
FAINT = 1e-6


def yes_no(view: View, table: Table, weights: Floats, rules: Rules) -> Outcome:
    """Groups of one to nine of whom it is known that all, or none, are below the cut-off."""
    groups = small_groups(view.atoms, rules)
    groups = groups[groups @ view.answers > 0]
    known = _sure(view, groups)
    chosen = targets(view, groups)
    known[chosen] |= _certain(with_bands(view, table, weights, rules), groups[chosen])
    return _outcome("yes-no", view, groups, known)


def control_yes_no(view: View, rules: Rules) -> Outcome:
    """What exact shares of ten or more, without noise and bands, give away: must be found."""
    groups = small_groups(view.atoms, rules)
    groups = groups[groups @ view.answers > 0]
    return _outcome("control-plain-shares", view, groups, _sure(plain_view(view, rules), groups))


def _sure(view: View, groups: csr_array) -> Flags:
    guess, sd = posterior(view, groups)
    people = groups @ view.answers
    yes, unsure = (guess * view.spread + view.middle) * people, sd * view.spread * people
    known: Flags = (np.minimum(yes, people - yes) < 1 - SURE) & (unsure < SD)
    return known & ~_usual(view, people, yes)


def _usual(view: View, people: Floats, yes: Floats) -> Flags:
    """Where the whole round says as much without any cell: of a rare thing, that somebody has it not."""
    share, apart = view.middle, np.sqrt(people * view.middle * (1 - view.middle))
    few: Flags = (people * share < 1 - SURE) & (apart < SD) & (yes < people / 2)
    many: Flags = (people * (1 - share) < 1 - SURE) & (apart < SD) & (yes > people / 2)
    return few | many


def _certain(view: View, groups: csr_array) -> Flags:
    low, high = (end * view.spread + view.middle for end in ends(view, groups))
    people = groups @ view.answers
    known: Flags = (high * people < 1 - FAINT) | (low * people > people - 1 + FAINT)
    return known


def with_bands(view: View, table: Table, weights: Floats, rules: Rules) -> View:
    """The same view with what a band says: almost nobody, or almost everybody, give or take the noise."""
    column = table.columns
    rows = (column["round"].astype(str) == view.atoms.round) & (column["reason"].astype(str) == BAND)
    rows &= column["measure"].astype(str) == view.measure.name
    rows &= column["statistic"].astype(str) == BELOW
    if not rows.any():
        return view
    places = places_in(table, rows)
    cells = Cells(places, members_of(places, view.atoms))
    n = cells.add_up(view.answers)
    few = column["low"][rows].astype(float) <= 0
    half = (rules.thresholds.band + rules.noise.count * rules.noise.cut) / 2
    middle = np.where(few, half, n - half)
    added = told_sums(Told(cells, np.zeros(len(cells)), weights, view.answers), np.arange(len(cells)))
    return replace(
        view,
        rows=csr_array(np.vstack([view.rows.toarray(), added.toarray()])),
        sums=np.concatenate([view.sums, (middle - view.middle * n) / view.spread]),
        radius=np.concatenate([view.radius, np.full(len(n), half / view.spread)]),
    )


def _outcome(attack: str, view: View, groups: csr_array, known: Flags) -> Outcome:
    """Every claim counts: a lone yes or no that is known is one too many."""
    people = groups @ view.answers
    share = (groups @ truth_of(view.atoms, view.measure, BELOW)) / people
    right = known & ((share < 1 / people / 2) | (share > 1 - 1 / people / 2))
    lone, best = int((right & (people == 1)).sum()), float(posterior(view, groups)[1].min())
    return Outcome(
        attack, view.atoms.round, view.measure.name, len(people), int(known.sum()), int(right.sum()), lone,
        round(best, 4),
    )  # fmt: skip
