"""No log holds a personal link or a sign-in link."""

import io
import json
import logging
import logging.config
import re
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from tests.rooms.monitor import conftest as monitor
from thuis.config.logs import OneLine, WithoutLinks
from thuis.foundation.institution.models import Unit

# Sanne and her round are fixtures here too.
offer, student, round, link, sanne = (
    monitor.offer, monitor.student, monitor.round, monitor.link, monitor.sanne
)  # fmt: skip

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


WORDS = "kwikstaart-in-de-kantine"
MAIL = "sanne.de.wit@student.example"


@pytest.fixture
def console():
    """The handler of the site, as its settings make it, writing into a text."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(WithoutLinks())
    handler.setFormatter(OneLine())
    logger = logging.getLogger("thuis.test-of-logs")
    logger.addHandler(handler)
    yield logger, stream
    logger.removeHandler(handler)


def logged(console, error):
    """The one line that an exception leaves."""
    logger, stream = console
    try:
        error()
    except Exception:
        logger.exception("Failed: %s", f"/m/{TOKEN}/")
    (line,) = stream.getvalue().splitlines()
    return line, json.loads(line)


def test_settings_use_the_one_line_for_everything():
    assert all(handler["formatter"] == "one-line" for handler in settings.LOGGING["handlers"].values())
    assert settings.LOGGING["formatters"]["one-line"]["()"] == "thuis.config.logs.OneLine"


def test_the_words_of_an_exception_stay_out_and_its_place_stands_in():
    def fails():
        raise ValueError(f"{WORDS} {MAIL} /m/{TOKEN}/")

    record = logging.LogRecord("x", logging.ERROR, "", 1, "Failed", (), None)
    try:
        fails()
    except ValueError:
        record.exc_info = sys.exc_info()
    line = OneLine().format(record)
    assert json.loads(line)["error"] == "ValueError"
    assert json.loads(line)["where"].startswith("test_logs.py:")
    assert not any(secret in line for secret in (WORDS, MAIL, TOKEN))


@pytest.mark.django_db
def test_what_a_database_says_of_a_row_stays_out(console):
    """PostgreSQL puts the values of the row into its words, and Django the statement into its frames."""

    def twice():
        with transaction.atomic():
            for _ in range(2):
                Unit.objects.create(pk=7, kind="programme", code=WORDS, name_nl=MAIL)

    line, told = logged(console, twice)
    assert told["error"] == "IntegrityError"
    assert not any(secret in line for secret in (WORDS, MAIL, TOKEN))


def test_a_cause_of_an_exception_stays_out_too(console):
    def chain():
        try:
            raise KeyError(WORDS)
        except KeyError as error:
            raise RuntimeError(MAIL) from error

    line, told = logged(console, chain)
    assert told["error"] == "RuntimeError"
    assert not any(secret in line for secret in (WORDS, MAIL, TOKEN))


def test_an_address_of_mail_is_cut_and_a_line_is_never_two(console):
    logger, stream = console
    logger.error("No mail to %s\nsecond line %s", MAIL, "x" * 5000)
    (line,) = stream.getvalue().splitlines()
    assert MAIL not in line
    assert len(line) < 600


def test_nothing_from_outside_begins_a_line():
    record = logging.LogRecord("x", logging.ERROR, "", 1, "bad host: %s", ("a\r\n{}",), None)
    assert len(OneLine().format(record).splitlines()) == 1


def test_a_refused_page_is_noted_without_a_name_or_a_number(otto, caplog):
    assert otto.get("/institution/people/17/").status_code == 403
    assert caplog.messages == [f"refused: user {otto.user.pk} at institution/people/<int:pk>/"]


def test_who_asks_too_often_is_noted_by_the_pattern_of_the_address(anonymous, settings, caplog):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "lost_link": "1/m/key"}
    for _ in range(2):
        answer = anonymous.post("/lost-link/", {"email": MAIL})
    assert answer.status_code == 429
    assert caplog.messages == ["too often: user None at lost-link/"]


def test_a_form_without_a_token_is_noted_of_a_colleague_and_never_of_a_student(otto, sanne, caplog):
    for who, address in ((sanne, "/monitor/start/"), (otto, "/account/keys/")):
        who.handler.enforce_csrf_checks = True
        assert who.post(address).status_code == 400
    assert caplog.messages == [f"form without a token: user {otto.user.pk} at account/keys/"]
