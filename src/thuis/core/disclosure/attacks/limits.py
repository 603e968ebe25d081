"""Certain knowledge: between which two values must the mean of a group lie, whatever the noise was?

Noise is cut and rounding is known, so every figure bounds a sum; a person has a range; items and yes/no are
whole numbers. HiGHS finds the ends, by linear programming or with whole numbers: Huangfu and Hall (2018),
as in SciPy. When whole numbers take too long, the proven bound is used: it is wider, and true.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from thuis.core.disclosure.attacks.linear import differences, posterior
from thuis.core.disclosure.attacks.view import BELOW, RIGHT, Outcome, View, judged
from thuis.core.disclosure.groups import small_groups
from thuis.core.disclosure.model import Floats, Integers, Rules

TARGETS = 12  # groups per statistic: each takes two programmes
SECONDS = 0.5
INFEASIBLE = 2
NOTHING = 1e9  # no bound at all


@dataclass(frozen=True, slots=True, eq=False)
class Pinned:
    """The small groups most worth an attack, by their place among those with answers, and their two ends."""

    groups: csr_array
    chosen: Integers
    low: Floats  # in spreads from the middle, as is `high`
    high: Floats


def pinned(view: View, held: View, rules: Rules) -> Pinned:
    """Groups are chosen by the figures in `view`; `held` is all that is certain, bands too."""
    groups = answering(view, rules)
    chosen = targets(view, groups)
    return Pinned(groups[chosen], chosen, *ends(held, groups[chosen]))


def limits(view: View, found: Pinned) -> Outcome:
    """Groups whose mean is pinned to within 0.25 spreads on either side."""
    guess, half = (found.low + found.high) / 2, (found.high - found.low) / 2
    return judged("limits", view, found.groups, guess, half, RIGHT)


def answering(view: View, rules: Rules) -> csr_array:
    """The small groups in which anybody answered."""
    groups = small_groups(view.atoms, rules)
    return groups[groups @ view.answers > 0]


def targets(view: View, groups: csr_array) -> Integers:
    """The groups most worth an attack: lone differences of two cells first, then the best known."""
    people = groups @ view.answers
    sure = posterior(view, groups)[1] + np.where(differences(view, groups)[1] < 1.0, -10.0, 0.0)
    order = np.argsort(sure + np.where(people > 0, 0.0, np.inf), kind="stable")
    return order[: min(TARGETS, int((people > 0).sum()))]


def ends(view: View, groups: csr_array) -> tuple[Floats, Floats]:
    """The least and the greatest mean each group can have, in spreads from the middle."""
    whole = view.statistic == BELOW or view.measure.kind == "item"
    found = np.array([_ends(view, group, whole) for group in groups.toarray()]).reshape(-1, 2)
    people = np.maximum(groups @ view.answers, 1)
    return found[:, 0] / people, found[:, 1] / people


def _ends(view: View, group: Floats, whole: bool) -> tuple[float, float]:
    """Unknown is what each atom adds above the least it can, in its own units, so that it can be whole."""
    least, most = view.ends
    unit = 1 / view.spread if whole else most - least
    base = view.rows @ (view.answers * least)
    room = LinearConstraint(
        csr_array(view.rows * unit), view.sums - view.radius - base, view.sums + view.radius - base
    )
    box = Bounds(0.0, view.answers * (most - least) / unit)
    integral = np.full(len(group), int(whole))
    bottom, top = (_best(sign * group * unit, room, box, integral) for sign in (1.0, -1.0))
    start = float(group @ view.answers) * least
    return start + bottom, start - top


def _best(cost: Floats, room: LinearConstraint, box: Bounds, integral: Integers) -> float:
    """The proven least cost; nothing is certain when the search finds no bound at all."""
    made = milp(cost, constraints=room, bounds=box, integrality=integral, options={"time_limit": SECONDS})
    bound = made.mip_dual_bound if integral.any() or made.status != 0 else made.fun
    return -NOTHING if made.status == INFEASIBLE or bound is None else max(float(bound), -NOTHING)
