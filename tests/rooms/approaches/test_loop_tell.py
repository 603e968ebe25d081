"""Telling students, and looking again."""

import pytest

from tests.rooms.approaches.test_loop import EN, heard, plan_of, read
from thuis.foundation.signals.models import Telling
from thuis.rooms.approaches.models import Plan

__all__ = ["heard"]
pytestmark = pytest.mark.django_db
WORDS = {
    "kind": "done",
    "said_nl": "Ik weet niet bij wie ik terechtkan.",
    "said_en": "I do not know whom to go to.",
    "title_nl": "Elke student een vaste docent",
    "title_en": "A fixed lecturer for each student",
    "text_nl": "Sinds mei heeft iedereen één docent.",
    "text_en": "Since May everybody has one lecturer.",
}


def told(client, bridge, signal, unit=None, plan=None, **changed):
    address = f"/actions/units/{(unit or bridge.social_work).pk}/tell/" + (f"?plan={plan.pk}" if plan else "")
    return client.post(address, {**WORDS, "signals": [signal.pk], **changed}, headers=EN)


def test_every_page_of_telling_opens(bridge, library, heard, marit, anonymous):
    plan_of(marit, bridge, heard)
    plan = Plan.objects.get()
    read(marit, f"/actions/units/{bridge.social_work.pk}/tell/?plan={plan.pk}")
    assert told(marit, bridge, heard, plan=plan).status_code == 302
    telling = Telling.objects.get()
    for page in (f"/actions/tell/{telling.pk}/", f"/actions/tell/{telling.pk}/change/", "/told/desk/"):
        read(marit, page)
    assert marit.post(f"/actions/tell/{telling.pk}/publish/").status_code == 302
    for page in ("/told/", "/told/programme/SW/", "/told/institution/all/", "/told/domain/MM/"):
        read(anonymous, page)
    marit.post(f"/actions/plans/{plan.pk}/begin/")
    read(marit, f"/actions/plans/{plan.pk}/measure/")
    read(marit, f"/actions/plans/{plan.pk}/")
    feed = anonymous.get("/told/programme/SW/en.atom")
    assert feed.status_code == 200
    assert WORDS["title_en"] in feed.content.decode()
    poster = marit.get("/told/programme/SW/nl/a4.pdf")
    assert poster.content.startswith(b"%PDF")
