"""Both databases as they are at one moment: all writers wait, two views open, and writers go on.

The copies are then made from those views, while the site is in use. Writers wait for milliseconds, or as long
as the longest transaction under way takes. Each engine has its own way; they meet in `Frozen`.
"""

import fcntl
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from pathlib import Path
from typing import Protocol

from django.conf import settings

from thuis.config.operations import postgres
from thuis.core.errors import ConfigurationError

ALIASES = {"people": "default", "answers": "responses"}
PATIENCE, PAUSE, TRY = 120.0, 0.05, 1.0  # seconds
LOCKED = (BlockingIOError, sqlite3.OperationalError, postgres.LOCKED)


class Frozen(Protocol):
    """A database at one moment."""

    kind: str

    def write_to(self, path: Path) -> None: ...


@contextmanager
def standstill(meanwhile: Callable[[], None]) -> Iterator[dict[str, Frozen]]:
    """Both databases at one moment, by part; `meanwhile` is done at that moment, so it must be quick.

    Raises:
        ConfigurationError: something wrote for two minutes on end, so that no such moment came.
    """
    with ExitStack() as views:
        with _nobody_writes():
            frozen = {part: views.enter_context(_view(alias)) for part, alias in ALIASES.items()}
            meanwhile()
        yield frozen


@contextmanager
def _nobody_writes() -> Iterator[None]:
    """Stops writers of both databases. Lets go and tries again when one is busy, so none wait in a ring."""
    end = time.monotonic() + PATIENCE
    while True:
        with ExitStack() as held:
            if _hold_all(held):
                yield
                return
        if time.monotonic() > end:
            raise ConfigurationError(
                "No copy was made: something has been writing for two minutes. Try again."
            )
        time.sleep(PAUSE)


def _hold_all(held: ExitStack) -> bool:
    try:
        for alias in ALIASES.values():
            held.enter_context(_hold(alias))
    except LOCKED:
        return False
    return True


def _hold(alias: str) -> AbstractContextManager[None]:
    name = sqlite_file(alias)
    return _hold_sqlite(name) if name else postgres.hold(alias)


def _view(alias: str) -> AbstractContextManager[Frozen]:
    name = sqlite_file(alias)
    return _sqlite_view(name) if name else postgres.view(alias)


def sqlite_file(alias: str) -> str:
    """The file of a database; nothing for PostgreSQL."""
    database = settings.DATABASES[alias]
    return str(database["NAME"]) if "sqlite" in database["ENGINE"] else ""


@contextmanager
def _hold_sqlite(name: str) -> Iterator[None]:
    """First in the line of our own writers, then SQLite's lock, for statements outside a transaction."""
    with Path(f"{name}.lock").open("ab") as line, closing(_connect(name)) as connection:
        _wait_in_line(line.fileno())
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")


def _wait_in_line(descriptor: int) -> None:
    end = time.monotonic() + TRY
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise
            time.sleep(0.005)


@contextmanager
def _sqlite_view(name: str) -> Iterator["SQLiteView"]:
    with closing(_connect(name)) as connection:
        connection.execute("BEGIN")
        connection.execute(
            "SELECT count(*) FROM sqlite_master"
        ).fetchone()  # the view begins at the first read
        yield SQLiteView(connection)


def _connect(name: str) -> sqlite3.Connection:
    address = f"{Path(name).resolve().as_uri()}?mode=rw"  # never makes an empty database
    return sqlite3.connect(address, uri=True, timeout=TRY, isolation_level=None)


class SQLiteView:
    kind = "sqlite"

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def write_to(self, path: Path) -> None:
        """Copies the pages of this moment, in one step, and lets SQLite check the copy."""
        with closing(sqlite3.connect(path)) as copy:
            self.connection.backup(copy, pages=-1)
            if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise ConfigurationError(
                    "SQLite finds faults in the copy. Look at the disk before anything else."
                )
