"""Which engine adds up: DuckDB for a file, PostgreSQL for an address with a table."""

import importlib.util
from pathlib import Path

from thuis.core.errors import ConfigurationError
from thuis.warehouse.engine import DuckDB, Engine

POSTGRESQL = "postgresql://"


def engine_on(responses: Path | str) -> Engine:
    """An engine over a Parquet file, or over `postgresql://…#table`.

    Raises:
        ConfigurationError: the address names no table, or `thuis[engines]` is not installed.
    """
    if not str(responses).startswith(POSTGRESQL):
        return DuckDB(Path(responses))
    address, _, table = str(responses).partition("#")
    if not table:
        raise ConfigurationError("say which table holds the responses: postgresql://…#table")
    if importlib.util.find_spec("psycopg") is None:
        raise ConfigurationError("PostgreSQL as an engine needs: pip install 'thuis[engines]'")
    from thuis.warehouse.postgres import PostgreSQL

    return PostgreSQL(address, table)
