"""The pages of a released site: who lands where, what she sees of others, and the files behind a card."""

import html
import io
import re
from xml.etree import ElementTree

import openpyxl
import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.harness.site import CLOSED, SMALL
from thuis.foundation.release.models import Release
from thuis.rooms.insights.presenters.tab import AT_ONCE
from thuis.rooms.insights.tabs import TABS

ROUND = CLOSED[-1]
# the first page asks whether figures on participation are newer, and reads them the first time
ROLES = {True: 2, False: 1}
MOST_QUERIES = 30  # session, roles, the frame of the page; figures cost none
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("filled")]


def client_of(filled, who):
    client = Client()
    client.force_login(filled.users[who])
    return client


def tab(kind="institution", unit="all", tab="glance", round=ROUND, **query):
    path = reverse("insights:tab", kwargs={"round": round, "kind": kind, "unit": unit, "tab": tab})
    return path + ("?" + "&".join(f"{key}={value}" for key, value in query.items()) if query else "")


def card(suffix, key="wellbeing", where="glance"):
    names = {
        "round": ROUND,
        "kind": "institution",
        "unit": "all",
        "tab": where,
        "card": key,
        "suffix": suffix,
    }
    return reverse("insights:card", kwargs=names)


@pytest.mark.parametrize(
    ("who", "where"),
    [
        ("bram", tab("programme", "SW")),
        ("marit", tab("programme", "SW")),
        ("ruben", tab()),
        ("yasmin", tab()),
    ],
)
def test_everybody_lands_on_her_own_unit(filled, who, where):
    assert client_of(filled, who).get("/insights/").headers["Location"] == where


@pytest.mark.parametrize("key", TABS)
def test_every_tab_opens_for_the_whole_and_for_a_programme(filled, key):
    client = client_of(filled, "ruben")
    for address in (
        tab(tab=key),
        tab("programme", "SW", key),
        tab("programme", SMALL, key),
        tab("site", "AVM", key),
    ):
        assert client.get(address).status_code == 200


def test_the_unit_of_somebody_else_is_not_there(filled):
    client = client_of(filled, "marit")
    assert client.get(tab("programme", "SW")).status_code == 200
    for address in (tab("programme", "PED"), tab("domain", "MM"), tab("site", "AVM")):
        assert client.get(address).status_code == 404


def test_the_whole_stands_beside_as_a_reference(filled):
    page = client_of(filled, "marit").get(tab("programme", "SW", "wellbeing")).content.decode()
    assert "Mens" in page
    assert "Opleiding ICT" not in page


@pytest.mark.parametrize(
    "address",
    [
        tab(round="1999"),
        tab("programme", "nothing"),
        tab("nothing", "all"),
        tab(tab="nothing"),
        tab(group="study_year:99"),
        tab(group="nothing:1"),
        card("exe"),
        card("csv", key="nothing"),
        card("csv", where="nothing"),
    ],
)
def test_what_is_not_there_is_a_404(filled, address):
    assert client_of(filled, "ruben").get(address).status_code == 404


def test_a_group_is_a_chip_that_can_be_taken_off(filled):
    page = client_of(filled, "ruben").get(tab(group="study_year:1")).content.decode()
    assert f'class="chip on" href="{tab()}"' in page


def test_another_wish_for_the_reference_is_left_aside(filled):
    assert client_of(filled, "ruben").get(tab(against="nothing")).status_code == 200


def test_a_card_as_csv_has_the_table_and_marks_for_excel(filled):
    answer = client_of(filled, "ruben").get(card("csv"))
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert ".csv" in answer.headers["Content-Disposition"]
    assert ROUND in answer.content.decode()


def test_a_card_as_xlsx_opens_elsewhere_with_numbers_and_where_they_come_from(filled):
    answer = client_of(filled, "ruben").get(card("xlsx"))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    values = [value for row in book.worksheets[0].iter_rows(values_only=True) for value in row]
    notes = [row[0] for row in book.worksheets[1].iter_rows(values_only=True)]
    assert any(isinstance(value, float) for value in values)
    assert any(str(Release.objects.first().version) in note for note in notes)


def test_a_card_as_a_picture(filled):
    client = client_of(filled, "ruben")
    svg = ElementTree.fromstring(client.get(card("svg")).content)
    assert svg.tag.endswith("svg")
    assert client.get(card("png")).content.startswith(b"\x89PNG")


def test_questions_come_a_few_at_a_time_and_every_one_can_be_found(filled):
    client = client_of(filled, "ruben")
    first = client.get(tab(tab="items", group="study_year:1")).content.decode()
    links = re.findall(r'href="([^"]*page=\d+#[^"]*)"', first)
    assert len({link.partition("#")[0] for link in links}) > 1
    assert all("group=study_year%3A1" in link for link in links)
    assert first.count('class="card stack" aria-labelledby') == AT_ONCE
    for link in (links[0], links[-1]):
        address, _, key = html.unescape(link).partition("#")
        assert f'id="{key}"' in client.get(address).content.decode()


@pytest.mark.parametrize("number", ["0", "999", "x", ""])
def test_a_page_that_is_not_there_is_the_nearest_one(filled, number):
    assert client_of(filled, "ruben").get(tab(tab="items", page=number)).status_code == 200


@pytest.mark.parametrize("first_time", [True, False])
def test_the_number_of_queries_is_the_same_for_every_tab_and_unit(filled, first_time):
    client = client_of(filled, "ruben")
    client.get("/approaches/")
    caches["pages"].clear()
    counts = {}
    for address in (*(tab(tab=key) for key in TABS), tab("programme", SMALL), tab("site", "AVM", "compare")):
        if not first_time:
            client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts[address] = len(asked) - ROLES[first_time] * ("/glance/" in address)
    assert len(set(counts.values())) == 1, counts
    assert counts[tab()] <= MOST_QUERIES


def test_before_the_first_release_the_page_says_what_comes(filled):
    Release.objects.all().delete()
    client = client_of(filled, "ruben")
    page = client.get("/insights/").content.decode()
    assert "nog geen resultaten" in page
    assert client.get(tab()).status_code == 404


def test_who_sees_less_never_gets_the_page_of_who_sees_more(filled):
    address = tab("institution", "all", "compare")
    for who in ("ruben", "bram", "ruben"):
        words = client_of(filled, who).get(address).content.decode()
        assert ("Techniek" in words) is (who == "ruben")


def test_a_page_that_was_drawn_before_is_in_the_language_that_is_asked(filled):
    client, address = client_of(filled, "ruben"), tab(tab="trends")
    for language, words in (("nl", "Door de jaren"), ("en", "Trends"), ("nl", "Door de jaren")):
        assert words in client.get(address, HTTP_ACCEPT_LANGUAGE=language).content.decode()
