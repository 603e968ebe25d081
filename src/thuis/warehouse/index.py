"""A released table in memory, laid out by place: reading the cells of one place costs microseconds.

Texts are kept as small numbers that point into a list of words, so a release of 700,000 rows takes about
35 MB. Rows of one place lie together, in the order of the file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from thuis.warehouse.moments import quoted

Place = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column: numbers as they are (NaN for nothing), texts as places in `words`."""

    values: NDArray[Any]
    words: tuple[str, ...] = ()

    def at(self, row: int) -> object:
        value = self.values[row]
        if self.words:
            return self.words[value]
        return None if value != value else float(value)  # NaN is the one number that is not itself


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """A table with its rows grouped by place."""

    columns: Mapping[str, Column]
    rows: Mapping[Place, NDArray[np.int64]]

    def places(self) -> Iterator[Place]:
        return iter(self.rows)

    def lines(self, place: Place, names: Sequence[str]) -> dict[Place, list[int]]:
        """The rows of one place, by their words in these text columns."""
        rows = self.rows.get(place)
        if rows is None:
            return {}
        found: dict[Place, list[int]] = {}
        words = [self.columns[name].words for name in names]
        codes = np.stack([self.columns[name].values[rows] for name in names], axis=1).tolist()
        for row, one in zip(rows.tolist(), codes, strict=True):
            key = tuple(each[code] for each, code in zip(words, one, strict=True))
            found.setdefault(key, []).append(row)
        return found

    def row(self, number: int, names: Sequence[str]) -> list[object]:
        """The values of these columns in one row; None for no number."""
        return [self.columns[name].at(number) for name in names]


def index_of(path: Path, texts: Sequence[str], numbers: Sequence[str], place: Sequence[str]) -> Index:
    """Read a Parquet file once.

    Args:
        texts, numbers: its columns; empty texts stand for nothing.
        place: the text columns that say where a row belongs.
    """
    with duckdb.connect() as connection:
        words = {name: _words(connection, path, name) for name in texts}
        found = connection.execute(_select(texts, numbers), [str(path)]).fetchnumpy()
    columns = {name: Column(_small(found[name], len(words[name])), words[name]) for name in texts}
    columns |= {name: Column(np.ma.filled(found[name].astype(np.float64), np.nan)) for name in numbers}
    return Index(columns, _grouped([columns[name] for name in place]))


def _words(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> tuple[str, ...]:
    """The words of one column, which from now on are a type of this connection."""
    column = quoted(name)
    found = connection.execute(f"SELECT DISTINCT {column} FROM read_parquet(?) ORDER BY 1", [str(path)])
    words = tuple(str(row[0]) for row in found.fetchall())
    listed = ", ".join("'" + word.replace("'", "''") + "'" for word in words)
    connection.execute(f"CREATE TYPE {quoted('words of ' + name)} AS ENUM ({listed})")
    return words


def _select(texts: Sequence[str], numbers: Sequence[str]) -> str:
    coded = [f"enum_code(CAST({quoted(n)} AS {quoted('words of ' + n)})) AS {quoted(n)}" for n in texts]
    plain = [f"CAST({quoted(n)} AS DOUBLE) AS {quoted(n)}" for n in numbers]
    return f"SELECT {', '.join([*coded, *plain])} FROM read_parquet(?)"


def _small(codes: NDArray[Any], words: int) -> NDArray[Any]:
    return np.asarray(codes).astype(np.int16 if words < 2**15 else np.int32)


def _grouped(columns: Sequence[Column]) -> dict[Place, NDArray[np.int64]]:
    """The rows of each place, in the order of the file."""
    one = np.zeros(len(columns[0].values), dtype=np.int64)
    for column in columns:
        one = one * len(column.words) + column.values
    order = np.argsort(one, kind="stable")
    starts = np.flatnonzero(np.diff(one[order], prepend=-1))
    parts = np.split(order, starts[1:]) if len(order) else []
    return {tuple(str(column.at(int(rows[0]))) for column in columns): rows for rows in parts}
