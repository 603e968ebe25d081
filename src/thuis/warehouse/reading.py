"""A few rows of a large Parquet file, without reading the rest."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from thuis.warehouse.moments import quoted


def rows_where(path: Path, columns: Sequence[str], wanted: Mapping[str, str]) -> list[tuple[Any, ...]]:
    """The rows where every column of `wanted` has that value, in order of the file; None for nothing."""
    names = ", ".join(quoted(name) for name in columns)
    where = " AND ".join(f"{quoted(name)} = ?" for name in wanted) or "TRUE"
    with duckdb.connect(config={"threads": 1}) as connection:
        found = connection.execute(
            f"SELECT {names} FROM read_parquet(?) WHERE {where}", [str(path), *wanted.values()]
        )
        return found.fetchall()


def values_in(path: Path, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """Every combination of values that these columns have somewhere, sorted."""
    names = ", ".join(quoted(name) for name in columns)
    with duckdb.connect(config={"threads": 1}) as connection:
        return connection.execute(
            f"SELECT DISTINCT {names} FROM read_parquet(?) ORDER BY {names}", [str(path)]
        ).fetchall()
