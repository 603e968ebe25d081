"""What two versions of a release tell together, from the ledgers that lie beside them."""

from pathlib import Path

import numpy as np

from thuis.core.disclosure.attacks.view import Outcome
from thuis.core.disclosure.model import PANEL, Atoms, Rules
from thuis.core.disclosure.table import Table
from thuis.core.disclosure.versions import (
    CAME,
    LEFT,
    STAYED,
    VERSION,
    exposure,
    left_out,
    next_table,
    told_places,
    unchanged,
)
from thuis.foundation.release.files import LEDGER, read_cells
from thuis.warehouse.engine import Columns, DuckDB
from thuis.warehouse.moments import quoted

SAME = ("round", "key_one", "key_two", "answers", PANEL)


def safe_together(previous: Path, folder: Path, rules: Rules, made: Table) -> Table:
    """The later version without what it would expose together with the earlier one."""
    before, same, gone = read_cells(previous), {}, {}
    for name, atoms in atoms_of_both(previous, folder, rules).items():
        was, now = told_places(before, name), told_places(made, name)
        same[name] = unchanged(atoms, list(dict.fromkeys([*was, *now]))) if was or now else set()
        changed = [place for place in now if place not in same[name]]
        gone[name] = left_out(was, changed, atoms, rules) if changed else set()
    composites = [one.name for one in rules.measures if one.kind == "composite"]
    return next_table(made, before, same, gone, composites)


def attack_versions(previous: Path, folder: Path, rules: Rules) -> list[Outcome]:
    """The best linear guess from two versions; every claim counts as a breach."""
    before, after, outcomes = read_cells(previous), read_cells(folder), []
    for name, atoms in atoms_of_both(previous, folder, rules).items():
        was, now = told_places(before, name), told_places(after, name)
        same = unchanged(atoms, now) if now else set()
        known = exposure(was, [place for place in now if place not in same], atoms, rules)
        claims = int((known < rules.audit.claim).sum())
        best = round(float(known.min()), 4) if len(known) else 1.0
        outcomes.append(Outcome("versions", name, "", len(known), claims, claims, 0, best))
    return outcomes


def atoms_of_both(previous: Path, folder: Path, rules: Rules) -> dict[str, Atoms]:
    """Per round who stayed, left and came, added up over everybody who shares every dimension.

    Who moved or answered otherwise left as they were and came as they are. Rounds without any of these are
    not there: nothing changed in them.
    """
    dimensions = [*(one.name for one in rules.dimensions), PANEL]
    found = DuckDB(folder / LEDGER).rows(_sql(previous, folder, dimensions))
    rounds = found["round"].astype(str)
    moved = dict.fromkeys(rounds[found[VERSION].astype(str) != STAYED].tolist())
    return {name: _atoms(name, found, rounds == name, [*dimensions, VERSION]) for name in moved}


def _sql(previous: Path, folder: Path, dimensions: list[str]) -> str:
    old, new = (
        f"read_parquet('{str(one / LEDGER).replace(chr(39), chr(39) * 2)}')" for one in (previous, folder)
    )
    same = " AND ".join(f"a.{name} = b.{name}" for name in SAME)
    names = ", ".join(quoted(name) for name in ("round", VERSION, *dimensions))
    people = " UNION ALL ".join(
        f"({kind} {one} a {join} JOIN {other} b ON {same})"
        for kind, one, join, other in (
            (f"SELECT a.*, '{STAYED}' AS version FROM", old, "SEMI", new),
            (f"SELECT a.*, '{LEFT}' AS version FROM", old, "ANTI", new),
            (f"SELECT a.*, '{CAME}' AS version FROM", new, "ANTI", old),
        )
    )
    return " ".join(["SELECT", names, ", COUNT(*) AS people FROM (", people, ") GROUP BY ALL ORDER BY ALL"])


def _atoms(name: str, found: Columns, mine: "np.ndarray", names: list[str]) -> Atoms:
    labels, codes = {}, {}
    for one in names:
        values, code = np.unique(found[one][mine].astype(str), return_inverse=True)
        labels[one], codes[one] = tuple(values.tolist()), code.astype(np.int64)
    people = found["people"][mine].astype(np.int64)
    return Atoms(name, labels, codes, people, np.zeros((2, len(people)), dtype=np.int64), {})
