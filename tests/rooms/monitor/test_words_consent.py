"""A student is asked whether colleagues may read her own words; only where she can write any."""

import pytest

from tests.rooms.monitor.walk import answers_on, middle
from thuis.core.consent import EXTRA, WORDS, has_agreed
from thuis.foundation.responses.models import Draft

pytestmark = pytest.mark.django_db
MORE = "/monitor/more/"
BOX = 'name="consent" value="words"'


def to_more(client):
    address = client.post("/monitor/start/").url
    while not address.endswith("/more/"):
        page = client.get(address).content.decode()
        address = client.post(address, {**answers_on(page, middle), "go": "next"}).url
    return client.get(MORE).content.decode()


def consents():
    return Draft.objects.get().consents


def test_it_is_asked_where_there_are_open_questions_and_starts_empty(sanne):
    page = to_more(sanne)
    assert BOX in page
    assert f"{BOX} checked" not in page
    assert WORDS not in consents()


@pytest.mark.parametrize(
    ("go", "ticked", "agreed"),
    [("more", ["words"], True), ("more", [], False), ("own", ["words"], False)],
)
def test_only_a_tick_beside_answers_that_count_is_a_yes(sanne, go, ticked, agreed):
    to_more(sanne)
    sanne.post(MORE, {"go": go, "modules": ["open"], "consent": ticked})
    assert has_agreed(consents(), WORDS) is agreed
    assert has_agreed(consents(), EXTRA) is (go == "more")


def test_who_leaves_the_open_questions_out_was_not_asked(sanne):
    to_more(sanne)
    sanne.post(MORE, {"go": "more", "modules": ["belonging"], "consent": ["words"]})
    assert WORDS not in consents()
    assert has_agreed(consents(), EXTRA)


def test_a_tick_for_another_layer_changes_nothing_here(sanne):
    to_more(sanne)
    before = consents().get("research")
    sanne.post(MORE, {"go": "more", "modules": ["open"], "consent": ["research", "core"]})
    assert consents().get("research") == before
    assert not has_agreed(consents(), WORDS)
