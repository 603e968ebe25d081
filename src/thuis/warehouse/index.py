"""A released table in memory, sorted by address: finding the rows of one costs microseconds.

Texts are kept as small numbers that point into a list of words, so a release of 700,000 rows takes about
40 MB. An address is a place and what is asked of it; its words together are one number, by which rows are
sorted. Rows of one address lie together, in the order of the file.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

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
    numbers: Mapping[str, int] = field(default_factory=dict)  # where each word stands

    def at(self, row: int) -> object:
        value = self.values[row]
        if self.words:
            return self.words[value]
        return None if value != value else float(value)  # NaN is the one number that is not itself


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """A table with its rows sorted by `addresses`, whose words stand in the columns `named`."""

    columns: Mapping[str, Column]
    named: Sequence[Column]
    addresses: NDArray[np.int64]
    order: NDArray[np.int64]
    places: Sequence[Place]

    def lines(self, address: Sequence[str]) -> list[int]:
        """The rows of one address; none when there is no such word or no such row."""
        number = self._number(address)
        if number is None:
            return []
        first, last = np.searchsorted(self.addresses, (number, number + 1))
        return cast(list[int], self.order[first:last].tolist())

    def _number(self, address: Sequence[str]) -> int | None:
        number = 0
        for column, word in zip(self.named, address, strict=True):
            if (place := column.numbers.get(word)) is None:
                return None
            number = number * len(column.words) + place
        return number

    def row(self, number: int, names: Sequence[str]) -> list[object]:
        """The values of these columns in one row; None for no number."""
        return [self.columns[name].at(number) for name in names]


def index_of(
    path: Path, texts: Sequence[str], numbers: Sequence[str], place: Sequence[str], within: Sequence[str]
) -> Index:
    """Read a Parquet file once.

    Args:
        texts, numbers: its columns; empty texts stand for nothing.
        place: the text columns that say where a row belongs.
        within: those that say what it is about, there.
    """
    with duckdb.connect() as connection:
        words = {name: _words(connection, path, name) for name in texts}
        found = connection.execute(_select(texts, numbers), [str(path)]).fetchnumpy()
    columns = {name: _text(found[name], words[name]) for name in texts}
    columns |= {name: Column(np.ma.filled(found[name].astype(np.float64), np.nan)) for name in numbers}
    named = [columns[name] for name in (*place, *within)]
    one = _together(named)
    order = np.argsort(one, kind="stable")
    return Index(columns, named, one[order], order, _places(named[: len(place)]))


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


def _text(codes: NDArray[Any], words: tuple[str, ...]) -> Column:
    small = np.int16 if len(words) < 2**15 else np.int32
    return Column(np.asarray(codes).astype(small), words, {word: at for at, word in enumerate(words)})


def _together(columns: Sequence[Column]) -> NDArray[np.int64]:
    """One number for the words of each row in these columns."""
    if math.prod(len(column.words) for column in columns) >= 2**63:
        raise OverflowError("more addresses than numbers")  # two would share one, and so their figures
    one = np.zeros(len(columns[0].values), dtype=np.int64)
    for column in columns:
        one = one * len(column.words) + column.values
    return one


def _places(columns: Sequence[Column]) -> tuple[Place, ...]:
    """Every place once."""
    _, rows = np.unique(_together(columns), return_index=True)
    return tuple(tuple(str(column.at(int(row))) for column in columns) for row in rows)
