"""Both databases: there, up to date, apart, and losing nothing."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import Error, connections
from django.db.migrations.executor import MigrationExecutor

from thuis.config.operations.checks.finding import Finding, unless
from thuis.config.operations.places import kind_of_disk
from thuis.config.operations.standstill import sqlite_file
from thuis.config.operations.state import ROOM_NEEDED, room

ALIASES = ("default", "responses")
PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}
FAR_AWAY = ("nfs", "cifs", "smb", "fuse", "9p", "ceph")
OLDEST = 150000  # PostgreSQL 15


def check_databases() -> list[Finding]:
    each = [finding for alias in ALIASES for finding in _check_one(alias)]
    return [*each, *_check_apart(), *_check_room()]


def _check_one(alias: str) -> list[Finding]:
    connection = connections[alias]
    try:
        connection.ensure_connection()
        return [
            *_migrated(connection, alias),
            *(_sqlite if sqlite_file(alias) else _postgres)(connection, alias),
        ]
    except Error as error:
        words = f"The database '{alias}' does not answer ({type(error).__name__})."
        return [Finding(words, "Start it, or look at its address and password.")]


def _migrated(connection: Any, alias: str) -> list[Finding]:
    executor = MigrationExecutor(connection)
    plan = [
        migration.app_label
        for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())
        if _belongs(alias, migration.app_label)
    ]
    words = f"The database '{alias}' is behind: {len(plan)} steps to go ({', '.join(sorted(set(plan)))})."
    return unless(not plan, words, "Run `thuis prepare`.")


def _belongs(alias: str, app_label: str) -> bool:
    return (app_label == "responses") == (alias == "responses")


def _sqlite(connection: Any, alias: str) -> list[Finding]:
    found = {name: _ask(connection, f"PRAGMA {name}") for name in PRAGMAS}
    folder = Path(sqlite_file(alias)).parent
    kind = kind_of_disk(folder)
    return [
        *unless(
            found == PRAGMAS,
            f"SQLite of '{alias}' is not set to lose nothing: {found}.",
            "Do not change DATABASES; start Thuis by `thuis serve`.",
        ),
        *unless(
            not kind.startswith(FAR_AWAY),
            f"'{alias}' lies on a disk elsewhere ({kind}), where locks do not hold.",
            "Put THUIS_HOME on a disk of this server, or use PostgreSQL.",
        ),
    ]


def _postgres(connection: Any, alias: str) -> list[Finding]:
    version, archive = connection.pg_version, _ask(connection, "SHOW archive_mode")
    return [
        *unless(version >= OLDEST, f"PostgreSQL of '{alias}' is too old ({version}).", "Use 15 or newer."),
        *unless(
            alias != "responses" or archive == "off",
            "PostgreSQL keeps a log archive of the answers: it shows who handed in when.",
            "Set archive_mode = off on the server of the answers, and remove what was archived.",
        ),
    ]


def _ask(connection: Any, question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def _check_apart() -> list[Finding]:
    databases: Sequence[dict[str, Any]] = [settings.DATABASES[alias] for alias in ALIASES]
    if any("sqlite" in one["ENGINE"] for one in databases):
        return []
    people, answers = ((one["HOST"], one["PORT"], one["NAME"]) for one in databases)
    return [
        *unless(
            people != answers, "People and answers lie in one database.", "Make a second one for answers."
        ),
        *unless(
            databases[0]["USER"] != databases[1]["USER"],
            "One account of PostgreSQL opens both databases.",
            "Make an account for each, that cannot open the other.",
        ),
    ]


def _check_room() -> list[Finding]:
    """Releases, letters and copies lie on this disk, whichever the database."""
    return unless(
        room() > ROOM_NEEDED,
        f"The disk has only {room() / 1e6:.0f} MB left.",
        "Make room; see 'The disk is full' in the guide for operators.",
    )
