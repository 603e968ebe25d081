"""Every tab in both languages, as it reads. Renew with THUIS_RENEW=1, and read what changed."""

import os
from pathlib import Path

import pytest
from django.utils import translation

from tests.rooms.insights.scenes import scene
from thuis.foundation.release.book import Spot
from thuis.rooms.insights.presenters.page import insights_page
from thuis.rooms.insights.tabs import TABS

GOLDEN = Path(__file__).parent / "golden"
SPOTS = {"whole": Spot(), "programme": Spot("programme", "SW"), "small": Spot("programme", "WTB")}


def pages_of(spot, tab, language):
    """Every page of a tab, one after another."""
    where = scene(spot, language=language)
    first = insights_page(where, tab, TABS)
    numbers = range(2, first.leaf.paginator.num_pages + 1)
    return [first, *(insights_page(where, tab, TABS, str(number)) for number in numbers)]


def lines_of(first, *others):
    yield f"# {first.title} · {first.where}"
    yield first.lead
    yield from (f"* {sentence} → {name}" for sentence, name, _ in first.stand_outs)
    for card in (card for page in (first, *others) for card in page.cards):
        yield f"\n## {card.question}"
        yield " ".join(card.sentences)
        if card.reading:
            yield str(card.reading)
        yield " | ".join(card.table.headers)
        yield from (" | ".join(row) for row in card.table.rows)
        yield card.note


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("tab", TABS)
def test_a_tab_reads_as_it_did(tab, language):
    with translation.override(language):
        found = [pages_of(spot, TABS[tab], language) for spot in SPOTS.values()]
        text = "\n".join(line for pages in found for line in lines_of(*pages) if line) + "\n"
    file = GOLDEN / f"{tab}.{language}.txt"
    if os.environ.get("THUIS_RENEW"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
