"""Fixtures for every test: the small institution, and a page-auditing client per member of the cast.

Nothing of Django is imported at the top, so that tests/core can run without it.
"""

import os

import pytest

from tests.turns import long_first

DATABASES = ["default", "responses"]


def pytest_collection_modifyitems(items):
    """A test that touches a database may touch both."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        uses = set(getattr(item, "fixturenames", ()))
        if mark is not None or uses & {"db", "transactional_db", "live_server"}:
            options = {
                "databases": DATABASES,
                "transaction": bool(uses & {"transactional_db", "live_server"}),
            }
            item.add_marker(
                pytest.mark.django_db(**{**options, **(mark.kwargs if mark else {})}), append=False
            )


@pytest.hookimpl(specname="pytest_collection_modifyitems", trylast=True)
def pytest_order_of_tests(items):
    items[:] = long_first(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests with real transactions empty every table afterwards; that the audit chain refuses."""
    from django.db import connection

    from thuis.foundation.audit.triggers import DELETE, TRUNCATE, unprotect

    with django_db_blocker.unblock():
        unprotect(connection, DELETE, TRUNCATE)


@pytest.fixture(autouse=True)
def _fresh_start(request):
    """Rate limits, other counts and the language of one test never reach the next."""
    if not request.config.pluginmanager.has_plugin("django"):
        yield
        return
    from django.core.cache import cache
    from django.utils import translation

    translation.deactivate()
    yield
    cache.clear()


@pytest.fixture
def bridge(db):
    """Hogeschool De Brug, small: see tests/factories.py."""
    from tests import factories

    return factories.bridge()


@pytest.fixture
def anonymous(db):
    """Somebody who is not signed in."""
    from tests.pages import AuditingClient

    return AuditingClient()


@pytest.fixture
def client(anonymous):
    """The plain name means the auditing client too."""
    return anonymous


def _signed_in(character):
    from tests import factories
    from tests.pages import AuditingClient

    client = AuditingClient()
    client.user = factories.colleague(character)
    client.force_login(client.user)
    return client


@pytest.fixture
def bram(bridge):
    """The client of Bram, lecturer of Social Work."""
    from tests import cast

    return _signed_in(cast.BRAM)


@pytest.fixture
def marit(bridge):
    """The client of Marit, manager of Social Work."""
    from tests import cast

    return _signed_in(cast.MARIT)


@pytest.fixture
def yasmin(bridge):
    """The client of Yasmin, coordinator of the Student House."""
    from tests import cast

    return _signed_in(cast.YASMIN)


@pytest.fixture
def ruben(bridge):
    """The client of Ruben, researcher for the whole institution."""
    from tests import cast

    return _signed_in(cast.RUBEN)


@pytest.fixture
def ineke(bridge):
    """The client of Ineke, functional admin."""
    from tests import cast

    return _signed_in(cast.INEKE)


@pytest.fixture
def otto(bridge):
    """The client of Otto: signed in, without any role."""
    from tests import cast

    return _signed_in(cast.OTTO)
