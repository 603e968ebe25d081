"""How measures go together, as a file of its own in a release: written once, read and verified."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from thuis.core.disclosure.model import Rules
from thuis.core.disclosure.relations import COLUMNS, CORRELATION, EXPLAINED, SHARE, Relation
from thuis.core.disclosure.rules import RELATION_FLOORS
from thuis.warehouse.engine import read_parquet, write_parquet

RELATIONS = "relations.parquet"


@dataclass(frozen=True, slots=True)
class UnitRelations:
    """Of one unit in one round: figures by the measures they are of, in the order of the file."""

    correlations: Mapping[tuple[str, str], Relation]
    shares: Mapping[str, Mapping[str, Relation]]
    explained: Mapping[str, Relation]

    def correlation(self, one: str, other: str) -> Relation | None:
        """Of two measures, whichever is named first."""
        return self.correlations.get((one, other)) or self.correlations.get((other, one))


UnitKey = tuple[str, str, str]  # round, kind of unit, unit


def write_relations(folder: Path, told: Sequence[Relation], release: str, version: int) -> None:
    """The file, of one figure or more."""
    rows = [{"release": release, "version": version, **asdict(one)} for one in told]
    write_parquet(folder / RELATIONS, {name: _column([row[name] for row in rows]) for name in COLUMNS})


def _column(values: Sequence[Any]) -> "np.ndarray":
    return np.array(values, dtype=object if isinstance(values[0], str) else None)


def read_relations(folder: Path) -> list[Relation]:
    """What a release tells; nothing in one that came without."""
    if not (folder / RELATIONS).exists():
        return []
    names = [field.name for field in fields(Relation)]
    columns = read_parquet(folder / RELATIONS)
    rows = zip(*(columns[name].tolist() for name in names), strict=True)
    return [Relation(**dict(zip(names, row, strict=True))) for row in rows]


def relations_of_release(folder: Path, digest: str) -> Mapping[UnitKey, UnitRelations]:
    """Per round and unit. Kept per process, by the digest of the certificate: a release never changes."""
    return _kept(folder, digest)


@lru_cache(maxsize=4)
def _kept(folder: Path, digest: str) -> dict[UnitKey, UnitRelations]:
    by_unit: dict[UnitKey, list[Relation]] = {}
    for one in read_relations(folder):
        by_unit.setdefault((one.round, one.unit_kind, one.unit), []).append(one)
    return {key: unit_relations(found) for key, found in by_unit.items()}


def unit_relations(found: Sequence[Relation]) -> UnitRelations:
    """The figures of one unit in one round."""
    shares: dict[str, dict[str, Relation]] = {}
    for one in (one for one in found if one.statistic == SHARE):
        shares.setdefault(one.first, {})[one.second] = one
    return UnitRelations(
        {(one.first, one.second): one for one in found if one.statistic == CORRELATION},
        shares,
        {one.first: one for one in found if one.statistic == EXPLAINED},
    )


def certified(made: Mapping[str, Any], told: Sequence[Relation], rules: Rules) -> dict[str, Any]:
    """The certificate with, per round, under which rules relations are told and of how many units."""
    spec = asdict(rules.relations)
    said = {name: spec[name] for name in ("least", "reach", "noise")}
    units = {
        one["round"]: {(t.unit_kind, t.unit) for t in told if t.round == one["round"]}
        for one in made["rounds"]
    }
    return {
        **made,
        "rounds": [
            {**one, "relations": {**said, "units": len(units[one["round"]])}} for one in made["rounds"]
        ],
    }


def relation_problems(folder: Path, certificate: Mapping[str, Any]) -> Iterator[str]:
    """Everything that is wrong with the file, as sentences."""
    asked = {one["round"]: one.get("relations", {}) for one in certificate["rounds"]}
    told = read_relations(folder)
    if any(one.round in asked and not asked[one.round] for one in told):
        yield "the certificate says nothing about the relations of a round"
    if any(found.get("least", 100) < RELATION_FLOORS["least"] for found in asked.values()):
        yield "relations were told of fewer people than anybody may use"
    if any(one.n_shown < asked.get(one.round, {}).get("least", 100) for one in told):
        yield "relations of a unit were told with fewer answers than its rules ask"
    if any(not _stands(one) for one in told):
        yield "a relation lies outside what it can be, or outside its interval"


def _stands(one: Relation) -> bool:
    least = -1.0 if one.statistic == CORRELATION else 0.0
    return least <= one.low <= one.estimate <= one.high <= 1.0
