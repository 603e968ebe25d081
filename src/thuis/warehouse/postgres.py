"""The same questions on PostgreSQL: answers that already stand in a table need not become a file first.

Comes with `thuis[engines]`. The table has the columns of a responses file. Everything that is kept along the
way is temporary and goes with the connection.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import psycopg

from thuis.core.errors import InvalidInput
from thuis.warehouse.engine import Columns, column_of, first_line, write_parquet
from thuis.warehouse.moments import quoted

TYPES = {"i": "BIGINT", "f": "DOUBLE PRECISION"}


class PostgreSQL:
    """One connection, and one table (or view) of answers in it."""

    def __init__(self, address: str, table: str) -> None:
        """`address` as postgresql://…; `table` may name its schema.

        Raises:
            psycopg.OperationalError: no such server, or it lets nobody in.
        """
        self.connection = psycopg.connect(address, autocommit=True)
        self.source = ".".join(quoted(part) for part in table.split("."))

    def columns(self) -> Mapping[str, str]:
        """The name and type of every column of the table."""
        found = self._ask(f"SELECT * FROM {self.source} LIMIT 0")
        return {one.name: one.type_display for one in found.description or ()}

    def rows(self, text: str, parameters: Sequence[object] = ()) -> Columns:
        """The answer to a question.

        Raises:
            InvalidInput: a text stands where a number belongs.
        """
        try:
            found = self._ask(text, parameters)
        except psycopg.errors.InvalidTextRepresentation as error:
            raise InvalidInput("release-no-number", said=first_line(error)) from error
        names = [one.name for one in found.description or ()]
        columns = list(zip(*found.fetchall(), strict=True)) or [()] * len(names)
        return {name: column_of(values) for name, values in zip(names, columns, strict=True)}

    def keep(self, name: str, text: str, parameters: Sequence[object] = ()) -> None:
        """Keep the answer to a question as a table of its own, with its texts in order of bytes.

        The order of rows decides the order in which numbers are added up; a server may order as people do.
        """
        self._ask(f"DROP TABLE IF EXISTS pg_temp.{quoted(name)}")
        self._ask(f"CREATE TEMPORARY TABLE {quoted(name)} AS {text}", parameters)
        found = self._ask(f"SELECT * FROM {quoted(name)} LIMIT 0")
        texts = [one.name for one in found.description or () if one.type_display in ("text", "varchar")]
        for column in texts:
            self._ask(f'ALTER TABLE {quoted(name)} ALTER COLUMN {quoted(column)} TYPE TEXT COLLATE "C"')

    def load(self, name: str, columns: Columns) -> None:
        self._ask(f"DROP TABLE IF EXISTS pg_temp.{quoted(name)}")
        kinds = [f"{quoted(column)} {TYPES.get(one.dtype.kind, 'TEXT')}" for column, one in columns.items()]
        self._ask(f"CREATE TEMPORARY TABLE {quoted(name)} ({', '.join(kinds)})")
        into = f"COPY {quoted(name)} FROM STDIN".encode()
        with self.connection.cursor() as cursor, cursor.copy(into) as copy:
            for row in zip(*(one.tolist() for one in columns.values()), strict=True):
                copy.write_row(row)

    def save(self, path: Path, text: str) -> None:
        """Write the answer to a question as a Parquet file."""
        write_parquet(path, self.rows(text))

    def close(self) -> None:
        self.connection.close()

    def _ask(self, text: str, parameters: Sequence[object] = ()) -> psycopg.Cursor[Any]:
        """`?` marks a parameter, as for DuckDB. Names are quoted where the question is made."""
        asked = text.replace("%", "%%").replace("?", "%s") if parameters else text
        return self.connection.execute(asked.encode(), list(parameters) or None)
