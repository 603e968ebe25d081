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


def lines_of(page):
    yield f"# {page.title} · {page.where}"
    yield page.lead
    yield from (f"* {sentence} → {name}" for sentence, name, _ in page.stand_outs)
    for card in page.cards:
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
        pages = [insights_page(scene(spot, language=language), TABS[tab], TABS) for spot in SPOTS.values()]
        text = "\n".join(line for page in pages for line in lines_of(page) if line) + "\n"
    file = GOLDEN / f"{tab}.{language}.txt"
    if os.environ.get("THUIS_RENEW"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
