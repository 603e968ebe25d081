"""Help that can be found by everybody and is kept true by its owner."""

import datetime

import pytest
from django.utils import timezone

from thuis.rooms.support.models import SupportOffer

pytestmark = pytest.mark.django_db
OFFER = {
    "code": "decaan",
    "kind": "dean",
    "name_nl": "Studentendecaan",
    "name_en": "Student dean",
    "text_nl": "Weet alles van regels en geld.",
    "text_en": "Knows all about rules and money.",
    "sites": "AVM, LDH",
    "languages": "nl, en",
    "topics": ["money"],
    "owner": "karin@debrug.example",
    "checked_on": "2026-03-02",
    "active": "on",
}


def test_help_is_open_to_everybody_and_never_empty(anonymous):
    page = anonymous.get("/help/").content.decode()
    assert 'href="tel:113"' in page
    assert 'href="tel:112"' in page


def test_an_offer_is_added_changed_and_shown(yasmin, anonymous):
    assert yasmin.get("/support/").status_code == 200
    assert yasmin.post("/support/new/", OFFER).status_code == 302
    assert SupportOffer.objects.get().sites == ["AVM", "LDH"]
    assert "AVM, LDH" in yasmin.get("/support/decaan/").content.decode()
    yasmin.post("/support/decaan/", {**OFFER, "person": "Karin Hofman"})
    assert "Karin Hofman" in anonymous.get("/help/").content.decode()


def test_what_is_not_available_is_not_shown_to_students(yasmin, anonymous):
    yasmin.post("/support/new/", {key: value for key, value in OFFER.items() if key != "active"})
    assert "decaan" not in anonymous.get("/help/").content.decode().lower()


def test_an_incomplete_offer_is_refused_with_every_field_named(yasmin):
    response = yasmin.post("/support/new/", {**OFFER, "name_en": "", "owner": "nobody"})
    assert response.status_code == 422
    assert not SupportOffer.objects.exists()


def test_the_owner_says_that_it_is_still_true(yasmin):
    yasmin.post("/support/new/", OFFER)
    assert "status" in yasmin.get("/support/").content.decode()
    yasmin.post("/support/decaan/checked/")
    assert SupportOffer.objects.get().checked_on == timezone.localdate()


def test_an_offer_is_due_after_half_a_year(yasmin):
    yasmin.post("/support/new/", {**OFFER, "checked_on": timezone.localdate() - datetime.timedelta(days=170)})
    assert 'class="status"' not in yasmin.get("/support/").content.decode()


def test_students_and_lecturers_cannot_change_offers(bram, anonymous):
    assert bram.get("/support/").status_code == 403
    assert anonymous.get("/support/new/").status_code == 302
