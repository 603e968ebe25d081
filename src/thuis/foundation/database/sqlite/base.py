"""Django's SQLite with one write lock.

SQLite lets one writer in at a time and makes the others back off and retry; under load that costs half a
second at the 99th percentile. Waiting in line on a lock costs a fifth of that (ADR 0004). The lock is a
thread lock for this process and a file lock for its neighbours, taken before BEGIN IMMEDIATE and given
back at commit, rollback or close.
"""

import fcntl
import threading
from collections import defaultdict
from pathlib import Path
from typing import IO, Any

from django.db.backends.sqlite3 import base

_threads: dict[str, threading.Lock] = defaultdict(threading.Lock)


class WriteLock:
    """Held by at most one transaction on the machine for one database file."""

    def __init__(self, database: str) -> None:
        self.thread = _threads[database]
        self.path = Path(f"{database}.lock")
        self.file: IO[bytes] | None = None

    def acquire(self) -> None:
        self.thread.acquire()
        self.file = self.path.open("ab")
        fcntl.flock(self.file, fcntl.LOCK_EX)

    def release(self) -> None:
        if self.file is not None:
            self.file.close()
            self.file = None
            self.thread.release()


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite whose transactions wait in line instead of colliding."""

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        name = str(settings_dict["NAME"])
        self.write_lock = None if "memory" in name else WriteLock(name)

    def _start_transaction_under_autocommit(self) -> None:
        if self.write_lock:
            self.write_lock.acquire()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._release()
            raise

    def _commit(self) -> None:
        super()._commit()
        self._release()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._release()

    def _close(self) -> None:
        super()._close()
        self._release()

    def _release(self) -> None:
        if self.write_lock:
            self.write_lock.release()
