"""PostgreSQL at one moment: a share lock on every table, a named snapshot, and pg_dump of that snapshot."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.utils import OperationalError

from thuis.core.errors import ConfigurationError

LOCKED = OperationalError
DEBIAN = Path("/usr/lib/postgresql")


@contextmanager
def _apart(alias: str) -> Iterator[Any]:
    """A cursor on a connection of its own, in one transaction that is always given up."""
    connection = _alone(alias)
    try:
        connection.set_autocommit(False)
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.rollback()
        connection.close()


def _alone(alias: str) -> Any:
    """A connection outside the pool of the site, whose connections are lent to others afterwards."""
    connection = connections.create_connection(alias)
    options = {key: value for key, value in connection.settings_dict["OPTIONS"].items() if key != "pool"}
    connection.settings_dict = {**connection.settings_dict, "OPTIONS": options}
    return connection


@contextmanager
def hold(alias: str) -> Iterator[None]:
    """Writers wait at every table; readers do not."""
    with _apart(alias) as cursor:
        cursor.execute("SET LOCAL lock_timeout = '1s'")
        cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        names = ", ".join(name for (name,) in cursor.fetchall())
        if names:
            cursor.execute(f"LOCK TABLE {names} IN SHARE MODE")
        yield


@contextmanager
def view(alias: str) -> Iterator["PostgresView"]:
    with _apart(alias) as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield PostgresView(alias, cursor.fetchone()[0])


class PostgresView:
    kind = "postgresql"

    def __init__(self, alias: str, snapshot: str) -> None:
        self.alias, self.snapshot = alias, snapshot

    def write_to(self, path: Path) -> None:
        # sealing squeezes what it gets, so the dump itself need not
        form = ("--format=custom", "--compress=0", "--no-owner", "--no-privileges")
        run("pg_dump", *form, f"--snapshot={self.snapshot}", f"--file={path}", alias=self.alias)


def is_empty(alias: str) -> bool:
    """Whether a database has no table at all."""
    with _apart(alias) as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        return bool(cursor.fetchone()[0] == 0)


def restore(alias: str, dump: Path) -> None:
    """Fill an empty database; all of it, or nothing."""
    options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    run("pg_restore", *options, f"--dbname={settings.DATABASES[alias]['NAME']}", str(dump), alias=alias)


def empty(alias: str) -> None:
    """Take away what a restore put there, because the other half of it did not come."""
    connection = _alone(alias)
    try:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    finally:
        connection.close()


def run(program: str, *arguments: str, alias: str) -> None:
    """One of PostgreSQL's programs. The password goes through the environment: others can read arguments.

    Raises:
        ConfigurationError: the program is not there, or it failed; with its first words.
    """
    done = subprocess.run(  # noqa: S603  # our own words, and a path of the operator
        [str(_program(program)), *arguments],
        env=_environment(alias),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ConfigurationError(f"{program} failed for {alias}: {done.stderr.strip()[:400]}")


def _program(name: str) -> Path:
    if found := shutil.which(name):
        return Path(found)
    for folder in sorted(DEBIAN.glob("*/bin"), reverse=True):
        if (folder / name).exists():
            return folder / name
    raise ConfigurationError(f"{name} is not on this server: install the client programs of PostgreSQL.")


def _environment(alias: str) -> dict[str, str]:
    database = settings.DATABASES[alias]
    names = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    values = {variable: str(database.get(key) or "") for variable, key in names.items()}
    values["PGSSLMODE"] = str(database["OPTIONS"].get("sslmode", ""))
    return {**os.environ, **{variable: value for variable, value in values.items() if value}}
