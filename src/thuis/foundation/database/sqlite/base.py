"""Django's SQLite with one write lock.

SQLite lets one writer in at a time and makes the others back off and retry; under load that costs half a
second at the 99th percentile. Waiting in line on a lock costs a fifth of that (ADR 0004). The lock is a
thread lock for this process and a file lock for its neighbours, taken before BEGIN IMMEDIATE and given
back at commit, rollback or close.

Closed connections are kept for the next request. Under ASGI each request opens its own, which costs a
millisecond of set-up, and closing the last one makes SQLite write back and remove its whole log.
"""

import fcntl
import os
import sqlite3
import threading
import time
from collections import defaultdict
from pathlib import Path
from typing import IO, Any

from django.db.backends.sqlite3 import base

_threads: dict[str, threading.Lock] = defaultdict(threading.Lock)
# Idle connections per process and file; a list's pop and append are atomic.
_idle: dict[tuple[int, str], list[Any]] = defaultdict(list)
MOST_IDLE = 8
SHORT = 1.0  # seconds; who waited no longer has about all of her patience
LOCKED = "database is locked: others write for long"


class WriteLock:
    """Held by at most one transaction on the machine for one database file."""

    def __init__(self, database: str, patience: float = 20) -> None:
        self.thread = _threads[database]
        self.path = Path(f"{database}.lock")
        self.file: IO[bytes] | None = None
        self.patience = patience

    def acquire(self) -> float:
        """The seconds of patience that are left; raises OperationalError when none are."""
        until = time.monotonic() + self.patience
        if not self.thread.acquire(timeout=self.patience):
            raise sqlite3.OperationalError(LOCKED)
        try:
            self.file = _locked(self.path, until)
        except BaseException:
            self.thread.release()
            raise
        return until - time.monotonic()

    def release(self) -> None:
        if self.file is not None:
            self.file.close()
            self.file = None
            self.thread.release()


def _locked(path: Path, until: float) -> IO[bytes]:
    """The open file, with its lock; in line with other programs, as long as it may take."""
    file = path.open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        _Waiting(file).wait(until - time.monotonic())
    return file


class _Waiting:
    """A place in line for a lock of a file. A thread stands there, because only that can be given up."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.turn = file, threading.Lock()
        self.is_mine = self.gave_up = False

    def wait(self, seconds: float) -> None:
        thread = threading.Thread(target=self._stand, daemon=True)
        thread.start()
        thread.join(max(0.0, seconds))
        with self.turn:
            self.gave_up = not self.is_mine
        if self.gave_up:
            raise sqlite3.OperationalError(LOCKED)

    def _stand(self) -> None:
        fcntl.flock(self.file, fcntl.LOCK_EX)
        with self.turn:
            self.is_mine = not self.gave_up
        if not self.is_mine:
            self.file.close()


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite whose transactions wait in line instead of colliding."""

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        self.write_lock = self._lock()

    def _lock(self) -> WriteLock | None:
        name = str(self.settings_dict["NAME"])
        patience = float(self.settings_dict["OPTIONS"].get("timeout", 20))
        return None if "memory" in name else WriteLock(name, patience)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        # Tests rename the file after this object was made: each of their workers stands in its own line.
        self.write_lock = self._lock()
        idle = _idle[os.getpid(), conn_params["database"]]
        try:
            return idle.pop()
        except IndexError:
            return super().get_new_connection({**conn_params, "check_same_thread": False})

    def _start_transaction_under_autocommit(self) -> None:
        patience = left = 0.0
        if self.write_lock:
            patience = self.write_lock.patience
            with self.wrap_database_errors:
                left = self.write_lock.acquire()
        try:
            self._begin(left, patience)
        except BaseException:
            self._release()
            raise

    def _begin(self, left: float, patience: float) -> None:
        """A program that knows no line may hold the file itself: wait for it with what patience is left."""
        if patience - left < SHORT:
            super()._start_transaction_under_autocommit()
            return
        self.connection.execute(f"PRAGMA busy_timeout = {max(0, round(left * 1000))}")
        try:
            super()._start_transaction_under_autocommit()
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {round(patience * 1000)}")

    def _commit(self) -> None:
        super()._commit()
        self._release()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._release()

    def _close(self) -> None:
        if not self._keep_for_later():
            super()._close()
        self._release()

    def _keep_for_later(self) -> bool:
        """Whether the connection was put aside; never in the middle of a transaction."""
        idle = _idle[os.getpid(), self.settings_dict["NAME"]]
        if not self.keeps_connections or self.connection.in_transaction or len(idle) >= MOST_IDLE:
            return False
        idle.append(self.connection)
        return True

    @property
    def keeps_connections(self) -> bool:
        """Tests create and remove their files, so they close for real."""
        return self.write_lock is not None and not self.settings_dict.get("CLOSES", False)

    def _release(self) -> None:
        if self.write_lock:
            self.write_lock.release()
