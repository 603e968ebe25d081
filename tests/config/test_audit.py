"""The log of deeds: on the page for who keeps the house, and on the shell for who proves it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thuis.config.cli import main
from thuis.config.deeds import about_in_words, actor_in_words, deed_in_words
from thuis.foundation.audit.actions import Operator, record
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.audit.triggers import unprotect

BY = Operator("test")


def rows(client, address="/audit/"):
    return client.get(address).content.decode().count('<th scope="row">')


def test_an_empty_log_says_so(ineke):
    assert rows(ineke) == 0


def test_the_newest_deed_stands_on_top_and_older_ones_on_the_next_page(ineke):
    for number in range(51):
        record(f"deed-{number}", by=BY, about="x:1")
    page = ineke.get("/audit/").content.decode()
    assert page.index(">deed-50</td>") < page.index(">deed-49</td>")
    assert (rows(ineke), rows(ineke, "/audit/?page=2")) == (50, 1)


def test_one_kind_of_deed_can_be_chosen(ineke):
    record("round.opened", by=BY, about="x:1")
    record("round.closed", by=BY, about="x:1")
    assert rows(ineke, "/audit/?deed=round.opened") == 1
    assert rows(ineke, "/audit/?deed=unknown") == 2


@pytest.mark.parametrize("page", ["", "0", "-1", "x", "²", "9" * 30])
def test_an_odd_page_number_is_no_error(ineke, page):
    assert ineke.get("/audit/", {"page": page}).status_code == 200


def test_the_page_costs_the_same_number_of_queries_for_many_deeds(ineke):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            ineke.get("/audit/")
        return len(seen)

    queries()
    before = queries()
    for _ in range(40):
        record("deed", by=BY, about="x:1")
    assert queries() == before


@pytest.mark.parametrize("who", ["bram", "marit", "yasmin", "ruben", "otto"])
def test_nobody_but_an_admin_reads_it(who, request):
    assert request.getfixturevalue(who).get("/audit/").status_code == 403


def test_verify_finds_an_empty_and_a_whole_chain_good(db, capsys):
    assert main(["audit", "verify"]) == 0
    event = record("deed", by=BY, about="x:1")
    assert main(["audit", "verify", "--noted", event.digest]) == 0
    assert event.digest in capsys.readouterr().out


def test_verify_names_the_first_broken_event(db, capsys):
    events = [record("deed", by=BY, about="x:1") for _ in range(3)]
    unprotect(connection)
    AuditEvent.objects.filter(pk=events[1].pk).update(about="x:2")
    assert main(["audit", "verify"]) == 1
    assert f"event {events[1].pk}" in capsys.readouterr().out


def test_verify_sees_that_the_end_was_cut_off(db, capsys):
    events = [record("deed", by=BY, about="x:1") for _ in range(3)]
    unprotect(connection)
    events[2].delete()
    assert main(["audit", "verify", "--noted", events[2].digest]) == 1
    assert "Cut off" in capsys.readouterr().out


def test_a_colleague_is_named_as_long_as_her_account_exists(ineke):
    record("deed", by=ineke.user, about="x:1")
    assert f">{ineke.user.name}</td>" in ineke.get("/audit/").content.decode()


def test_deeds_are_told_in_words_and_an_unknown_one_as_it_is():
    assert deed_in_words("round.opened") == "opende een meting"
    assert deed_in_words("role-given:lecturer") == "gaf een rol (docent)"
    assert deed_in_words("colleague-invited:manager") == "nodigde een collega uit (manager)"
    assert deed_in_words("from-an-older-version") == "from-an-older-version"


def test_who_and_what_are_told_in_words():
    assert actor_in_words("operator:thuis demo") == "de server (thuis demo)"
    assert actor_in_words("Ineke Smit") == "Ineke Smit"
    assert about_in_words("monitor.round:5") == "nr. 5"
    assert about_in_words("drafts:12") == "drafts:12"
