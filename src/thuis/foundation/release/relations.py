"""How measures go together in the rounds of a build: asked of the engine, told with noise by the core."""

from collections.abc import Iterator, Mapping

import numpy as np

from thuis.core.disclosure.build import Release as Built
from thuis.core.disclosure.model import EVERYTHING, Place, Rules
from thuis.core.disclosure.relations import (
    Asked,
    Products,
    Relation,
    asked_in,
    relations_of,
)
from thuis.core.disclosure.release import RoundRelease
from thuis.core.disclosure.table import RELEASED
from thuis.foundation.release.inputs import rounds_of
from thuis.warehouse.engine import Columns, Engine
from thuis.warehouse.products import CENTRES, Part, products_sql
from thuis.warehouse.schema import PER_POINT

Centres = Mapping[Place, Mapping[str, float]]


def relations_in(engine: Engine, made: Built, rules: Rules, key: bytes) -> list[Relation]:
    """Of every round of this build, for the whole and the units that the rules name.

    A unit is told where the mean of every measure is told: from there answers count.
    """
    found: list[Relation] = []
    for number, name in enumerate(rounds_of(engine, rules)):
        release = made.rounds[number]
        asked = asked_in(rules.relations, tuple(release.measured))
        if asked.enough:
            centres = _centres(made, asked, rules, name)
            for products in _products(engine, f"people_{number}", release, asked, rules, centres):
                found += relations_of(products, asked, rules, name, key)
    return found


def _centres(made: Built, asked: Asked, rules: Rules, round: str) -> Centres:
    """The released means of each place; places where one is not told are left out."""
    column = made.table.columns
    mine = (column["round"].astype(str) == round) & (column["statistic"].astype(str) == "mean")
    mine &= (column["status"].astype(str) == RELEASED) & (column["filter_kind"].astype(str) == "")
    mine &= np.isin(column["unit_kind"].astype(str), (EVERYTHING, *rules.relations.units))
    found: dict[Place, dict[str, float]] = {}
    for row in np.flatnonzero(mine & np.isin(column["measure"].astype(str), asked.names)).tolist():
        place = Place(str(column["unit_kind"][row]), str(column["unit"][row]))
        found.setdefault(place, {})[str(column["measure"][row])] = float(column["estimate"][row])
    return {place: means for place, means in found.items() if len(means) == len(asked.names)}


def _products(
    engine: Engine, people: str, release: RoundRelease, asked: Asked, rules: Rules, centres: Centres
) -> Iterator[Products]:
    """One question per kind of unit."""
    measured = [release.measured[name] for name in asked.names]
    spreads = np.array([round(one.answers.spread, 1 if one.measure.range > 20 else 2) for one in measured])
    parts = [
        Part(one.measure.name, one.measure.kind == "scale", rules.relations.reach * spread)
        for one, spread in zip(measured, spreads.tolist(), strict=True)
    ]
    for kind in (EVERYTHING, *rules.relations.units):
        units = {place.unit: means for place, means in centres.items() if place.unit_kind == kind}
        if units and (spreads > 0).all():
            engine.load(CENTRES, _as_columns(units, asked))
            found = engine.rows(products_sql(parts, people, "" if kind == EVERYTHING else kind))
            yield from (_read(found, row, kind, spreads) for row in range(len(found["unit"])))


def _as_columns(units: Mapping[str, Mapping[str, float]], asked: Asked) -> Columns:
    columns = {"unit": np.array(list(units), dtype=object)}
    for number, name in enumerate(asked.names):
        values = [round(means[name] * PER_POINT) for means in units.values()]
        columns[str(number)] = np.array(values, dtype=np.int64)
    return columns


def _read(found: Columns, row: int, kind: str, spreads: "np.ndarray") -> Products:
    size = len(spreads)
    sums = np.zeros((size, size))
    for one in range(size):
        for other in range(one, size):
            per = PER_POINT**2 * spreads[one] * spreads[other]
            sums[one, other] = sums[other, one] = float(found[f"{one}:{other}"][row]) / per
    key = (int(found["key_one"][row]), int(found["key_two"][row]))
    return Products(Place(kind, str(found["unit"][row])), int(found["people"][row]), key, sums)
