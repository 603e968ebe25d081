"""One filled demo for all faults of a run; each breaks a copy."""

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
    home = tmp_path_factory.mktemp("filled") / "home"
    fill(home, STUDENTS)
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
