"""From a responses file and an enrolment file to what core.disclosure builds a release from."""

import csv
import hashlib
from collections.abc import Mapping, Sequence
from itertools import combinations_with_replacement
from pathlib import Path

import numpy as np

from thuis.core.disclosure.build import RoundInput
from thuis.core.disclosure.composite import coefficients
from thuis.core.disclosure.model import PANEL, Atoms, Integers, Measure, Overlap, Rules, Sums
from thuis.core.disclosure.weighting import Enrolled
from thuis.core.errors import InvalidInput
from thuis.warehouse.engine import Columns, Engine, load_keys, rounds_in
from thuis.warehouse.moments import (
    Blend,
    Column,
    atoms_sql,
    outside_sql,
    overlap_sql,
    person_sql,
    spread_sql,
    together_sql,
)
from thuis.warehouse.schema import JOIN, PER_POINT

FEW = 2.5  # `<5` enrolled: the middle of one to four
LEAST_KNOWN = 20  # people behind a correlation that is told, however roughly
MOST_COLUMNS = 500  # in one question: PostgreSQL has a limit


def round_inputs(
    engine: Engine,
    enrolled: Mapping[str, Enrolled],
    rules: Rules,
    key: bytes,
) -> list[RoundInput]:
    """Every round of the file, oldest first.

    Raises:
        InvalidInput: a round is not in the list of the rules, a column of the rules is not in the file, a
            number lies outside the range of its measure, or a value cannot name a cell.
    """
    _check_columns(engine, rules)
    _check_ranges(engine, rules)
    load_keys(engine, lambda respondent: record_key(key, respondent))
    dimensions = [one.name for one in rules.dimensions]
    columns, blends = columns_of(rules), blends_of(rules)
    made: list[RoundInput] = []
    names = rounds_of(engine, rules)
    for number, name in enumerate(names):
        before = names[number - 1] if number else None
        engine.keep(
            f"people_{number}", person_sql(dimensions, columns, engine.source, blends), [before, name]
        )
        atoms = atoms_of(engine, f"people_{number}", name, rules)
        overlap = _overlap(engine, number, made[-1].atoms, atoms, rules) if number else None
        made.append(RoundInput(atoms, enrolled.get(name, {}), overlap))
    return made


def rounds_of(engine: Engine, rules: Rules) -> list[str]:
    """The rounds of the file in the order of the rules, else in order of name.

    Raises:
        InvalidInput: the rules list rounds, and not this one.
    """
    present = rounds_in(engine)
    for name in present:
        if rules.rounds and name not in rules.rounds:
            raise InvalidInput("release-round-not-listed", round=name)
    return [name for name in rules.rounds if name in present] or present


def record_key(key: bytes, respondent: str) -> tuple[int, int]:
    """Two secret numbers of 31 bits; added up over a cell they say who is in it, to whoever has the key."""
    digest = hashlib.blake2b(f"person|{respondent}".encode(), key=key, digest_size=8).digest()
    return int.from_bytes(digest[:4], "big") >> 1, int.from_bytes(digest[4:], "big") >> 1


def columns_of(rules: Rules) -> list[Column]:
    """Every column of the file that holds answers."""
    return [column for measure in rules.measures for column in _columns(measure)]


def _columns(measure: Measure) -> list[Column]:
    is_scale, ends = measure.kind == "scale", (measure.low, measure.high)
    if measure.kind == "choice":
        return [Column(name, False, *ends) for name in measure.columns]
    return [Column(name, is_scale, *ends, measure.cut, measure.options) for name in measure.columns]


def blends_of(rules: Rules) -> list[Blend]:
    """The composites, from the columns of their components."""
    known = {one.name: one for one in rules.measures}
    return [
        _blend(one, [known[name] for name in one.of]) for one in rules.measures if one.kind == "composite"
    ]


def _blend(composite: Measure, of: Sequence[Measure]) -> Blend:
    constant, factors = coefficients(composite, of)
    parts = zip((_columns(one)[0] for one in of), factors.tolist(), strict=True)
    return Blend(composite.name, constant, tuple(parts))


def _check_columns(engine: Engine, rules: Rules) -> None:
    present = engine.columns()
    wanted = [
        "round",
        "respondent",
        *(one.name for one in rules.dimensions),
        *(column.name for column in columns_of(rules)),
    ]
    missing = [name for name in wanted if name not in present]
    if missing:
        raise InvalidInput("release-columns-missing", columns=", ".join(missing))


def _check_ranges(engine: Engine, rules: Rules) -> None:
    """A number that no answer can be is a mistake in the file; left in, it would tell of who made it."""
    columns = columns_of(rules)
    found = engine.rows(outside_sql(columns, engine.source))
    for column in columns:
        if wrong := int(found[column.name][0]):
            raise InvalidInput(
                "release-value-out-of-range",
                measure=column.name, low=f"{column.low:g}", high=f"{column.high:g}", wrong=wrong,
            )  # fmt: skip


def atoms_of(engine: Engine, people: str, name: str, rules: Rules) -> Atoms:
    """The atoms of one round, from the table of its people."""
    columns = columns_of(rules)
    dimensions = [one.name for one in rules.dimensions]
    names = [*dimensions, PANEL] if rules.lattice.panel else dimensions
    found = engine.rows(atoms_sql(names, columns, people))
    labels, codes = {}, {}
    for dimension in names:
        values, code = np.unique(found[dimension].astype(str), return_inverse=True)
        labels[dimension], codes[dimension] = tuple(str(value) for value in values), code.astype(np.int64)
        _check_values(dimension, labels[dimension])
    keys = np.stack([found["key_one"], found["key_two"]]).astype(np.int64)
    sums = {column.name: _sums(column, found) for column in columns}
    together = {one.name: _together(engine, people, one) for one in rules.measures if one.kind == "choice"}
    return Atoms(
        name, labels, codes, found["people"].astype(np.int64), keys, sums, together,
        _spreads(engine, people, blends_of(rules)),
    )  # fmt: skip


def _together(engine: Engine, people: str, choice: Measure) -> Integers:
    """How many chose each two options; an option with itself is who chose it."""
    pairs = list(combinations_with_replacement(range(len(choice.columns)), 2))
    counts = np.zeros((len(choice.columns),) * 2, dtype=np.int64)
    for start in range(0, len(pairs), MOST_COLUMNS):
        some = pairs[start : start + MOST_COLUMNS]
        named = [(choice.columns[one], choice.columns[other]) for one, other in some]
        found = engine.rows(together_sql(named, people))
        for number, (one, other) in enumerate(some):
            counts[one, other] = counts[other, one] = int(found[str(number)][0])
    return counts


def _spreads(engine: Engine, people: str, blends: Sequence[Blend]) -> dict[str, float]:
    """How far people lie apart in each composite, over those who answered all of it; not of a few."""
    found = engine.rows(spread_sql(blends, people)) if blends else {}
    made = {}
    for one in blends:
        n, total, squares = (float(found[f"{one.name}:{part}"][0]) for part in ("n", "total", "squares"))
        if n >= LEAST_KNOWN:
            variance = max(squares / n - (total / n) ** 2, 0.0) * n / (n - 1)
            made[one.name] = float(np.sqrt(variance)) / PER_POINT
    return made


def _check_values(dimension: str, values: Sequence[str]) -> None:
    """A value with ` | ` in it could not be told from a merged cell."""
    for value in values:
        if JOIN in value:
            raise InvalidInput("release-value-unclear", dimension=dimension, value=value)


def _sums(column: Column, found: Columns) -> Sums:
    per = PER_POINT if column.is_scale else 1
    n = found[f"{column.name}:n"].astype(np.int64)
    options = [found[f"{column.name}:option:{option}"] for option in column.options]
    return Sums(
        n=n,
        total=found[f"{column.name}:total"].astype(np.float64) / per,
        squares=found[f"{column.name}:squares"].astype(np.float64) / per**2,
        below=found.get(f"{column.name}:below", np.zeros(len(n))).astype(np.int64),
        options=np.array(options, dtype=np.int64).reshape(len(options), len(n)),
    )


def _overlap(engine: Engine, number: int, before: Atoms, atoms: Atoms, rules: Rules) -> Overlap:
    """Who answered this round and the one before. The panel column differs by round, so it is matched too."""
    used = [one.name for one in rules.dimensions] + ([PANEL] if PANEL in atoms.codes else [])
    means = [column for one in rules.measures if one.kind != "choice" for column in _columns(one)]
    columns: list[Column | Blend] = [*means, *blends_of(rules)]
    found = engine.rows(overlap_sql(used, columns, f"people_{number}", f"people_{number - 1}"))
    sums = {column.name: _pair(column, found) for column in columns}
    return Overlap(_rows(atoms, found, "a", used), _rows(before, found, "b", used), sums)


def _pair(column: Column | Blend, found: Columns) -> "np.ndarray":
    whole = isinstance(column, Column) and not column.is_scale
    per = np.array([0, 1, 1, 2, 2, 2]) * (0 if whole else 1)
    sums = np.stack([found[f"{column.name}:{part}"].astype(np.float64) for part in range(6)])
    return sums / (float(PER_POINT) ** per)[:, None]


def _rows(atoms: Atoms, found: Columns, side: str, names: Sequence[str]) -> Integers:
    """Which atom each pair stands for."""
    own = list(zip(*[np.array(atoms.labels[name])[atoms.codes[name]] for name in names], strict=True))
    place = {values: row for row, values in enumerate(own)}
    wanted = zip(*[found[f"{side}:{name}"].astype(str) for name in names], strict=True)
    return np.array([place[values] for values in wanted], dtype=np.int64)


def read_enrolment(path: Path) -> dict[str, dict[str, dict[str, float]]]:
    """Margins per round: `round, dimension, value, enrolled`, a number or `<5`.

    Raises:
        InvalidInput: a column is missing, or a number is not one; with the line.
    """
    margins: dict[str, dict[str, dict[str, float]]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            try:
                number = FEW if row["enrolled"].strip().startswith("<") else float(row["enrolled"])
                margins.setdefault(row["round"], {}).setdefault(row["dimension"], {})[row["value"]] = number
            except (KeyError, ValueError, AttributeError) as error:
                raise InvalidInput("release-enrolment-line", line=line) from error
    return margins
