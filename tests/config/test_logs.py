"""No log holds a personal link or a sign-in link."""

import logging
import logging.config
import re
from pathlib import Path

import pytest
from django.conf import settings

from thuis.config.logs import Lines, WithoutLinks

ROUTES = Path(__file__).resolve().parents[1] / "architecture" / "routes.txt"
TOKEN = "zhaj6bsqxaucqu4enwm53rvk2i"


@pytest.mark.parametrize(
    "address",
    [f"/m/{TOKEN}/", f"/m/{TOKEN}", f"/account/link/{TOKEN}/", f"/scan/{TOKEN}/", f"http://x/m/{TOKEN}?a=1"],
)
def test_the_secret_part_of_an_address_is_cut_out(address):
    record = logging.LogRecord("django.request", logging.ERROR, "", 1, "Failed: %s", (address,), None)
    assert WithoutLinks().filter(record)
    assert TOKEN not in record.getMessage()
    assert record.getMessage().startswith("Failed: ")


def test_every_address_with_a_secret_in_it_is_cut():
    """The stored list of routes knows them: the part is called token."""
    secret = [line.split("\t")[0] for line in ROUTES.read_text().splitlines() if ":token>" in line]
    assert "m/<slug:token>/" in secret
    for route in secret:
        address = "/" + re.sub(r"<\w+:token>", TOKEN, route)
        record = logging.LogRecord("x", logging.ERROR, "", 1, address, (), None)
        WithoutLinks().filter(record)
        assert TOKEN not in record.getMessage(), route


def test_what_is_no_secret_stays_readable():
    record = logging.LogRecord("x", logging.ERROR, "", 1, "Failed: %s", ("/monitor/page/life/",), None)
    WithoutLinks().filter(record)
    assert record.getMessage() == "Failed: /monitor/page/life/"


def test_every_handler_of_the_site_has_the_filter():
    assert all("without-links" in handler["filters"] for handler in settings.LOGGING["handlers"].values())


@pytest.mark.django_db
def test_an_unknown_link_leaves_no_trace_in_the_log(anonymous, caplog):
    anonymous.get(f"/m/{TOKEN}/")
    assert TOKEN not in caplog.text


def test_a_line_says_when_in_utc_and_nothing_from_outside_begins_another():
    record = logging.LogRecord("x", logging.ERROR, "", 1, "bad host: %s", ("a\r\n1970-01-01 fine",), None)
    record.created, record.msecs = 0.25, 250
    assert Lines().format(record) == "1970-01-01T00:00:00.250Z ERROR x bad host: a\\r\\n1970-01-01 fine"


def test_a_refused_page_is_noted_without_a_name_or_a_number(otto, caplog):
    assert otto.get("/institution/people/17/").status_code == 403
    assert caplog.messages == [f"refused: user {otto.user.pk} at institution/people/<int:pk>/"]
