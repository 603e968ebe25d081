"""Words that a student wrote, and traces of her device, turn up nowhere but among the answers."""

import logging
import sqlite3
from contextlib import closing

import pytest
from django.core import mail
from django.core.cache.backends import locmem
from django.db import connections

from tests import cast, factories
from tests.architecture.routes import routes
from tests.pages import AuditingClient
from tests.rooms.monitor.walk import fill_in, middle
from thuis.config.mail import deliver
from thuis.foundation.audit.actions import Operator
from thuis.foundation.responses.models import Response
from thuis.rooms.monitor.actions.rounds import close_round
from thuis.rooms.monitor.models import Round
from thuis.rooms.monitor.tasks import send_invitations

WORDS = ("kwikstaart-in-de-kantine", "paarse-olifant-op-de-trap")
DEVICE, ADDRESS = "Kanarie-Browser/77.7", "2001:db8::7777"
CANARIES = (*WORDS, DEVICE, ADDRESS)
pytestmark = pytest.mark.django_db


@pytest.fixture
def seen(caplog):
    """Everything that is logged, however unimportant."""
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.fixture
def answered(seen, round, sanne):
    """Sanne wrote the canaries, in two open questions, with a browser that stands out."""
    sanne.defaults |= {"HTTP_USER_AGENT": DEVICE, "REMOTE_ADDR": ADDRESS, "HTTP_X_FORWARDED_FOR": ADDRESS}
    send_invitations(round.pk)
    deliver()
    written = dict(zip(("OPE01", "OPE02"), WORDS, strict=True))
    fill_in(sanne, lambda code, values: written.get(code) or middle(code, values), extra=["open"])
    assert sanne.get("/monitor/letter/").status_code == 200
    close_round(round=Round.objects.get(pk=round.pk), by=Operator("test"))
    return sanne


def found_in(text):
    return [canary for canary in CANARIES if canary in text]


def dump(alias):
    """All rows of all tables of a database, as text."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            yield f"{table}: {cursor.fetchall()}"


def test_her_words_are_kept_but_nothing_of_her_device_is(answered):
    assert set(found_in("".join(dump("responses")))) == set(WORDS)
    assert Response.objects.count() == 1


def test_the_database_of_people_holds_none_of_it(answered):
    assert found_in("".join(dump("default"))) == []


def backup(alias, path):
    """Every byte of a copy that the backup API of SQLite makes, with what was deleted and not overwritten."""
    connections[alias].ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connections[alias].connection.backup(copy)
    return path.read_bytes().decode("latin-1")


def test_a_backup_of_the_database_of_people_holds_none_of_it(transactional_db, answered, tmp_path):
    if connections["default"].vendor != "sqlite":
        pytest.skip("NOT RUN ON POSTGRESQL: the backup API of SQLite; a dump holds what its tables hold")
    assert set(found_in(backup("responses", tmp_path / "responses.sqlite3"))) == set(WORDS)
    assert found_in(backup("default", tmp_path / "default.sqlite3")) == []


def test_no_log_holds_any_of_it(answered, seen):
    assert found_in(seen.text) == []


def test_no_mail_holds_any_of_it(answered):
    assert mail.outbox
    assert found_in("".join(str(message.message()) for message in mail.outbox)) == []


def test_the_cache_holds_none_of_it(answered):
    cached = [value for values in locmem._caches.values() for value in values.values()]
    assert cached, "the test looks where the site keeps its cache"
    assert found_in(b"".join(cached).decode("latin-1")) == []


@pytest.mark.parametrize("who", cast.STAFF, ids=lambda who: who.name.split()[0].lower())
def test_no_page_shows_any_of_it_to_a_colleague(answered, who):
    client = AuditingClient()
    client.force_login(factories.colleague(who))
    for route in routes():
        for address in {route.example(), route.example().replace("nothing", "nu").replace("999999", "1")}:
            response = client.get(address)
            body = b"".join(response) if response.streaming else response.content
            told = body.decode("latin-1") + str(response.headers)
            assert found_in(told) == [], address


def test_an_error_page_and_its_log_hold_none_of_it(answered, seen, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("broken")

    monkeypatch.setattr("thuis.rooms.monitor.views.answering.visit_of", fail)
    answered.raise_request_exception = False
    response = answered.get("/monitor/")
    assert response.status_code == 500
    assert found_in(response.content.decode() + seen.text) == []
