"""What takes seconds to make stands once for all tests of a module, and is gone after it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests import factories


@contextmanager
def standing(home: Path, unblocked: AbstractContextManager[None]) -> Iterator[None]:
    """Rows that are made in here stand for each test inside; they lie in a transaction that is undone."""
    with (
        override_settings(HOME=home),
        unblocked,
        transaction.atomic(),
        transaction.atomic(using="responses"),
    ):
        yield
        for database in ("default", "responses"):
            transaction.set_rollback(True, using=database)


def site_of(make: Callable[[Any], object]) -> Sequence[Any]:
    """Three fixtures for a module: what `make` made in the small institution, once; that institution; and
    `site`, which gives each test files of its own. Use: `standing_site, bridge, site = site_of(make)`, in
    which `make` gets the institution.
    """

    @pytest.fixture(scope="module")
    def standing_site(django_db_setup, django_db_blocker, tmp_path_factory):
        home = tmp_path_factory.mktemp("home")
        with standing(home, django_db_blocker.unblock()):
            bridge = factories.bridge()
            yield bridge, home, make(bridge)

    @pytest.fixture
    def bridge(standing_site, db):
        return standing_site[0]

    @pytest.fixture
    def site(standing_site, db, tmp_path, settings):
        copytree(standing_site[1], tmp_path, dirs_exist_ok=True)
        settings.HOME = tmp_path
        return standing_site[2]

    return standing_site, bridge, site
