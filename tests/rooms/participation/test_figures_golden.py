"""Every tab of figures in both languages, as it reads. Renew with THUIS_RENEW=1, and read what changed."""

import os
from pathlib import Path

import pytest
from django.utils import translation

from tests.rooms.participation.scenes import PERIODS, scene
from thuis.core.charts.model import Told
from thuis.core.charts.table import points_of
from thuis.core.participation.model import INSTITUTION, Level, Unit
from thuis.foundation.release.access import Sight
from thuis.rooms.participation.presenters.figures.page import cards_of, figures_page
from thuis.rooms.participation.tabs import TABS

GOLDEN = Path(__file__).parent / "golden"
SPOTS = {
    "whole": INSTITUTION,
    "domain": Unit(Level.DOMAIN, "D1"),
    "programme": Unit(Level.PROGRAMME, "P1"),
    "small": Unit(Level.SITE, "T0"),
}
pytestmark = pytest.mark.django_db


def lines_of(page):
    yield f"# {page.title} · {page.where} · {page.period}"
    yield page.lead
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
        pages = [figures_page(scene(unit, language=language), tab, TABS) for unit in SPOTS.values()]
        text = "\n".join(line for page in pages for line in lines_of(page) if line) + "\n"
    file = GOLDEN / f"{tab}.{language}.txt"
    if os.environ.get("THUIS_RENEW"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("period", PERIODS)
def test_no_page_draws_what_is_hidden_as_zero(period):
    for unit in SPOTS.values():
        where = scene(unit, period)
        for tab in TABS.values():
            for card in cards_of(where, tab):
                for point in points_of(card.chart):
                    assert not isinstance(point, Told) or point.value != 0


def test_a_small_site_tells_why_and_no_number():
    page = figures_page(scene(Unit(Level.SITE, "T0")), "glance", TABS)
    assert {card.reading.value for card in page.cards} == {""}
    assert all(card.reading.hidden for card in page.cards)


def test_units_stand_in_the_order_of_the_alphabet_and_those_told_together_once():
    card = cards_of(scene(Unit(Level.DOMAIN, "D0")), TABS["compare"])[0]
    names = [row.label for row in card.chart.rows]
    assert names == sorted(names)
    assert any(" + " in name for name in names)


def test_who_sees_one_unit_compares_nothing():
    own = Sight(whole=True, everything=False, codes={"programme": frozenset({"P1"})})
    where = scene(Unit(Level.PROGRAMME, "P1"), sight=own)
    assert [unit.code for unit in where.own_units] == ["", "P1"]
    assert cards_of(where, TABS["compare"]) == []


def test_a_target_of_the_unit_takes_the_place_of_the_example():
    card = next(one for one in cards_of(scene(), TABS["hours"]) if one.key == "professional")
    assert card.chart.rows[0].usual == 0.12
    before = next(
        one for one in cards_of(scene(period=PERIODS[0]), TABS["hours"]) if one.key == "professional"
    )
    assert before.chart.rows[0].usual == 0.15
