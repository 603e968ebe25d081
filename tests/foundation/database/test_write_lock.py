"""SQLite with one write lock: writers wait in line, nothing is lost, the lock always comes back."""

import contextlib
import sqlite3
import threading
import time

import pytest
from django.db import OperationalError, connection, transaction

from thuis.foundation.jobs.actions import enqueue
from thuis.foundation.jobs.models import Job

ONLY_SQLITE = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the lock exists for SQLite only")


@ONLY_SQLITE
@pytest.mark.django_db(transaction=True)
def test_many_threads_write_without_colliding():
    errors = []

    def write():
        try:
            for _ in range(20):
                with transaction.atomic():
                    enqueue("say")
        except Exception as error:  # noqa: BLE001  # whatever it is, the test reports it
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert Job.objects.count() == 160


@ONLY_SQLITE
@pytest.mark.django_db(transaction=True)
def test_a_failed_transaction_gives_the_lock_back():
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            enqueue("say")
            raise ZeroDivisionError
    with transaction.atomic():
        enqueue("say")
    assert Job.objects.count() == 1


@ONLY_SQLITE
@pytest.mark.django_db(transaction=True)
def test_a_closed_connection_is_used_again_with_its_settings(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "CLOSES", False)
    connection.ensure_connection()
    first = connection.connection
    connection.close()
    connection.ensure_connection()
    assert connection.connection is first
    assert isinstance(first, sqlite3.Connection)
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    monkeypatch.undo()
    connection.close()


@ONLY_SQLITE
@pytest.mark.django_db(transaction=True)
def test_who_waited_in_line_has_as_much_less_patience_with_a_program_that_knows_no_line(monkeypatch):
    connection.ensure_connection()
    monkeypatch.setattr(connection.write_lock, "patience", 1.5)
    outside = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    first, began = threading.Thread(target=_gives_up), time.monotonic()
    outside.execute("BEGIN IMMEDIATE")
    first.start()  # stands in line before us, and waits for the program for as long as SQLite has patience
    time.sleep(0.2)
    with pytest.raises(OperationalError), transaction.atomic():
        enqueue("say")
    assert time.monotonic() - began < 2.5
    outside.execute("ROLLBACK")
    outside.close()
    first.join()
    with transaction.atomic():
        enqueue("say")
    assert connection.connection.execute("PRAGMA busy_timeout").fetchone() == (1500,)


def _gives_up():
    connection.ensure_connection()
    connection.write_lock.patience = 1.5
    connection.connection.execute("PRAGMA busy_timeout = 1400")
    with contextlib.suppress(OperationalError), transaction.atomic():
        enqueue("say")
    connection.close()
