"""Whom the audit protects: every group of one to nine people that dimensions can describe."""

from itertools import combinations

import numpy as np
from scipy.sparse import csr_array

from thuis.core.disclosure.model import Atoms, Integers, Rules

DEPTH = 3  # a unit, and two more things one may know of somebody


def small_groups(
    atoms: Atoms, rules: Rules, *, least: int = 1, depth: int = DEPTH, inside: bool = False
) -> csr_array:
    """Groups (rows) of `least` to `rules.audit.group` people by up to `depth` dimensions, and lone atoms.

    Also what is left of a unit when its large values are taken away: the natural prey of subtraction. With
    `inside`, also groups that are so much larger as there may be people who tell on the others.
    """
    most = rules.audit.group + (rules.audit.colluders if inside else 0)
    found = [_of(atoms, names, least, most) for names in _subsets(atoms, depth)]
    found.append([np.array([one]) for one in range(len(atoms)) if least <= atoms.people[one]])
    found += [_rests(atoms, rules, unit, name) for unit in rules.units for name in atoms.codes]
    rows = {block.tobytes(): block for part in found for block in part}
    people = [int(atoms.people[block].sum()) for block in rows.values()]
    kept = [block for block, size in zip(rows.values(), people, strict=True) if least <= size <= most]
    return _rows(kept, len(atoms))


def lone_people(atoms: Atoms) -> csr_array:
    """Those whom all dimensions together tell from everybody else, one per row."""
    return _rows([np.array([one]) for one in np.flatnonzero(atoms.people == 1)], len(atoms))


def _subsets(atoms: Atoms, depth: int) -> list[tuple[str, ...]]:
    names = sorted(atoms.codes)
    return [names_ for size in range(1, depth + 1) for names_ in combinations(names, size)]


def _of(atoms: Atoms, names: tuple[str, ...], least: int, most: int) -> list[Integers]:
    code = np.zeros(len(atoms), dtype=np.int64)
    for name in names:
        code = code * len(atoms.labels[name]) + atoms.codes[name]
    _, inside = np.unique(code, return_inverse=True)
    sizes = np.bincount(inside, weights=atoms.people)
    small = np.flatnonzero((sizes >= least) & (sizes <= most))
    wanted = np.flatnonzero(np.isin(inside, small))
    order = wanted[np.argsort(inside[wanted], kind="stable")]
    cuts = np.flatnonzero(np.diff(inside[order])) + 1
    return np.split(order, cuts) if len(order) else []


def _rests(atoms: Atoms, rules: Rules, unit: str, name: str) -> list[Integers]:
    """Per unit, everybody in a value that is too small to be shown, together."""
    if name == unit:
        return []
    code = atoms.codes[unit] * len(atoms.labels[name]) + atoms.codes[name]
    _, inside = np.unique(code, return_inverse=True)
    sizes = np.bincount(inside, weights=atoms.people)
    hidden = np.flatnonzero(sizes[inside] < rules.thresholds.mean)
    return [hidden[atoms.codes[unit][hidden] == one] for one in np.unique(atoms.codes[unit][hidden])]


def _rows(blocks: list[Integers], atoms: int) -> csr_array:
    starts = np.concatenate(([0], np.cumsum([len(block) for block in blocks]))).astype(np.int64)
    columns = np.concatenate(blocks) if blocks else np.empty(0, dtype=np.int64)
    return csr_array((np.ones(len(columns)), columns, starts), shape=(len(blocks), atoms))
