"""The attacker who uses limits instead of guesses: linear programming over what every sum can be at most.

Noise is cut at ±2.5 standard deviations, so every released figure says for certain between which two numbers
the exact sum lies. Together with the range of an answer that bounds the sum of any group. HiGHS finds the
bounds: Huangfu and Hall (2018), as in SciPy.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from thuis.core.disclosure.audit import Told, told_sums
from thuis.core.disclosure.model import Flags, Floats, Integers, Rules


@dataclass(frozen=True, slots=True, eq=False)
class Certain:
    """What released sums say for certain: `sums` per place, each at most `radius` from the exact one."""

    told: Told
    sums: Floats
    radius: float
    low: float
    high: float


def widths(certain: Certain, kept: Flags, groups: csr_array) -> Floats:
    """How wide the mean of each group (groups × atoms) stays, as a part of the range of one answer."""
    shown = np.flatnonzero(kept)
    members = told_sums(certain.told, shown)
    limits = np.concatenate([certain.sums[shown] + certain.radius, certain.radius - certain.sums[shown]])
    both = csr_array(vstack([members, -members]))
    people = certain.told.answers
    ranges = np.stack([certain.low * people, certain.high * people], axis=1)
    found = [_width(group, both, limits, ranges) for group in groups.toarray()]
    sizes = groups @ people
    parts = np.array(found) / np.maximum(sizes, 1.0) / (certain.high - certain.low)
    # a group in which nobody answered has no mean to pin
    result: Floats = np.where(sizes > 0, parts, np.inf)
    return result


def _width(group: Floats, members: csr_array, limits: Floats, ranges: Floats) -> float:
    """Largest minus smallest sum that the group can have."""
    ends = [
        linprog(sign * group, A_ub=members, b_ub=limits, bounds=ranges, method="highs")
        for sign in (1.0, -1.0)
    ]
    if any(end.status != 0 for end in ends):
        return float("inf")  # nothing fits: rounding; then nothing is certain either
    return -float(ends[0].fun) - float(ends[1].fun)


def safe_from_bounds(certain: Certain, kept: Flags, groups: csr_array, worth: Floats, rules: Rules) -> Flags:
    """Take the least useful cell around a pinned group away until no group is pinned."""
    kept = kept.copy()
    while groups.shape[0] and kept.any():
        pinned = np.flatnonzero(widths(certain, kept, groups) < rules.audit.bounds_width)
        if not len(pinned):
            break
        kept[_around(certain.told, kept, groups[pinned], worth)] = False
    return kept


def _around(told: Told, kept: Flags, groups: csr_array, worth: Floats) -> Integers:
    """Per group the least useful of the cells that hold some of its people."""
    touching = (groups @ told.cells.members.T).toarray() > 0
    return np.unique(np.where(touching & kept[None, :], worth[None, :], np.inf).argmin(axis=1))
