"""One filled demo for all faults of a run; each breaks a copy."""

import pytest

from tests.faults.house import House, fill
from tests.sizes import NIGHTLY

STUDENTS = 1200 if NIGHTLY else 150


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
