"""Taking away the least useful cells until no small group, and nobody alone, is known too well."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from thuis.core.disclosure.attacker import Attacker, Published, Retreat
from thuis.core.disclosure.cells import Cells
from thuis.core.disclosure.model import EVERYTHING, Flags, Floats, Integers, Rules

COUNTS = 0.3  # a cell takes part in an attack when it counts this much, relative to the cell that counts most
# Of the cells that expose somebody, this part goes at once, those that expose most first; luxury all at once.
PER_STEP, LUXURY_PER_STEP = 0.25, 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """Which cells may go out, and how well the best-known small groups are known (in spreads).

    `lone`: of the one person who is known best, the part of the spread beforehand that is left.
    """

    kept: Flags
    removed: int
    groups: int
    worst: float
    nearest: Integers
    lone: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What goes out of the cells: noise per place and answers per atom, both in spreads; weights per atom."""

    cells: Cells
    noise: Floats
    weights: Floats
    answers: Floats


def audit(told: Told, groups: csr_array, usable: Flags, rules: Rules, nearest: int = 400) -> Verdict:
    """Remove cells, the least useful first, until every posterior is at least the limit.

    Cells with the same people stand or fall together. Cells with two filters are luxury: first the others
    are made safe, then as many of them join as may.

    Args:
        groups: groups × atoms, whom to protect.
        usable: which places have enough answers to be shown at all.
        nearest: how many of the best-known groups to report, and of lone people, by row number.
    """
    if not groups.shape[0] or not usable.any():
        return Verdict(usable.copy(), 0, groups.shape[0], 1.0, np.empty(0, dtype=np.int64))
    first, which = told.cells.sets()
    worth = np.full(len(first), -np.inf)
    np.maximum.at(worth, which, usefulness(told, rules))
    able, plain = np.zeros(len(first), dtype=bool), np.zeros(len(first), dtype=bool)
    np.logical_or.at(able, which, usable)
    np.logical_or.at(plain, which, [place.filters < 2 for place in told.cells.places])
    sets = Told(told.cells.only(first), told.noise[first], told.weights, told.answers)
    # Safe with everything is safe with less: luxury asks for a second round only when somebody is exposed.
    kept, known = _seen(sets, groups, able, rules)
    people = groups @ told.answers
    if (known < limits_of(people, rules)).any():
        kept, known = _in_two_rounds(sets, groups, able, plain, worth, rules)
    order, alone = _nearest(known, people != 1, nearest), _nearest(known, people == 1, nearest)
    told_too = usable & kept[which]
    removed = int((usable & ~told_too).sum())
    worst, lone = float(known.min()), float(known[alone].min(initial=_prior(rules))) / _prior(rules)
    return Verdict(told_too, removed, groups.shape[0], worst, np.concatenate([order, alone]), lone)


def _nearest(known: Floats, which: Flags, most: int) -> Integers:
    """The rows that are known best, of these."""
    rows = np.flatnonzero(which)
    found: Integers = rows[np.argsort(known[rows])[:most]]
    return found


def limits_of(people: Floats, rules: Rules) -> Floats:
    """How well each group may be known at most, in spreads; a lone person much less well than a group."""
    lone = rules.audit.lone * _prior(rules)
    limits: Floats = np.where(people == 1, lone, rules.audit.claim + rules.audit.margin)
    return limits


def _prior(rules: Rules) -> float:
    """How far one person's score still varies, given other rounds, in spreads."""
    return float(np.sqrt(1 - rules.audit.between_rounds**2))


def _seen(told: Told, groups: csr_array, shown: Flags, rules: Rules) -> tuple[Flags, Floats]:
    """How well each group is known from what is shown."""
    attacker = attacker_of(told, np.flatnonzero(shown), rules)
    return shown, seen_from_inside(attacker.posterior_sd(groups), groups @ told.answers, rules)


def _in_two_rounds(
    told: Told, groups: csr_array, able: Flags, plain: Flags, worth: Floats, rules: Rules
) -> tuple[Flags, Floats]:
    """First what is plain, then as much luxury as may join."""
    kept, known = made_safe(told, groups, able & plain, able & plain, worth, rules, PER_STEP)
    if (able & ~plain).any():
        kept, known = made_safe(told, groups, kept | (able & ~plain), ~plain, worth, rules, LUXURY_PER_STEP)
    return kept, known


def made_safe(
    told: Told, groups: csr_array, shown: Flags, may_go: Flags, worth: Floats, rules: Rules, at_once: float
) -> tuple[Flags, Floats]:
    """Take cells that may go away from what is shown until all groups are safe."""
    kept = np.flatnonzero(shown)
    if not len(kept):
        return shown, np.ones(groups.shape[0])
    attacker = attacker_of(told, kept, rules)
    people = groups @ told.answers
    known = seen_from_inside(attacker.posterior_sd(groups), people, rules)
    exposed = np.flatnonzero(known < limits_of(people, rules))
    if len(exposed):
        retreat = Retreat(attacker, groups[exposed])
        known[exposed] = _retreat(retreat, people[exposed], worth[kept], may_go[kept], at_once, rules)
        kept = kept[retreat.left]
    result = np.zeros(len(shown), dtype=bool)
    result[kept] = True
    return result, known


def _retreat(
    retreat: Retreat,
    people: Floats,
    worth: Floats,
    may_go: Flags,
    at_once: float,
    rules: Rules,
) -> Floats:
    """Step back until all groups that are followed are safe; returns how well each was known in the end."""
    final = np.empty(retreat.groups.shape[0])
    rows = np.arange(len(final))
    while len(rows):  # each step takes at least one cell away, so it ends
        known = seen_from_inside(retreat.posterior_sd(), people[rows], rules)
        final[rows] = known
        exposed = np.flatnonzero(known < limits_of(people[rows], rules))
        rows = rows[exposed]
        retreat.follow(exposed)
        if len(rows):
            left = retreat.left
            retreat.take_back(_least_useful(retreat.counts(), worth[left], may_go[left], at_once))
    return final


def seen_from_inside(known: Floats, people: Floats, rules: Rules) -> Floats:
    """For groups a little too large to protect: what their own members would know of the other nine.

    The cells tell I = 1/V − 1/n of the sum of n people (V its posterior variance, n its prior one). Whoever
    knows n − 9 of the scores is left with 1/(1/9 + I) for the sum of the nine others.
    """
    size = float(rules.audit.group)
    least = np.maximum(people, 1.0)
    with np.errstate(divide="ignore"):
        told = np.maximum(1 / (known * least) ** 2 - 1 / least, 0.0)
    inside = np.sqrt(1 / (1 / size + told)) / size
    return np.where(people > size, inside, known)


def attacker_of(told: Told, shown: Integers, rules: Rules) -> Attacker:
    """An attacker with these cells."""
    return Attacker(Published(told_sums(told, shown), told.noise[shown]), told.answers, _prior(rules))


def told_sums(told: Told, shown: Integers) -> csr_array:
    """What one person of each atom adds to each cell: a weighted mean times the answers in the cell."""
    members = told.cells.members[shown]
    each = members @ told.answers / np.maximum(members @ (told.weights * told.answers), 1e-12)
    return csr_array(members.multiply(told.weights[None, :]).multiply(each[:, None]))


def usefulness(told: Told, rules: Rules) -> Floats:
    """Units before filters, one filter before two, wide units before narrow ones, large before small."""
    order = {kind: rank for rank, kind in enumerate((EVERYTHING, *rules.units))}
    size = told.cells.add_up(told.answers)
    rank = np.array([100.0 * (3 - place.filters) - order[place.unit_kind] for place in told.cells.places])
    worth: Floats = rank + size / (size.max() + 1.0)
    return worth


def _least_useful(counts: Floats, worth: Floats, may_go: Flags, part_at_once: float) -> Integers:
    """The cells to take back now: each group points at the least useful cell that exposes it.

    Of those, the ones that most groups point at go first: often the others need not go any more.
    """
    able = np.where(may_go[None, :], counts, 0.0)
    part = able >= COUNTS * able.max(axis=1, keepdims=True)
    pointed = np.where(part & may_go[None, :], worth[None, :], np.inf).argmin(axis=1)
    cells, votes = np.unique(pointed, return_counts=True)
    most = max(1, int(np.ceil(part_at_once * len(cells))))
    return cells[np.argsort(-votes, kind="stable")[:most]]
