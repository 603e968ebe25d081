"""From atoms to the cells of the lattice: which places exist, and which atoms stand in each."""

from collections.abc import Callable, Container, Iterator
from itertools import combinations
from typing import TypeAlias

import numpy as np
from scipy.sparse import csr_array

from thuis.core.disclosure.model import BOTH, EVERYTHING, JOIN, NONE, PANEL, Atoms, Integers, Place, Rules

NOBODYS = "\0"
Members: TypeAlias = csr_array  # places × atoms, ones


class Cells:
    """Places with their atoms. Adding up any column of atoms over the places is one product."""

    def __init__(self, places: list[Place], members: Members) -> None:
        self.places, self.members = places, members

    def __len__(self) -> int:
        return len(self.places)

    def add_up(self, values: "np.ndarray") -> "np.ndarray":
        """Sums per place of something per atom."""
        added: np.ndarray = self.members @ values
        return added

    def sets(self) -> tuple[Integers, Integers]:
        """Places that hold exactly the same people: the first place of each set, and the set of each place.

        They get the same draws, so telling both tells nothing more than telling one.
        """
        members = self.members.tocsr()
        seen: dict[bytes, int] = {}
        first: list[int] = []
        which = np.empty(len(self), dtype=np.int64)
        for row in range(len(self)):
            inside = np.sort(members.indices[members.indptr[row] : members.indptr[row + 1]]).tobytes()
            which[row] = seen.setdefault(inside, len(first))
            if which[row] == len(first):
                first.append(row)
        return np.array(first, dtype=np.int64), which

    def only(self, rows: Integers) -> "Cells":
        return Cells([self.places[row] for row in rows], self.members[rows])


def cells_of(atoms: Atoms, rules: Rules) -> Cells:
    """Every cell of the lattice with at least one respondent, small ones merged where that helps."""
    parts = [_grouping(atoms, rules, unit, kinds) for unit, kinds in groupings(rules, atoms)]
    places = [place for found, _ in parts for place in found]
    blocks = [atoms_of for _, found in parts for atoms_of in found]
    return Cells(places, _matrix(blocks, len(atoms)))


def groupings(rules: Rules, atoms: Atoms) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each unit kind with no filter, with one, and where the rules allow it with two."""
    filters = sorted(rules.filters + ((PANEL,) if PANEL in atoms.codes and rules.lattice.panel else ()))
    for unit in (EVERYTHING, *rules.units):
        yield unit, ()
        yield from ((unit, (one,)) for one in filters)
        if unit in rules.lattice.two_filters_at:
            yield from ((unit, pair) for pair in combinations(filters, 2))


Found = tuple[list[Place], list[Integers]]


def _grouping(atoms: Atoms, rules: Rules, unit: str, kinds: tuple[str, ...]) -> Found:
    """The places of one grouping with the atoms in each."""
    columns = [atoms.codes[name] for name in ((unit,) if unit != EVERYTHING else ()) + kinds]
    names = (unit, *kinds) if unit != EVERYTHING else kinds
    code = np.zeros(len(atoms), dtype=np.int64)
    for name, column in zip(names, columns, strict=True):
        code = code * len(atoms.labels[name]) + column
    present, inside = np.unique(code, return_inverse=True)
    order = np.argsort(inside, kind="stable")
    members = np.split(order, np.cumsum(np.bincount(inside, minlength=len(present)))[:-1])
    values = [_values(int(one), names, atoms) for one in present]
    found = [
        (value, atoms_in)
        for value, atoms_in in zip(values, members, strict=True)
        if NONE not in value and all(v == BOTH for k, v in zip(names, value, strict=True) if k == PANEL)
    ]
    return _merged(found, atoms, rules, unit, kinds)


def _values(code: int, names: tuple[str, ...], atoms: Atoms) -> tuple[str, ...]:
    values = []
    for name in reversed(names):
        code, rest = divmod(code, len(atoms.labels[name]))
        values.append(atoms.labels[name][rest])
    return tuple(reversed(values))


def _merged(
    found: list[tuple[tuple[str, ...], Integers]],
    atoms: Atoms,
    rules: Rules,
    unit: str,
    kinds: tuple[str, ...],
) -> Found:
    """Small neighbours become one cell: small units of one parent, or small values within a unit."""
    least = rules.thresholds.mean
    kept: Found = ([], [])
    small: dict[tuple[str, ...], list[tuple[tuple[str, ...], Integers]]] = {}
    for value, inside in found:
        if len(kinds) < 2 and PANEL not in kinds and int(atoms.people[inside].sum()) < least:
            small.setdefault(_neighbours(value, inside, atoms, rules, unit, kinds), []).append(
                (value, inside)
            )
        else:
            _keep(kept, [(value, inside)], unit, kinds)
    for group in small.values():
        together = sum(int(atoms.people[inside].sum()) for _, inside in group)
        for part in [group] if len(group) > 1 and together >= least else [[one] for one in group]:
            _keep(kept, part, unit, kinds)
    return kept


def _neighbours(
    value: tuple[str, ...], inside: Integers, atoms: Atoms, rules: Rules, unit: str, kinds: tuple[str, ...]
) -> tuple[str, ...]:
    """What small cells must share to be merged: with a filter the unit, without one the unit above."""
    if kinds:
        return value[: len(value) - len(kinds)]
    above = rules.units[: rules.units.index(unit)] if unit in rules.units else ()
    parents = [name for name in above if len(np.unique(atoms.codes[name][inside])) == 1]
    return tuple(atoms.labels[name][atoms.codes[name][inside[0]]] for name in parents)


def _keep(
    kept: Found, part: list[tuple[tuple[str, ...], Integers]], unit: str, kinds: tuple[str, ...]
) -> None:
    """One place from one or more values; merged values stand side by side."""
    part = sorted(part, key=lambda one: one[0])
    columns = list(zip(*[value for value, _ in part], strict=True)) if part[0][0] else []
    words = [JOIN.join(dict.fromkeys(column)) for column in columns]
    at = words.pop(0) if unit != EVERYTHING else "all"
    place = Place(unit, at, "+".join(kinds), "+".join(words), merged=len(part) > 1)
    kept[0].append(place)
    kept[1].append(np.concatenate([inside for _, inside in part]))


def filters_of(kind: str, value: str, known: Callable[[str], Container[str]]) -> list[tuple[str, str]]:
    """The filters of a place, each with its value (merged ones still joined).

    Two values are joined with a plus, which may stand in a value too (`28+`): both parts must be `known`
    values of their filter. Where no cut gives two known ones, both come with a value that nobody has.
    """
    first, plus, second = kind.partition("+")
    if not plus:
        return [(first, value)] if first else []
    for spot in (spot for spot, letter in enumerate(value) if letter == "+"):
        pair = value[:spot], value[spot + 1 :]
        if pair[0] in known(first) and pair[1] in known(second):
            return [(first, pair[0]), (second, pair[1])]
    return [(first, NOBODYS), (second, NOBODYS)]


def _matrix(blocks: list[Integers], atoms: int) -> Members:
    """Ones where an atom stands in a place."""
    starts = np.concatenate(([0], np.cumsum([len(block) for block in blocks])))
    columns = np.concatenate(blocks) if blocks else np.empty(0, dtype=np.int64)
    made: Members = csr_array((np.ones(len(columns)), columns, starts), shape=(len(blocks), atoms))
    return made
