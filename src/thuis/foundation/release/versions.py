"""A next version of a release: only when nobody can be read from the difference with the one before.

The ledger lies beside a release in a private folder and is not published. It holds keyed numbers instead of
people, a digest of their answers, and where they stand: enough to count what changed in a cell.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from thuis.core.disclosure.cells import filters_of
from thuis.core.disclosure.model import BOTH, EVERYTHING, JOIN, PANEL, Rules
from thuis.core.disclosure.table import MERGED, RELEASED, Table
from thuis.core.errors import WrongState
from thuis.foundation.release.files import LEDGER, PRIVATE, read_cells, read_certificate
from thuis.foundation.release.inputs import columns_of, rounds_of
from thuis.warehouse.engine import DuckDB, Engine
from thuis.warehouse.moments import quoted
from thuis.warehouse.schema import PANEL as PANEL_COLUMN

Persons = Mapping[str, "np.ndarray"]


def write_ledger(folder: Path, engine: Engine, rules: Rules) -> None:
    """Keep who was in this version (as keyed numbers) for the count of changes in the next."""
    (folder / LEDGER).parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    dimensions = [quoted(one.name) for one in rules.dimensions]
    measures = [f"COALESCE(CAST({quoted(one.name)} AS VARCHAR), '')" for one in columns_of(rules)]
    names = ", ".join([*dimensions, PANEL_COLUMN])
    values = "md5(concat_ws('|', " + ", ".join([*dimensions, *measures]) + ")) AS answers"
    parts = [
        f"SELECT '{name.replace(chr(39), chr(39) * 2)}' AS round, key_one, key_two, {names}, {values} "
        f"FROM people_{number}"
        for number, name in enumerate(rounds_of(engine, rules))
    ]
    engine.save(folder / LEDGER, " UNION ALL ".join(parts) + " ORDER BY 1, 2, 3")


def next_version(previous: Path) -> int:
    return int(read_certificate(previous)["version"]) + 1


def check_changes(previous: Path, folder: Path, rules: Rules, told: Table) -> None:
    """Refuse when a cell that is or was told has one to nine changed answers.

    Raises:
        WrongState: names the first such cell and how many there are.
    """
    gone, come = _changed(previous, folder)
    seen = _places(read_cells(previous)) | _places(told)
    small = [place for place in sorted(seen) if 0 < _count(place, gone, come) < rules.thresholds.change_batch]
    if small:
        round_name, unit_kind, unit, kind, value = small[0]
        where = " ".join(part for part in (round_name, unit_kind, unit, kind, value) if part)
        raise WrongState("release-few-changes", cells=len(small), first=where)


def _changed(previous: Path, folder: Path) -> tuple[Persons, Persons]:
    """Everybody who left, came, moved or answered otherwise: as they stood before, and as they stand now."""
    old, new = (
        f"read_parquet('{str(one / LEDGER).replace(chr(39), chr(39) * 2)}')" for one in (previous, folder)
    )
    engine = DuckDB(folder / LEDGER)
    same = "a.round = b.round AND a.key_one = b.key_one AND a.key_two = b.key_two AND a.answers = b.answers"
    parts = [
        engine.rows(f"SELECT a.* FROM {one} a WHERE NOT EXISTS (SELECT 1 FROM {other} b WHERE {same})")
        for one, other in ((old, new), (new, old))
    ]
    return parts[0], parts[1]


Spot = tuple[str, str, str, str, str]


def _places(cells: Table) -> set[Spot]:
    told = np.isin(cells.columns["status"].astype(str), (RELEASED, MERGED))
    names = ("round", "unit_kind", "unit", "filter_kind", "filter_value")
    return set(zip(*[cells.columns[name][told].astype(str).tolist() for name in names], strict=True))


def _count(place: Spot, gone: Persons, come: Persons) -> int:
    """How many people changed in a cell: who stood in it before or stands in it now, each once."""
    people = [
        set(zip(part["key_one"][inside].tolist(), part["key_two"][inside].tolist(), strict=True))
        for part in (gone, come)
        for inside in [_inside(place, part)]
    ]
    return len(people[0] | people[1])


def _inside(place: Spot, people: Persons) -> "np.ndarray":
    round_name, unit_kind, unit, kind, value = place
    inside: np.ndarray = people["round"].astype(str) == round_name
    if unit_kind != EVERYTHING:
        inside &= np.isin(people[unit_kind].astype(str), unit.split(JOIN))
    for one, values in filters_of(kind, value, lambda name: set(people[name].astype(str))):
        wanted = [BOTH] if one == PANEL else values.split(JOIN)
        inside &= np.isin(people[one].astype(str), wanted)
    return inside
