"""A figure becomes a signal in one click, and ends with a reason."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.harness.site import CLOSED
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.signals.models import Signal

ROUND = CLOSED[-1]
LIST = "/signals/"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("filled")]


def client_of(filled, who):
    client = Client()
    client.force_login(filled.users[who])
    return client


def make(client, kind="programme", unit="SW", card="belonging", tab="glance", **more):
    names = {"round": ROUND, "kind": kind, "unit": unit, "tab": tab, "card": card}
    return client.post(reverse("insights:signal", kwargs=names), **more)


def test_one_click_keeps_the_words_and_the_way_back(filled):
    marit = client_of(filled, "marit")
    answer = make(marit)
    signal = Signal.objects.get()
    assert answer.headers["Location"] == signal.address
    assert (signal.unit, signal.period, signal.state) == ("SW", ROUND, "open")
    assert signal.question
    page = marit.get(LIST).content.decode()
    assert signal.question in page
    assert marit.get(signal.address.partition("#")[0]).status_code == 200
    assert AuditEvent.objects.order_by("-id").first().deed == "signal.made"


def test_a_second_click_makes_no_second_signal(filled):
    make(client_of(filled, "marit"))
    make(client_of(filled, "ruben"))
    assert Signal.objects.count() == 1


def test_a_card_that_is_not_there_is_no_signal(filled):
    assert make(client_of(filled, "marit"), card="nothing").status_code == 404
    assert make(client_of(filled, "marit"), tab="nothing").status_code == 404
    assert make(client_of(filled, "bram"), unit="WTB").status_code == 404
    assert not Signal.objects.exists()


def test_it_ends_with_a_reason_and_can_be_opened_again(filled):
    marit = client_of(filled, "marit")
    make(marit)
    pk = Signal.objects.get().pk
    assert marit.post(f"{LIST}{pk}/close/", {"reason": " "}).status_code == 422
    assert Signal.objects.get().state == "open"
    marit.post(f"{LIST}{pk}/explain/", {"note": "First-years ask for this."})
    marit.post(f"{LIST}{pk}/close/", {"reason": "Each group has a fixed contact now."})
    page = marit.get(LIST).content.decode()
    assert "Each group has a fixed contact now." in page
    assert "First-years ask for this." in page
    marit.post(f"{LIST}{pk}/open/")
    assert (Signal.objects.get().state, Signal.objects.get().reason) == ("open", "")


def test_only_who_made_it_or_chooses_actions_ends_it(filled):
    make(client_of(filled, "ruben"))
    pk = Signal.objects.get().pk
    assert client_of(filled, "bram").post(f"{LIST}{pk}/close/", {"reason": "No."}).status_code == 403
    assert client_of(filled, "marit").post(f"{LIST}{pk}/close/", {"reason": "Yes."}).status_code == 302


def test_signals_of_other_units_are_not_there(filled):
    make(client_of(filled, "ruben"), unit="WTB")
    pk = Signal.objects.get().pk
    bram = client_of(filled, "bram")
    assert Signal.objects.get().question not in bram.get(LIST).content.decode()
    assert bram.post(f"{LIST}{pk}/explain/", {"note": "x"}).status_code == 404


def test_an_empty_list_says_what_to_do(filled):
    assert "‘" in client_of(filled, "marit").get(LIST).content.decode()
