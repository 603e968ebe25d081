"""Where the question is asked. DuckDB over a file is the engine that always works."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import duckdb
import numpy as np

from thuis.core.errors import ContentError, InvalidInput
from thuis.warehouse.schema import RESPONDENT, ROUND

Columns = Mapping[str, "np.ndarray"]


class Engine(Protocol):
    """Runs the portable questions over one table of answers, called `source`."""

    source: str

    def columns(self) -> Mapping[str, str]: ...

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> Columns: ...

    def keep(self, name: str, sql: str, parameters: Sequence[object] = ()) -> None: ...

    def load(self, name: str, columns: Columns) -> None: ...

    def save(self, path: Path, sql: str) -> None: ...

    def close(self) -> None: ...


class DuckDB:
    """One in-memory connection over one Parquet or CSV file."""

    def __init__(self, path: Path, threads: int = 2) -> None:
        self.connection = duckdb.connect(config={"threads": threads})
        place = "'" + str(path).replace("'", "''") + "'"
        as_text = f"read_csv({place}, header = true, all_varchar = true)"
        self.source = as_text if is_csv(str(path)) else f"read_parquet({place})"

    def columns(self) -> Mapping[str, str]:
        """The name and type of every column in the file."""
        found = self.connection.execute(f"DESCRIBE SELECT * FROM {self.source}").fetchall()
        return {row[0]: row[1] for row in found}

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> Columns:
        """The answer to a question.

        Raises:
            InvalidInput: a text stands where a number belongs.
        """
        try:
            found = self.connection.execute(sql, list(parameters)).fetchnumpy()
        except duckdb.ConversionException as error:
            raise InvalidInput("release-no-number", said=first_line(error)) from error
        return {name: np.ma.filled(column, 0) for name, column in found.items()}

    def keep(self, name: str, sql: str, parameters: Sequence[object] = ()) -> None:
        """Keep the answer to a question as a table of its own."""
        self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS {sql}", list(parameters))

    def load(self, name: str, columns: Columns) -> None:
        self.connection.register("incoming", dict(columns))
        self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM incoming")
        self.connection.unregister("incoming")

    def save(self, path: Path, sql: str) -> None:
        """Write the answer to a question as a Parquet file."""
        target = str(path).replace("'", "''")
        self.connection.execute(f"COPY ({sql}) TO '{target}' (FORMAT parquet)")

    def close(self) -> None:
        self.connection.close()


def is_csv(place: str) -> bool:
    """In a CSV file everything is text until it is counted, so that `01` stays what it is."""
    return place.lower().endswith(".csv")


def column_of(values: Sequence[Any]) -> "np.ndarray":
    """From rows: whole numbers may come as decimals, nothing comes as None; a text column stays as it is."""
    if any(isinstance(one, str) for one in values):
        return np.array([one or "" for one in values], dtype=object)
    return np.array([int(one or 0) for one in values], dtype=np.int64)


def first_line(error: Exception) -> str:
    """What an engine says; the lines after it may hold a whole row of answers."""
    return str(error).splitlines()[0].strip().rstrip(".")


def rounds_in(engine: Engine) -> list[str]:
    """Every round of the file, in order of name."""
    found = engine.rows(f"SELECT DISTINCT CAST({ROUND} AS VARCHAR) AS round FROM {engine.source}")
    return sorted(str(one) for one in found["round"])  # by letter, whatever the order of the engine


def load_keys(engine: Engine, key_of: Callable[[str], tuple[int, int]]) -> None:
    """Give every respondent a pair of secret numbers, in the table `respondent_keys`."""
    found = engine.rows(f"SELECT DISTINCT {RESPONDENT} FROM {engine.source} ORDER BY 1")[RESPONDENT]
    keys = np.array([key_of(str(one)) for one in found], dtype=np.int64).reshape(-1, 2)
    engine.load("respondent_keys", {RESPONDENT: found, "key_one": keys[:, 0], "key_two": keys[:, 1]})


def write_parquet(path: Path, columns: Columns) -> None:
    """A table of columns as one Parquet file."""
    connection = duckdb.connect()
    connection.register("outgoing", dict(columns))
    target = str(path).replace("'", "''")
    connection.execute(f"COPY (SELECT * FROM outgoing) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
    connection.close()


def read_parquet(path: Path) -> Columns:
    """A whole (small) Parquet file as columns, missing numbers as NaN and missing texts as empty.

    Raises:
        ContentError: it is no Parquet file, or was cut off.
    """
    source = str(path).replace("'", "''")
    try:
        found = duckdb.connect().execute(f"SELECT * FROM read_parquet('{source}')").fetchnumpy()
    except duckdb.InvalidInputException as error:
        raise ContentError([f"{path.name} is no whole Parquet file: put it back from a backup"]) from error
    return {name: _filled(column) for name, column in found.items()}


def _filled(column: "np.ndarray") -> "np.ndarray":
    if not isinstance(column, np.ma.MaskedArray):
        return column
    filled: np.ndarray = column.filled(np.nan if column.dtype.kind == "f" else "")
    return filled
