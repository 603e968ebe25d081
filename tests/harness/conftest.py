"""One filled site for all tests of a module: filling it and releasing its rounds takes seconds."""

import pytest

from tests.harness.site import fill_site
from tests.standing import standing


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker, tmp_path_factory):
    """The site, in a transaction of its own that is undone after the module."""
    with standing(tmp_path_factory.mktemp("home"), django_db_blocker.unblock()):
        yield fill_site()
