"""The demo has a house of help that is whole: every topic has somebody, and one centre has its report."""

import datetime

import numpy as np
import pytest

from thuis.config.debrug.centres import write_centres
from thuis.config.debrug.support import write_offers
from thuis.foundation.texts.content import letter_rules
from thuis.rooms.support.models import Event, SignUp, SupportOffer
from thuis.rooms.support.queries.centres import signed_up
from thuis.rooms.support.queries.offers import active_offers, due_offers, spans_of
from thuis.rooms.support.queries.stories import has_report, impact_of

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def filled(tuesday):
    write_offers(TODAY)
    write_centres(TODAY, np.random.default_rng(1))


def test_every_topic_has_somebody_who_can_be_reached(filled):
    covered = {topic for offer in active_offers() for topic in offer.topics}
    assert covered == set(letter_rules().topics)
    assert all(offer.phone or offer.mail or offer.book_url for offer in active_offers())
    assert all(spans_of(offer) is not None for offer in active_offers())
    assert [offer.code for offer in due_offers(TODAY)] == ["stagecontact"]


def test_one_centre_tells_everybody_what_it_meant_and_one_cannot_yet(filled):
    house, quiet = (
        SupportOffer.objects.get(code=code) for code in ("studentenhuis", "studentenhuis-lindehaven")
    )
    found = impact_of(house, public=True, language="nl")
    assert (len(found.stories), len(impact_of(house, public=False, language="nl").stories)) == (2, 3)
    assert found.quality.told
    assert found.effects
    assert not has_report(quiet, public=False)


def test_events_are_on_their_weekday_and_one_has_a_waiting_list(filled):
    soups = Event.objects.filter(title_en="Soup on Tuesday")
    assert {event.begins_at.weekday() for event in soups} == {1}
    assert {event.attended is None for event in soups} == {True, False}
    full = [event for event in Event.objects.all() if event.capacity and signed_up([event])]
    waiting = [signed_up([event])[event.pk] - (event.capacity or 0) for event in full]
    assert max(waiting) > 0
    assert SignUp.objects.count() == 23
