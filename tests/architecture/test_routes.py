"""No address without a rule, none that disappears silently, none that answers somebody by accident."""

import os
import re
import tomllib
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import override_settings

from tests import cast, factories
from tests.architecture.routes import HOW_TO_RENEW, LIST, routes
from tests.pages import AuditingClient
from thuis.foundation.access.rules import Rule

MATRIX = Path(__file__).with_name("matrix.toml")
TITLE = re.compile(r"<title>(.*?)</title>", re.S)
RENEW = os.environ.get("THUIS_RENEW") == "1"

# Views that are not ours and cannot carry a rule, each with the reason why that is safe.
EXEMPT: dict[str, str] = {}

WHO = {
    "anonymous": None,
    "bram": cast.BRAM,
    "marit": cast.MARIT,
    "yasmin": cast.YASMIN,
    "ruben": cast.RUBEN,
    "ineke": cast.INEKE,
    "otto": cast.OTTO,
}
OUTCOMES = {
    200: "ok",
    400: "invalid",
    401: "sign-in-first",
    403: "forbidden",
    404: "not-found",
    409: "moved-on",
    422: "invalid",
    503: "not-ready",
}
HEAD = """\
# What each member of the cast meets at each address. Read by hand: a row that changes is a decision.
# ok · redirect-to-login · sign-in-first · see-other · forbidden · not-found · invalid · moved-on
# A post-only address is posted empty. Objects in addresses do not exist: a permitted visitor meets not-found.
"""


@pytest.fixture
def new_home(tmp_path, settings, monkeypatch):
    """Files of an installation that nobody serves: whoever runs this may have one that is ready."""
    monkeypatch.setenv("THUIS_HOME", str(tmp_path))
    settings.HOME = tmp_path


@pytest.mark.parametrize("route", routes(), ids=lambda route: route.pattern or "/")
def test_every_view_says_who_may_open_it(route):
    rule = getattr(route.view, "access_rule", None)
    assert isinstance(rule, Rule) or route.pattern in EXEMPT
    assert rule is None or rule.needs_sign_in or len(rule.reason) > 20, "say why it is open to the world"


def test_no_exemption_outlives_its_address():
    assert set(EXEMPT) <= {route.pattern for route in routes()}


def test_no_address_disappears_or_appears_silently():
    now = "".join(f"{route.pattern or '/'}\t{route.name}\n" for route in routes())
    if RENEW:
        LIST.write_text(now)
    assert LIST.read_text() == now, HOW_TO_RENEW


@pytest.mark.parametrize("who", WHO)
@pytest.mark.usefixtures("new_home")
def test_everybody_meets_at_each_address_what_the_matrix_says(who, bridge):
    user = factories.colleague(WHO[who]) if WHO[who] else None
    found = {route.pattern or "/": outcome(route, user) for route in routes()}
    if RENEW:
        write(who, found)
    expected = {pattern: row.get(who) for pattern, row in read().items()}
    assert found == expected, "a new row: THUIS_RENEW=1; a changed row: edit matrix.toml by hand"


@override_settings(DEMO=True)
def outcome(route, user):
    cache.clear()
    client = AuditingClient()
    if user:
        client.force_login(user)
    response = client.get(route.example())
    if response.status_code == 405:
        response = client.post(route.example())
    return named(response)


def named(response):
    if response.status_code in {301, 302, 303, 307, 308}:
        to_login = response.headers["Location"].startswith("/account/login/?next=")
        return "redirect-to-login" if to_login else "see-other"
    return OUTCOMES[response.status_code]


def read():
    return tomllib.loads(MATRIX.read_text()) if MATRIX.exists() else {}


def write(who, found):
    """Add rows that are missing and drop rows of addresses that are gone; a decision that stands, stands."""
    rows = {pattern: row for pattern, row in read().items() if pattern in found}
    for pattern, result in found.items():
        rows.setdefault(pattern, {}).setdefault(who, result)
    lines = [f"{quoted(pattern)} = {inline(row)}\n" for pattern, row in sorted(rows.items())]
    MATRIX.write_text(HEAD + "".join(lines))


def quoted(pattern):
    return f"'{pattern}'"


def inline(row):
    return "{ " + ", ".join(f'{who} = "{row[who]}"' for who in WHO if who in row) + " }"


@pytest.mark.parametrize("who", ["anonymous", "ineke"])
@pytest.mark.usefixtures("new_home")
def test_no_two_pages_share_a_title(who, bridge):
    user = factories.colleague(WHO[who]) if WHO[who] else None
    titles = {}
    for pattern in (pattern for pattern, row in read().items() if row[who] == "ok"):
        client = AuditingClient()
        if user:
            client.force_login(user)
        route = next(route for route in routes() if (route.pattern or "/") == pattern)
        if title := TITLE.search(client.get(route.example()).content.decode(errors="replace")):
            titles.setdefault(title[1], []).append(pattern)
    assert {title: found for title, found in titles.items() if len(found) > 1} == {}
