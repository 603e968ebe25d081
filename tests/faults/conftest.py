"""One filled demo for all faults of a run; each breaks a copy."""

import fcntl
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests import postgres
from tests.faults.house import MEMORY, House, fill
from tests.sizes import NIGHTLY, size

STUDENTS = size("THUIS_FAULT_STUDENTS", 150, 1200)


@pytest.fixture(scope="session")
def filled_home(tmp_path_factory):
    """For all processes of a run: the first fills it while the others wait, and cost nothing."""
    run = tmp_path_factory.getbasetemp()
    home = (run.parent if "PYTEST_XDIST_WORKER" in os.environ else run) / "filled-home"
    with home.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            begun = tmp_path_factory.mktemp("filling") / "home"
            fill(begun, STUDENTS)
            begun.rename(home)
    return home


@pytest.fixture(scope="module")
def house(filled_home):
    """A served site for all tests of a module that leave it whole."""
    with House(filled_home) as house:
        yield house


@pytest.fixture
def on_postgres(tmp_path):
    """A filled site on a PostgreSQL of its own."""
    if not NIGHTLY or postgres.binaries() is None:
        pytest.skip("!!! NOT RUN: PostgreSQL under faults, only every night and with its server here")
    folder = Path(tempfile.mkdtemp(prefix="thuis-pg-", dir=MEMORY))  # where another user may look
    server = postgres.Server(folder, "54377")
    server.start()
    try:
        fill(tmp_path / "home", STUDENTS, **server.environment)
        yield server, tmp_path / "home"
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
