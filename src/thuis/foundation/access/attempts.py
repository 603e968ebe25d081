"""Attempts are counted together by all processes; what is only kept for speed stays in each of them.

Rate limits and used codes of a second factor go to one small SQLite file (ADR 0041). A row has a keyed digest
of what was counted, so no address of anybody stands on disk, and it goes when its time is over. Nothing waits
for the disk: after a power cut counting begins anew. The file is no part of a backup.
"""

import hashlib
import hmac
import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache

SHARED = "allauth"  # what its keys begin with
TABLE = "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value TEXT, until REAL) WITHOUT ROWID"
SETUP = "PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY; PRAGMA secure_delete=ON;"
STANDS = "SELECT value FROM kept WHERE key = ? AND until > ?"
PUT = "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)"
WAIT = 2.0  # seconds


class AttemptsTogether(LocMemCache):
    """Django's cache in memory, with the keys of allauth in a file. When the file cannot be written (a full
    disk), each process counts for itself: stricter it is not, but nobody is locked out."""

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(name, params)
        self.path = Path(name)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        if _is_shared(key):
            try:
                with self._file() as file:
                    found = file.execute(STANDS, (_digest(key), time.time())).fetchone()
                return json.loads(found[0]) if found else default
            except sqlite3.Error:
                self._begin_anew()
        return super().get(key, default, version)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        if _is_shared(key):
            try:
                with self._file() as file:
                    file.execute("DELETE FROM kept WHERE until <= ?", (time.time(),))
                    file.execute(PUT, self._row(key, value, timeout))
                return
            except sqlite3.Error:
                self._begin_anew()
        super().set(key, value, timeout, version)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        if _is_shared(key):
            try:
                with self._file() as file:
                    stands = file.execute(STANDS, (_digest(key), time.time())).fetchone()
                    if stands is None:
                        file.execute(PUT, self._row(key, value, timeout))
                return stands is None
            except sqlite3.Error:
                self._begin_anew()
        return bool(super().add(key, value, timeout, version))

    def delete(self, key: str, version: int | None = None) -> bool:
        if _is_shared(key):
            try:
                with self._file() as file:
                    return file.execute("DELETE FROM kept WHERE key = ?", (_digest(key),)).rowcount > 0
            except sqlite3.Error:
                self._begin_anew()
        return bool(super().delete(key, version))

    def clear(self) -> None:
        super().clear()
        if self.path.exists():
            with self._file() as file:
                file.execute("DELETE FROM kept")

    def _row(self, key: str, value: Any, timeout: Any) -> tuple[bytes, str, float]:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return _digest(key), json.dumps(value), time.time() + (seconds or 0)

    @contextmanager
    def _file(self) -> Iterator[sqlite3.Connection]:
        """One step that no other process comes between: the lock is taken before it looks."""
        file = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None)
        try:
            file.executescript(SETUP)
            file.execute("BEGIN IMMEDIATE")
            file.execute(TABLE)
            yield file
            file.execute("COMMIT")
        finally:
            file.close()

    def _begin_anew(self) -> None:
        """A file that a crash left unreadable goes; one that is only busy or full stays."""
        try:
            with self._file() as file:
                file.execute("SELECT count(*) FROM kept")
        except sqlite3.OperationalError:
            return
        except sqlite3.DatabaseError:
            self.path.unlink(missing_ok=True)


def _is_shared(key: str) -> bool:
    return key.startswith(SHARED)


def _digest(key: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), key.encode(), hashlib.sha256)
