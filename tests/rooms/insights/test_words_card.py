"""The card of an open question, as it reads: for the whole only, and nothing without agreement."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import translation

from tests.rooms.insights.scenes import scene
from tests.rooms.insights.test_golden import lines_of
from thuis.core.texts import Text
from thuis.core.words.themes import Theme
from thuis.foundation.release.book import Spot
from thuis.foundation.words.told import ShownQuote, ToldQuestion, ToldTheme
from thuis.rooms.insights.presenters.page import insights_page
from thuis.rooms.insights.tabs import TABS, words

GOLDEN = Path(__file__).parent / "golden"
QUOTE = ShownQuote("nl", "… de docent ziet mij …")
THEMES = (
    ToldTheme(Text("Druk", "Pressure"), Theme("pressure", None, 0.0, 0.08, 60), 0.7),
    ToldTheme(Text("Rooster", "Timetable"), None, None),
    ToldTheme(Text("Docenten", "Lecturers"), Theme("contact", 0.48, 0.34, 0.62, 60), 0.9, (QUOTE,)),
    ToldTheme(Text("Sfeer", "Atmosphere"), Theme("students", 0.3, 0.18, 0.42, 60), 0.8),
)
ASKED = ToldQuestion("OPE01", Text("Wat houden?", "Keep what?"), THEMES, "5f77a7e5455a" * 5)


def page(spot=None, language="en", asked=ASKED):
    where = replace(scene(spot or Spot(), language=language), written=lambda: (asked,))
    return insights_page(where, words.TAB, TABS)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_reads_as_it_did(language):
    with translation.override(language):
        found = page(language=language)
        quotes = [f"{one.theme}: {words}" for one in found.cards[0].quotes for _, words in one.quotes]
        text = "\n".join([*(line for line in lines_of(found) if line), *quotes]) + "\n"
    file = GOLDEN / f"words-card.{language}.txt"
    if os.environ.get("THUIS_RENEW"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "spot", [Spot("programme", "SW"), Spot("site", "AVM"), Spot().of_group("form", "full-time")]
)
def test_smaller_groups_have_no_card_and_a_sentence_why(spot):
    with translation.override("en"):
        found = page(spot)
    assert found.cards == ()
    assert "institution as a whole only" in found.lead


def test_where_nothing_may_be_told_there_is_no_figure_and_no_quote():
    silent = replace(ASKED, themes=(THEMES[1],))
    with translation.override("en"):
        card = page(asked=silent).cards[0]
    assert not any(char.isdigit() for row in card.table.rows for cell in row for char in cell)
    assert card.quotes == ()
    assert "Of no theme" in card.sentences[0]
