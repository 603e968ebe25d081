"""Nobody waits for the write lock of SQLite for ever, and whoever gives up leaves it as it was."""

import fcntl
import threading
import time

import pytest

from thuis.foundation.database.sqlite.base import WriteLock


def test_a_lock_that_another_program_holds_is_given_up_in_time(tmp_path):
    database = str(tmp_path / "x.sqlite3")
    with (tmp_path / "x.sqlite3.lock").open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        began = time.monotonic()
        with pytest.raises(Exception, match="database is locked"):
            WriteLock(database, patience=0.2).acquire()
        assert time.monotonic() - began < 2
    lock = WriteLock(database, patience=2)
    lock.acquire()
    lock.release()


def test_a_lock_that_another_thread_holds_is_given_up_in_time(tmp_path):
    database = str(tmp_path / "x.sqlite3")
    first, second = WriteLock(database), WriteLock(database, patience=0.2)
    first.acquire()
    with pytest.raises(Exception, match="database is locked"):
        second.acquire()
    first.release()
    second.acquire()
    second.release()


def test_a_lock_file_that_cannot_be_opened_keeps_nobody_out_later(tmp_path):
    lock = WriteLock(str(tmp_path / "folder" / "x.sqlite3"), patience=1)
    with pytest.raises(OSError, match="No such file"):
        lock.acquire()
    (tmp_path / "folder").mkdir()
    lock.acquire()
    lock.release()


def test_whoever_waits_gets_the_lock_when_the_other_program_lets_go(tmp_path):
    with (tmp_path / "x.sqlite3.lock").open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        threading.Timer(0.2, fcntl.flock, (other, fcntl.LOCK_UN)).start()
        lock = WriteLock(str(tmp_path / "x.sqlite3"), patience=5)
        lock.acquire()
        lock.release()
