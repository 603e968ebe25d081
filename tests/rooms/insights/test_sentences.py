"""The generated sentences: short, without a cause, and never more than the figures say."""

import re

import pytest
from django.utils import translation

from tests.rooms.insights.scenes import HIDDEN_GROUP, SMALL, scene
from thuis.core.charts.model import Hidden
from thuis.foundation.release.access import Sight
from thuis.foundation.release.book import Spot
from thuis.rooms.insights.access import Reader
from thuis.rooms.insights.presenters.methods import METHODS
from thuis.rooms.insights.presenters.page import cards_of
from thuis.rooms.insights.presenters.standouts import MOST, stand_outs
from thuis.rooms.insights.tabs import TABS

SPOTS = (Spot(), Spot("domain", "MM"), Spot("programme", "SW"), Spot("programme", SMALL))
CAUSES = {
    "en": r"\b(because|causes?|caused|leads? to|led to|due to|thanks to|effect of|results? in)\b",
    "nl": r"\b(doordat|omdat|veroorzaakt|leidt tot|zorgt voor|dankzij|komt door|effect van|gevolg van)\b",
}
QUOTED = re.compile(r"[“‘][^”’]*[”’]")


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def said(language):
    with translation.override(language):
        for spot in SPOTS:
            page = scene(spot, language=language)
            yield from (one.sentence for one in stand_outs(page))
            for tab in TABS.values():
                yield str(tab.lead)
                for card in cards_of(page, tab):
                    yield from card.sentences


@pytest.mark.parametrize("language", ["nl", "en"])
def test_sentences_have_at_most_fifteen_words_on_average(language):
    text = " ".join(QUOTED.sub("x", one) for one in said(language))
    lengths = [len(one.split()) for one in re.split(r"[.:?!](?:\s|$)", text) if one.strip()]
    assert sum(lengths) / len(lengths) <= 15
    assert max(lengths) <= 30


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_sentence_says_why(language):
    found = [one for one in said(language) if re.search(CAUSES[language], QUOTED.sub("", one), re.I)]
    assert found == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_sentence_names_a_placeholder_or_ends_twice(language):
    for one in said(language):
        assert "%(" not in one
        assert ".." not in one
        assert ".”." not in one


def test_a_small_programme_gets_reasons_and_what_can_be_told():
    cards = {card.key: card for card in cards_of(scene(Spot("programme", SMALL)), TABS["belonging"])}
    assert "likely" in cards["level"].sentences[0]
    assert all(row.shares.reason == "Fewer than 20 answers." for row in cards["answers"].chart.rows)


def test_at_most_three_things_stand_out_and_each_leads_to_a_tab():
    for spot in SPOTS:
        found = stand_outs(scene(spot))
        assert 0 < len(found) <= MOST
        assert {one.tab for one in found} <= set(TABS)


def test_in_the_first_round_nothing_is_said_of_change():
    page = scene(round="2024")
    assert all("2023" not in one.sentence for one in stand_outs(page))
    assert [card.key for card in cards_of(page, TABS["trends"])] == []


def test_units_of_others_are_not_named():
    mine = Reader(Sight(True, False, {"programme": frozenset({"SW"})}))
    text = str([cards_of(scene(reader=mine), tab) for tab in TABS.values()])
    assert "Social Work" in text
    assert "Pedagogiek" not in text
    assert "Pedagogiek" in str(cards_of(scene(), TABS["compare"]))


def test_every_card_says_how_it_was_computed():
    for tab in TABS.values():
        for card in cards_of(scene(Spot()), tab):
            method = METHODS[card.method]
            assert all(str(part) for part in (method.line, method.how, method.formula))


def test_compare_tells_which_places_the_answers_allow():
    rows = [row.point.said for row in cards_of(scene(Spot()), TABS["compare"])[0].chart.rows]
    assert all(re.search(r"place \d( to \d)? of 2$|any place from 1 to 2$", said) for said in rows)


def test_a_hidden_unit_takes_no_place():
    hidden = Spot("programme", "SW", *HIDDEN_GROUP)
    rows = cards_of(scene(hidden), TABS["compare"])[0].chart.rows
    assert all(isinstance(row.point, Hidden) for row in rows)


def test_back_is_asked_of_the_oldest_round_and_only_when_there_are_three():
    card = cards_of(scene(Spot()), TABS["trends"])[0]
    assert card.key == "recovery"
    assert card.chart.reference == "2024"
    assert any("lowest part of the scale" in sentence for sentence in card.sentences)
    assert "recovery" not in [one.key for one in cards_of(scene(Spot(), round="2025"), TABS["trends"])]


def test_help_names_offers_alone_and_ranks_none_by_chance():
    cards = {card.key: card for card in cards_of(scene(Spot()), TABS["help"])}
    assert [row.label for row in cards["found"].chart.rows] == ["Buddy", "Dean"]
    assert all("by 16 to 16 of" in one for one in cards["found"].sentences)
    assert [panel.title for panel in cards["years"].chart.panels] == ["Buddy", "Dean"]
    assert cards["unknown"].question.endswith("Buddy")


def test_who_does_not_know_an_offer_is_asked_of_groups_of_a_whole_unit_only():
    small = {card.key for card in cards_of(scene(Spot("programme", SMALL)), TABS["help"])}
    group = {card.key for card in cards_of(scene(Spot("", "", "form", "full-time")), TABS["help"])}
    assert "unknown" not in small | group
