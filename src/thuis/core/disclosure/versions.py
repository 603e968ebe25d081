"""Two versions of one release: what both tell together, and what the later one must leave out.

Whoever has both versions has each figure about the same people twice, with other noise. So the cells of the
version before count as told, and the new one loses the cells that would expose somebody together with them.
A cell in which nobody changed stays as it was: telling it again with other noise would average the noise.
"""

from collections.abc import Collection

import numpy as np
from scipy.sparse import csr_array, vstack

from thuis.core.disclosure.attacks.view import PLACE, members_of, places_in, told_rows
from thuis.core.disclosure.audit import (
    PER_STEP,
    Told,
    attacker_of,
    limits_of,
    made_safe,
    seen_from_inside,
    usefulness,
)
from thuis.core.disclosure.cells import Cells
from thuis.core.disclosure.freeze import rebased_on
from thuis.core.disclosure.groups import small_groups
from thuis.core.disclosure.model import Atoms, Floats, Integers, Place, Rules
from thuis.core.disclosure.noise import cut_variance
from thuis.core.disclosure.table import EXPOSES, NUMBERS, PRIMARY, SECONDARY, Table

VERSION, STAYED, LEFT, CAME = "version", "stayed", "left", "came"


def unchanged(atoms: Atoms, places: list[Place]) -> set[Place]:
    """Places in which nobody left, came or answered otherwise. `atoms` have a dimension `version`."""
    moved = _who(atoms, (LEFT, CAME)) * atoms.people
    still = members_of(places, atoms) @ moved == 0
    return {place for place, same in zip(places, still, strict=True) if same}


def exposure(before: list[Place], after: list[Place], atoms: Atoms, rules: Rules) -> Floats:
    """How well each small group is known from the means of both versions, in spreads."""
    old, _ = _distinct(before, atoms, LEFT)
    new, _ = _distinct(after, atoms, CAME)
    told, groups = _both(old, new, atoms, rules), small_groups(atoms, rules)
    return attacker_of(told, np.arange(len(told.cells)), rules).posterior_sd(groups)


def left_out(before: list[Place], after: list[Place], atoms: Atoms, rules: Rules) -> set[Place]:
    """The places that the later version must not tell, given what the earlier one told."""
    old, _ = _distinct(before, atoms, LEFT)
    distinct, which = _distinct(after, atoms, CAME)
    told, groups = _both(old, distinct, atoms, rules), small_groups(atoms, rules, inside=True)
    new = np.arange(len(told.cells)) >= len(old)
    if len(old):  # what the earlier version told cannot be helped any more
        alone = attacker_of(told, np.flatnonzero(~new), rules).posterior_sd(groups)
        known = seen_from_inside(alone, groups @ told.answers, rules)
        groups = groups[known >= limits_of(groups @ told.answers, rules)]
    every, worth = np.ones(len(new), dtype=bool), usefulness(told, rules)
    kept, _ = made_safe(told, groups, every, new, worth, rules, PER_STEP)
    stays = kept[len(old) :][which]
    return {place for place, told_too in zip(after, stays, strict=True) if not told_too}


def _distinct(places: list[Place], atoms: Atoms, who: str) -> tuple[Cells, Integers]:
    """The sets of people of one version, and the set of each place: the same people have the same noise."""
    if not places:
        return Cells([], csr_array((0, len(atoms)))), np.empty(0, dtype=np.int64)
    inside = members_of(places, atoms).multiply(_who(atoms, (STAYED, who))[None, :])
    cells = Cells(places, csr_array(inside))
    first, which = cells.sets()
    return cells.only(first), which


def _both(before: Cells, after: Cells, atoms: Atoms, rules: Rules) -> Told:
    members = csr_array(vstack([before.members, after.members]))
    cells = Cells([*before.places, *after.places], members)
    noise = rules.noise.of_spread * float(np.sqrt(cut_variance(rules.noise.cut)))
    return Told(cells, np.full(len(cells), noise), np.ones(len(atoms)), atoms.people.astype(float))


def _who(atoms: Atoms, versions: Collection[str]) -> Floats:
    wanted = [row for row, label in enumerate(atoms.labels[VERSION]) if label in versions]
    found: Floats = np.isin(atoms.codes[VERSION], wanted).astype(float)
    return found


def told_places(table: Table, round_name: str) -> list[Place]:
    """Every place of which some mean is told in this round, once."""
    names = dict.fromkeys(table.columns["measure"].astype(str).tolist())
    rows = [told_rows(table, round_name, name, "mean") for name in names]
    return list(dict.fromkeys(place for one in rows for place in places_in(table, one)))


def next_table(
    made: Table,
    before: Table,
    same: dict[str, set[Place]],
    gone: dict[str, set[Place]],
    composites: Collection[str] = (),
) -> Table:
    """The rows of the later version: as before where nobody changed, nothing where it would expose.

    Args:
        same, gone: places per round.
        composites: measures that are made of others. One that is new where nobody changed is not told: it was
            made of components that are not told either, since those of before stay.
    """
    columns = {name: column.copy() for name, column in made.columns.items()}
    rows = {key: row for row, key in enumerate(_keys(before))}
    for row, key in enumerate(_keys(made)):
        place = Place(key[4], key[5], key[6], key[7])
        # what the thresholds of today hide stays hidden: they may have gone up since
        enough = str(columns["status"][row]) != PRIMARY
        stays = key[2] != "change" and place in same.get(key[0], set())
        if stays and enough and key in rows:
            for name in (*NUMBERS, "status", "reason"):
                columns[name][row] = before.columns[name][rows[key]]
        elif place in gone.get(key[0], set()) or (stays and key[1] in composites):
            _hide(columns, row)
    return rebased_on(Table(columns))


def _hide(columns: dict[str, "np.ndarray"], row: int) -> None:
    if not np.isnan(float(columns["n_shown"][row])):
        for name in NUMBERS:
            columns[name][row] = np.nan
        columns["status"][row], columns["reason"][row] = SECONDARY, EXPOSES


def _keys(table: Table) -> list[tuple[str, ...]]:
    names = ("round", "measure", "statistic", "option", *PLACE)
    return list(zip(*[table.columns[name].astype(str).tolist() for name in names], strict=True))
