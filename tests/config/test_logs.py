"""No log holds a personal link or a sign-in link."""

import logging
import logging.config
import re
from pathlib import Path

import pytest
from django.conf import settings

from thuis.config.logs import WithoutLinks

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
