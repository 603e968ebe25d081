"""Which engine adds up: DuckDB or Spark for a file, PostgreSQL for an address with a table."""

import importlib.util
from pathlib import Path

from thuis.core.errors import ConfigurationError, InvalidInput, UserError
from thuis.warehouse.engine import DuckDB, Engine

POSTGRESQL = "postgresql://"
ENGINES = ("duckdb", "postgresql", "spark")


def engine_on(responses: Path | str, engine: str = "", master: str = "") -> Engine:
    """An engine over a Parquet or CSV file, or over `postgresql://…#table`.

    Args:
        engine: one of ENGINES; without it the one that fits.
        master: where Spark runs; without it on this machine.

    Raises:
        ConfigurationError: the address names no table, or `thuis[engines]` is not installed.
        InvalidInput: the engine cannot read these responses.
        UserError: `thuis[spark]` is not installed, or Spark does not start.
    """
    place = str(responses)
    is_table = place.startswith(POSTGRESQL)
    name = engine or ("postgresql" if is_table else "duckdb")
    if is_table != (name == "postgresql"):
        raise InvalidInput("release-engine-does-not-fit", engine=name)
    if name == "spark":
        return _spark(place, master)
    return _postgresql(place) if is_table else DuckDB(Path(place))


def _postgresql(responses: str) -> Engine:
    address, _, table = responses.partition("#")
    if not table:
        raise ConfigurationError("say which table holds the responses: postgresql://…#table")
    if importlib.util.find_spec("psycopg") is None:
        raise ConfigurationError("PostgreSQL as an engine needs: pip install 'thuis[engines]'")
    from thuis.warehouse.postgres import PostgreSQL

    return PostgreSQL(address, table)


def _spark(responses: str, master: str) -> Engine:
    if importlib.util.find_spec("pyspark") is None:
        raise UserError("release-spark-is-not-there")
    from thuis.warehouse.spark import LOCAL, Spark

    return Spark(responses, master or LOCAL)
