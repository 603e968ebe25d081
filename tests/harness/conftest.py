"""One filled site for all tests of a module: filling it and releasing its rounds takes seconds."""

import pytest
from django.db import transaction
from django.test import override_settings

from tests.harness.site import fill_site


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker, tmp_path_factory):
    """The site, in a transaction of its own that is undone after the module."""
    with (
        override_settings(HOME=tmp_path_factory.mktemp("home")),
        django_db_blocker.unblock(),
        transaction.atomic(),
        transaction.atomic(using="responses"),
    ):
        yield fill_site()
        for database in ("default", "responses"):
            transaction.set_rollback(True, using=database)
