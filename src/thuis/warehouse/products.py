"""How much answers of the same people have in common: sums of products, per unit, for every engine.

Each answer counts from a centre of its unit, and at most a limit away from it. All are whole numbers, in
thousandths, so every engine returns the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from thuis.warehouse.moments import quoted
from thuis.warehouse.schema import PER_POINT

CENTRES = "centres"


@dataclass(frozen=True, slots=True)
class Part:
    """A column of the people of a round, and how far from its centre an answer counts, in points or codes."""

    name: str
    is_scale: bool
    limit: float


def products_sql(parts: Sequence[Part], people: str, unit: str) -> str:
    """Per unit that has centres: who answered all parts, their keys, and Σuv of each two parts (`0:1`).

    `unit` is a column of `people`, or empty for everybody. The table CENTRES has one row per unit: its name
    in `unit`, and per part its centre in thousandths, under the number of the part.
    """
    where = f"t.{quoted(unit)} = c.unit" if unit else "1 = 1"
    there = " AND ".join(f"t.{quoted(one.name)} IS NOT NULL" for one in parts)
    apart = ", ".join(f"{_apart(one, number)} AS {quoted(str(number))}" for number, one in enumerate(parts))
    return f"""
        SELECT unit, COUNT(*) AS people, SUM(key_one) AS key_one, SUM(key_two) AS key_two,
               {", ".join(_products(len(parts)))}
        FROM (SELECT c.unit, t.key_one, t.key_two, {apart}
              FROM {people} t JOIN {CENTRES} c ON {where} WHERE {there}) x
        GROUP BY unit ORDER BY unit
    """


def _apart(part: Part, number: int) -> str:
    value = f"t.{quoted(part.name)}" if part.is_scale else f"t.{quoted(part.name)} * {PER_POINT}"
    limit = round(part.limit * PER_POINT)
    away = f"CAST({value} - c.{quoted(str(number))} AS BIGINT)"
    return f"CASE WHEN {away} > {limit} THEN {limit} WHEN {away} < -{limit} THEN -{limit} ELSE {away} END"


def _products(count: int) -> list[str]:
    pairs = [(one, other) for one in range(count) for other in range(one, count)]
    return [
        f"SUM({quoted(str(one))} * {quoted(str(other))}) AS {quoted(f'{one}:{other}')}"
        for one, other in pairs
    ]
