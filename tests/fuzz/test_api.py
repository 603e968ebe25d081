"""The interface for programs, called in every way that its description allows and many that it does not."""

import datetime
import logging
from collections import Counter

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from tests.fuzz.test_pages import undone
from tests.harness.site import CLOSED
from tests.sizes import size
from thuis.foundation.release.declarations import ENDPOINTS
from thuis.foundation.release.keys import make_key

pytestmark = pytest.mark.django_db
CALLS = size("THUIS_FUZZ_CALLS", 300, 50_000)
PROMISED = {200, 304, 401, 403, 404, 422}
# what a release really has, so that some calls get figures
REAL = {"round": CLOSED[0], "measure": "wellbeing", "unit_kind": "programme", "unit": "SW", "filter_kind": ""}
log = logging.getLogger(__name__)


@pytest.fixture
def key(filled):
    until = datetime.date.today() + datetime.timedelta(days=9)
    return make_key(name="fuzz", expires_on=until, by=filled.users["ruben"])[1]


@pytest.fixture
def site():
    """The site as a server calls it, without closing the connection that holds the filled site."""
    ends = (request_started, request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield get_wsgi_application()
    for end in ends:
        end.connect(close_old_connections)


def test_the_interface_keeps_to_its_description(key, site):
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", site)
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) == len(ENDPOINTS)
    told = Counter()
    for operation in operations:
        call_often(operation, key, CALLS // len(operations), told)
    assert set(told) <= PROMISED, told
    assert told[200] > CALLS // 20
    log.info("%d calls: %s", told.total(), dict(told))


def call_often(operation, key, times, told):
    modes = st.one_of(*(operation.as_strategy(mode) for mode in modes_of(operation)))

    @settings(
        max_examples=times, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(modes, st.booleans(), st.sets(st.sampled_from(sorted(REAL))))
    def call(case, is_real, chosen):
        cache.clear()  # so many in a minute would be too often
        if is_real and case.path_parameters:
            case.path_parameters = {"version": 1}
            case.query = {**(case.query or {}), **{name: REAL[name] for name in chosen}}
        with undone():
            answer = case.call(headers={"Authorization": f"Bearer {key}", "Accept-Encoding": "identity"})
        operation.validate_response(answer)
        told[answer.status_code] += 1

    call()


def modes_of(operation):
    """Calls as described, and where there is something to break, broken ones."""
    takes = operation.path_parameters or operation.query
    return (GenerationMode.POSITIVE, GenerationMode.NEGATIVE) if takes else (GenerationMode.POSITIVE,)
