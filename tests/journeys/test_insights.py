"""Marit finds in three clicks whether first-years feel more at home; every tab is looked at."""

import re

import pptx
import pytest
from django.test import override_settings
from django.urls import reverse

from tests.harness.site import CLOSED, SMALL, site_in
from tests.journeys.test_style import BOTH_THEMES, in_turn, looked_at
from thuis.rooms.insights.tabs import TABS

pytest.importorskip("playwright")
WORDS = {
    "nl": {
        "belonging": "Binding",
        "group": "Groep",
        "first": "Jaar 1",
        "table": "Toon tabel",
        "why": "Minder dan",
        "add": "In mijn verslag zetten",
        "mine": "Mijn verslag",
    },
    "en": {
        "belonging": "Belonging",
        "group": "Group",
        "first": "Year 1",
        "table": "Show table",
        "why": "Fewer than",
        "add": "Add to report",
        "mine": "My report",
    },
}


@pytest.fixture
def filled(transactional_db, tmp_path):
    with override_settings(HOME=tmp_path):
        yield site_in(tmp_path)


def come(visitor, filled, who, language, width):
    somebody = visitor(language, width=width)
    somebody.signs_in(filled.users[who])
    return somebody


@pytest.mark.parametrize("language", ["nl", "en"])
def test_three_clicks_tell_about_first_years_beside_the_domain(visitor, filled, language):
    words, marit = WORDS[language], come(visitor, filled, "marit", language, 1280)
    page = marit.goes_to("/insights/")
    page.get_by_role("link", name=words["belonging"], exact=True).first.click()
    page.locator("details.choice summary", has_text=words["group"]).click()
    page.locator("details.choice a", has_text=words["first"]).click()
    page.wait_for_load_state()
    assert "group=study_year%3A1" in page.url
    assert words["first"] in page.locator("main .chip.on").inner_text()
    first = page.locator("section.card").first.inner_text()
    assert re.search(r"\d+ (of|van) 100", first)
    assert CLOSED[0] in first  # the round before
    assert re.search("Mens|Society|People", first)  # the domain
    page.get_by_text(words["table"]).first.click()
    assert page.locator("details[open] table.figures").count() == 1
    marit.keeps_picture(f"insights-first-years-{language}")
    title = page.locator("section.card h2").first.inner_text()
    page.get_by_role("button", name=words["add"]).first.click()
    page.wait_for_load_state()
    page.get_by_role("link", name=words["mine"]).click()
    with page.expect_download() as found:
        page.get_by_role("link", name="PPTX").click()
    deck = pptx.Presentation(str(found.value.path()))
    said = "\n".join(
        shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame
    )
    assert title in said
    assert words["first"] in said
    assert any(shape.has_chart for slide in deck.slides for shape in slide.shapes)


@pytest.mark.parametrize(("language", "width"), BOTH_THEMES)
def test_every_tab_passes_axe_in_both_themes_and_does_not_scroll_sideways(visitor, filled, language, width):
    ruben, problems = come(visitor, filled, "ruben", language, width), []
    places = [("institution", "all", tab) for tab in TABS]
    places += [("programme", SMALL, "belonging"), ("programme", "SW", "belonging")]
    for number, (kind, unit, tab) in enumerate(places):
        path = {"round": CLOSED[-1], "kind": kind, "unit": unit, "tab": tab}
        ruben.goes_to(reverse("insights:tab", kwargs=path))
        told = looked_at(ruben, closely=in_turn(number, language, width))
        problems += [f"{unit} {tab} {problem}" for problem in told]
    assert problems == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_small_programme_is_told_together_with_others_or_not_at_all(visitor, filled, language):
    ruben = come(visitor, filled, "ruben", language, 390)
    path = {"round": CLOSED[-1], "kind": "programme", "unit": SMALL, "tab": "belonging"}
    page = ruben.goes_to(reverse("insights:tab", kwargs=path))
    alone = {"nl": "Opleiding KUN", "en": "Programme KUN"}[language]
    first = page.locator("section.card").first
    told = first.locator(".dot").count()
    assert page.locator(".crumbs b").inner_text() != alone if told else first.locator(".suppressed").count()
    ruben.keeps_picture(f"insights-small-{language}")
