"""The one question that is asked of the answers: per combination of dimensions, how many and how much.

Plain SQL that every engine understands: COUNT, SUM, CASE, a LEFT JOIN. What it returns are whole numbers, so
that every engine returns the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from thuis.warehouse.schema import PER_POINT


@dataclass(frozen=True, slots=True)
class Column:
    """A measure as it stands in the file: a scale, or an item with its options; `cut` in points or codes.

    From `low` to `high` is what one answer can be.
    """

    name: str
    is_scale: bool
    low: float
    high: float
    cut: float | None = None
    options: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Blend:
    """A number per person that no file holds: a constant plus columns times factors, where all are there."""

    name: str
    constant: float
    parts: tuple[tuple[Column, float], ...]


def quoted(name: str) -> str:
    """A name as SQL may read it."""
    return '"' + name.replace('"', '""') + '"'


def person_sql(
    dimensions: Sequence[str], columns: Sequence[Column], source: str, blends: Sequence[Blend] = ()
) -> str:
    """The answers of one round (parameter 2) with keys, and whether they also answered an earlier one (1)."""
    texts = ", ".join(
        f"COALESCE(CAST(r.{quoted(name)} AS VARCHAR), '') AS {quoted(name)}" for name in dimensions
    )
    numbers = ", ".join(f"{_whole(column)} AS {quoted(column.name)}" for column in columns)
    more = "".join(f", {_blended(one)} AS {quoted(one.name)}" for one in blends)
    return f"""
        SELECT t.*{more} FROM (
        SELECT {texts}, CASE WHEN p.respondent IS NULL THEN '' ELSE 'both' END AS panel,
               k.key_one, k.key_two, r.respondent{", " if numbers else ""}{numbers}
        FROM {source} r
        JOIN respondent_keys k ON k.respondent = r.respondent
        LEFT JOIN (SELECT DISTINCT respondent FROM {source} WHERE round = ?) p ON p.respondent = r.respondent
        WHERE r.round = ?) t
    """


def _blended(one: Blend) -> str:
    """In thousandths, as scales are. Added up in the order of the parts, so alike in every engine."""
    there = " AND ".join(f"{quoted(column.name)} IS NOT NULL" for column, _ in one.parts)
    terms = [_exactly(one.constant * PER_POINT)]
    for column, factor in one.parts:
        per = 1 if column.is_scale else PER_POINT
        terms.append(f"{_exactly(factor * per)} * CAST({quoted(column.name)} AS DOUBLE PRECISION)")
    return f"CASE WHEN {there} THEN CAST(FLOOR({' + '.join(terms)} + 0.5) AS BIGINT) END"


def _exactly(number: float) -> str:
    """From a text: a plain number would be a decimal, which engines count in different lengths."""
    return f"CAST('{number!r}' AS DOUBLE PRECISION)"


def spread_sql(blends: Sequence[Blend], people: str) -> str:
    """n, Σx and Σx² of each blend over a whole round."""
    sums = [part for one in blends for part in _moments(one.name)]
    return f"SELECT {', '.join(sums)} FROM {people}"


def together_sql(pairs: Sequence[tuple[str, str]], people: str) -> str:
    """Of each pair of yes/no columns how many people say yes to both, over a whole round."""
    counts = [
        f"COALESCE(SUM({quoted(one)} * {quoted(other)}), 0) AS {quoted(str(number))}"
        for number, (one, other) in enumerate(pairs)
    ]
    return f"SELECT {', '.join(counts)} FROM {people}"


def _whole(column: Column) -> str:
    value = _number(column)
    per = PER_POINT if column.is_scale else 1
    # not ROUND: engines differ in where a half goes
    return f"CASE WHEN {_is_answer(value)} THEN CAST(FLOOR({value} * {per} + 0.5) AS BIGINT) END"


def _number(column: Column) -> str:
    return f"CAST(r.{quoted(column.name)} AS DOUBLE PRECISION)"


def _is_answer(value: str) -> str:
    """NaN and infinity are no answers. Minus themselves they are no zero, in every engine."""
    return f"{value} - {value} = 0"


def outside_sql(columns: Sequence[Column], source: str) -> str:
    """How many answers of each measure lie outside its range, by more than the rounding to come."""
    counts = [f"{_outside(column)} AS {quoted(column.name)}" for column in columns]
    return f"SELECT {', '.join(counts)} FROM {source} r"


def _outside(column: Column) -> str:
    value, room = _number(column), 0.5 / PER_POINT if column.is_scale else 0.5
    low, high = (f"CAST('{end:.6f}' AS DOUBLE PRECISION)" for end in (column.low - room, column.high + room))
    wrong = f"{_is_answer(value)} AND ({value} < {low} OR {value} >= {high})"
    return f"COALESCE(SUM(CASE WHEN {wrong} THEN 1 ELSE 0 END), 0)"


def atoms_sql(dimensions: Sequence[str], columns: Sequence[Column], people: str) -> str:
    """Everybody who shares every dimension, added up: people, keys, and per measure n, Σx, Σx² and counts."""
    names = ", ".join(quoted(name) for name in dimensions)
    sums = ["COUNT(*) AS people", "SUM(key_one) AS key_one", "SUM(key_two) AS key_two"]
    for column in columns:
        sums += _sums(column)
    return f"SELECT {names}, {', '.join(sums)} FROM {people} GROUP BY {names} ORDER BY {names}"


def _sums(column: Column) -> list[str]:
    value, name, sums = quoted(column.name), column.name, _moments(column.name)
    if column.cut is not None:
        cut = round(column.cut * PER_POINT) if column.is_scale else column.cut
        sums.append(f"SUM(CASE WHEN {value} < {cut} THEN 1 ELSE 0 END) AS {quoted(name + ':below')}")
    for option in column.options:
        counted = f"SUM(CASE WHEN {value} = {option} THEN 1 ELSE 0 END)"
        sums.append(f"{counted} AS {quoted(f'{name}:option:{option}')}")
    return sums


def _moments(name: str) -> list[str]:
    value = quoted(name)
    return [
        f"COUNT({value}) AS {quoted(name + ':n')}",
        f"COALESCE(SUM({value}), 0) AS {quoted(name + ':total')}",
        f"COALESCE(SUM({value} * {value}), 0) AS {quoted(name + ':squares')}",
    ]


def overlap_sql(
    dimensions: Sequence[str], columns: Sequence[Column | Blend], later: str, earlier: str
) -> str:
    """People who answered both rounds, per pair of atoms: n, Σx, Σy, Σx², Σy², Σxy for each measure."""
    pairs = [f"{side}.{quoted(name)}" for side in ("a", "b") for name in dimensions]
    named = [f"{pair} AS {quoted(pair[0] + ':' + pair[3:-1])}" for pair in pairs]
    sums = [part for column in columns for part in _pair_sums(column)]
    return f"""
        SELECT {", ".join([*named, *sums])} FROM {later} a JOIN {earlier} b ON a.respondent = b.respondent
        GROUP BY {", ".join(pairs)} ORDER BY {", ".join(pairs)}
    """


def _pair_sums(column: Column | Blend) -> list[str]:
    x, y = f"a.{quoted(column.name)}", f"b.{quoted(column.name)}"
    both = f"CASE WHEN {x} IS NOT NULL AND {y} IS NOT NULL THEN"
    parts = ("1", x, y, f"{x} * {x}", f"{y} * {y}", f"{x} * {y}")
    return [
        f"SUM({both} {part} ELSE 0 END) AS {quoted(f'{column.name}:{number}')}"
        for number, part in enumerate(parts)
    ]
