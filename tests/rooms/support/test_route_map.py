"""The route map: open to everybody, honest about who is there, and first of all safe."""

import datetime
import logging
from pathlib import Path

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from tests.core.test_calendar import read
from tests.rooms.support.conftest import TUESDAY, offer
from tests.rooms.support.test_events import event
from thuis.rooms.support.models import SupportOffer

pytestmark = pytest.mark.django_db
EN = {"accept-language": "en"}


def find(client, **said):
    return client.post("/help/find/", said, headers=EN).content.decode()


def words_of(response):
    return " ".join(response.content.decode().split())


def test_the_map_names_every_offer_under_what_its_kind_does(offers, anonymous):
    page = words_of(anonymous.get("/help/", headers=EN))
    assert page.index("Success centres") < page.index("huis EN") < page.index("Student deans")
    assert "A buddy or coach cannot do that" in page
    assert 'href="/help/huis/"' in page


def test_it_says_who_is_there_now_and_when_the_others_are(offers, anonymous):
    page = words_of(anonymous.get("/help/", headers=EN))
    assert "open now, until 16:00" in page
    assert "closed now, opens tomorrow at 09:00" in page
    assert "nu open, tot 16:00 uur" in words_of(anonymous.get("/help/")) or "open now" in page


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime.datetime(2026, 11, 24, 6, 0, tzinfo=datetime.UTC), "opens today at 10:00"),
        (datetime.datetime(2026, 11, 24, 15, 0, tzinfo=datetime.UTC), "opens tomorrow at 10:00"),
        (datetime.datetime(2026, 11, 26, 16, 0, tzinfo=datetime.UTC), "opens Monday at 10:00"),
    ],
)
def test_out_of_hours_is_said_with_the_next_moment(offers, anonymous, tuesday, moment, said):
    tuesday(moment)
    assert said in words_of(anonymous.get("/help/huis/", headers=EN))


def test_away_says_until_when_and_who_instead(offers, anonymous):
    today = TUESDAY.date()
    SupportOffer.objects.update(
        away_from=today, away_until=today + datetime.timedelta(days=3), away_en="Ask the dean."
    )
    page = words_of(anonymous.get("/help/huis/", headers=EN))
    assert "away until 27 November" in page
    assert "Ask the dean." in page
    assert "open now" not in page


def test_an_offer_that_is_gone_says_so_at_its_old_address_and_names_others(offers, anonymous):
    offer("andere", kind="buddy")
    SupportOffer.objects.filter(code="huis").update(active=False)
    page = words_of(anonymous.get("/help/huis/", headers=EN))
    assert "not available at the moment" in page
    assert "andere EN" in page
    assert "huis EN" not in words_of(anonymous.get("/help/", headers=EN))
    assert anonymous.get("/help/huis/hours.ics").content.count(b"VEVENT") == 0


def test_nobody_has_an_unknown_address(offers, anonymous):
    assert anonymous.get("/help/nobody/").status_code == 404
    assert anonymous.get("/help/print/MARS.pdf").status_code == 404


def test_words_lead_to_who_fits(offers, anonymous):
    page = find(anonymous, words="no money for rent")
    assert "These people fit" in page
    assert "decaan EN" in page
    assert "huis EN" not in page


def test_three_answers_lead_to_who_fits(offers, anonymous, bridge):
    page = find(anonymous, topic="talk", site="LDH", language="en")
    assert "huis EN" in page
    assert "At another site" in page
    assert "At another site" not in find(anonymous, topic="talk", site="AVM", programme="SW", language="nl")


def test_when_nobody_fits_it_says_so_and_shows_who_listens(offers, anonymous):
    page = find(anonymous, words="xyzzy")
    assert "We found nobody for exactly this" in page
    assert "huis EN" in page
    assert "decaan EN" not in page


def test_nothing_or_nonsense_goes_back_to_the_map(offers, anonymous):
    for said in ({}, {"words": "  "}, {"topic": "nonsense"}, {"site": "AVM"}):
        assert anonymous.post("/help/find/", said).status_code == 302
    assert anonymous.get("/help/find/").status_code == 302
    assert find(anonymous, words="money", site="nonsense", language="xx").count("decaan EN") >= 1


def test_danger_comes_first_and_large_and_the_lines_are_always_there(offers, anonymous):
    for words in ("ik wil dood", "I want to kill myself"):
        page = find(anonymous, words=words)
        assert page.index('href="tel:113"') < page.index("huis EN")
        assert "Somebody is there for you" in page
    for page in (find(anonymous, words="money"), find(anonymous, words="xyzzy")):
        assert 'href="tel:113"' in page
        assert 'href="tel:112"' in page
    for address in ("/help/", "/help/huis/"):
        assert 'href="tel:113"' in anonymous.get(address).content.decode()


def everything_kept(folder):
    """Every row of every table, every cache and every file of this installation, as one text."""
    found = [str(row) for model in apps.get_models() for row in model._default_manager.values()]
    found += [str(vars(caches[name])) for name in ("default", "pages")]
    files = [path.read_bytes().decode("latin-1") for path in Path(folder).rglob("*") if path.is_file()]
    return "\n".join(found + files)


def test_what_is_typed_is_neither_stored_nor_logged_nor_in_an_address(
    offers, anonymous, caplog, capfd, settings, tmp_path
):
    settings.HOME = tmp_path
    canary = "kanarievogeltje"
    with caplog.at_level(logging.DEBUG):
        response = anonymous.post("/help/find/", {"words": f"geen geld {canary}", "topic": "money"})
    assert canary not in response.content.decode()  # a browser may keep the page for going back
    assert "geld" in words_of(response)
    assert 'method="post" action="/help/find/"' in response.content.decode()
    assert canary not in caplog.text
    assert canary not in "".join(capfd.readouterr())
    kept = everything_kept(tmp_path)
    assert "Yasmin Bouchta" in kept  # it does look where things are kept
    assert canary not in kept
    assert canary not in str(dict(anonymous.session))
    assert canary not in str(response.cookies)


def test_opening_hours_go_into_a_calendar(offers, anonymous):
    response = anonymous.get("/help/huis/hours.ics", headers=EN)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = [found for kind, found in read(response.content) if kind == "VEVENT"]
    assert event["RRULE"] == "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH"
    assert event["DTSTART;TZID=Europe/Amsterdam"] == "20261124T100000"
    assert event["URL"].endswith("/help/huis/")
    both = [found for kind, found in read(anonymous.get("/help/all.ics").content) if kind == "VEVENT"]
    assert {found["UID"].split("@")[0] for found in both} == {"offer-huis-1", "offer-decaan-1"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_sheet_per_site_is_a_tagged_document(offers, bridge, anonymous, language, tmp_path):
    offer("elders", sites=["LDH"])
    response = anonymous.get("/help/print/AVM.pdf", headers={"accept-language": language})
    path = tmp_path / "sheet.pdf"
    path.write_bytes(response.content)
    document = PdfReader(path)
    text = " ".join(page.extract_text() for page in document.pages)
    assert "/StructTreeRoot" in document.trailer["/Root"]
    assert document.trailer["/Root"]["/Lang"] == language
    assert "Yasmin Bouchta" in text
    assert "113" in text
    assert "elders" not in text
    assert len(document.pages) == 1


def test_the_letter_leads_to_the_page_of_an_offer(offers):
    from thuis.rooms.support.public import offers as public_offers
    from thuis.rooms.support.public import person_card

    cards = [person_card(one, "nl") for one in public_offers()]
    assert [card.address for card in cards] == ["/help/huis/", "/help/decaan/"]


def test_the_map_asks_as_many_questions_of_the_database_with_one_offer_as_with_many(offers, anonymous):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            anonymous.get("/help/")
        return len(queries)

    event(offers["huis"])
    asked()  # the name of the institution is remembered
    few = asked()
    for number in range(9):
        offer(f"extra-{number}")
        event(offers["huis"])
    assert asked() == few
