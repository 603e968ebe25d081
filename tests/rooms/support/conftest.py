"""A small house of help: one for Avermeer that is open in the week, and one for everybody."""

import datetime

import pytest
from django.utils import timezone

from thuis.rooms.support.models import SupportOffer

TUESDAY = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)  # 13:00 in Amsterdam


def offer(code, **more):
    """An offer with the least that an offer has."""
    values = {
        "kind": "centre",
        "name_nl": f"{code} NL",
        "name_en": f"{code} EN",
        "text_nl": "Luistert.",
        "text_en": "Listens.",
        "languages": ["nl", "en"],
        "topics": ["talk"],
        "owner": "karin@debrug.example",
        "checked_on": timezone.localdate(),
    }
    return SupportOffer.objects.create(code=code, **{**values, **more})


@pytest.fixture
def tuesday(monkeypatch):
    """It is Tuesday 24 November 2026, one o'clock in the afternoon; call it to make it another moment."""

    def make_it(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    make_it(TUESDAY)
    return make_it


@pytest.fixture
def offers(db, tuesday):
    return {
        "huis": offer("huis", sites=["AVM"], opening="mo-th 10:00-16:00", person="Yasmin Bouchta"),
        "decaan": offer("decaan", kind="dean", topics=["money"], opening="mo-fr 09:00-12:00", phone="088 1"),
    }
