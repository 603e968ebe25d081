"""The worker shows that it lives while its work moves, and stops showing it when the work hangs."""

import os
import socket
import threading
import time

import pytest
from django.db import OperationalError

from thuis.config import worker
from thuis.config.operations import beat
from thuis.config.operations.beat import Pulse, pulse, seconds_since_beat, worker_is_alive


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("THUIS_HOME", str(tmp_path))


def test_a_worker_that_never_was_is_not_alive():
    assert seconds_since_beat() is None
    assert not worker_is_alive()


def test_a_worker_that_moves_is_alive():
    with pulse():
        pass
    assert worker_is_alive()


@pytest.mark.parametrize("years", [-2, 2])
def test_a_beat_of_another_time_is_no_life(years):
    Pulse().beat()
    moment = time.time() + years * 365 * 24 * 3600
    os.utime(beat.beat_file(), (moment, moment))
    assert not worker_is_alive()
    Pulse().beat()
    assert worker_is_alive()


def test_a_worker_that_hangs_stops_beating():
    heart = Pulse()
    heart.turned -= beat.LONGEST_JOB + 1
    heart.beat()
    assert not worker_is_alive()
    heart.turn()
    heart.beat()
    assert worker_is_alive()


def test_the_service_manager_hears_that_it_is_ready_and_lives(tmp_path, monkeypatch):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(tmp_path / "notify"))
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        with pulse():
            pass
        line.setblocking(False)
        heard = {line.recv(100), line.recv(100)}
    assert heard == {b"READY=1", b"WATCHDOG=1"}


def test_a_database_that_is_away_does_not_end_the_worker(monkeypatch):
    turning, said = worker.Worker(threading.Event()), []
    monkeypatch.setattr(worker.log, "warning", lambda words, *values: said.append(words % values))

    def away():
        raise OperationalError("could not connect to server with secret words")

    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    monkeypatch.setattr(turning, "turn", away)
    assert turning.patient_turn() == worker.LONG_PAUSE
    assert said == ["the worker waits for its database: OperationalError"]


def test_a_fault_in_our_own_words_does_end_it(monkeypatch):
    turning = worker.Worker(threading.Event())
    monkeypatch.setattr(turning, "turn", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        turning.patient_turn()
