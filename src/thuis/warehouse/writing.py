"""A responses file, written batch by batch."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from thuis.warehouse.engine import Columns
from thuis.warehouse.moments import quoted
from thuis.warehouse.schema import SCHEMA, SCHEMA_KEY


class ResponsesWriter:
    """Collects batches in columns and writes them sorted. `types` names every column with its SQL type."""

    def __init__(self, types: Mapping[str, str]) -> None:
        self.connection = duckdb.connect(config={"threads": 2})
        columns = ", ".join(f"{quoted(name)} {kind}" for name, kind in types.items())
        self.connection.execute(f"CREATE TABLE responses ({columns})")

    def add(self, columns: Columns) -> None:
        """One batch; a masked value is nothing. Columns that are not named hold nothing either."""
        self.connection.register("batch", dict(columns))
        self.connection.execute("INSERT INTO responses BY NAME SELECT * FROM batch")
        self.connection.unregister("batch")

    def finish(self, path: Path, order: Sequence[str]) -> int:
        """Write everything, sorted by `order`; returns how many rows there are."""
        target, names = str(path).replace("'", "''"), ", ".join(quoted(name) for name in order)
        self.connection.execute(
            f"COPY (SELECT * FROM responses ORDER BY {names}) TO '{target}' "
            f"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{SCHEMA_KEY}: '{SCHEMA}'}})"
        )
        rows = self.connection.execute("SELECT COUNT(*) FROM responses").fetchone()
        self.connection.close()
        return int(rows[0]) if rows else 0
