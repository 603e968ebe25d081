"""Every page that opens is looked at: two languages, a phone and a laptop, light and dark.

No violation of WCAG 2.2 AA that axe can find, no scrolling sideways. A new page comes in by itself: the pages
are those that the role × route matrix calls `ok`. What needs an object to exist stands in WITH_OBJECTS.
"""

import pytest
from django.urls import reverse

from tests.architecture.routes import routes
from tests.architecture.test_routes import read
from tests.rooms.approaches.test_scan import filled
from tests.sizes import LOOKS, NIGHTLY
from thuis.foundation.accounts.models import User

pytest.importorskip("playwright")

EVERYTHING = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# A theme changes colours and nothing else.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
VIOLATIONS = """options => axe.run(document, options).then(found =>
    found.violations.map(one => one.id + ' ' + one.nodes[0].html.slice(0, 200)))"""
BOTH_THEMES = sorted({(language, width) for language, width, _dark in LOOKS})
FILES = (".css", ".csv", ".pdf", ".txt", ".zip", ".ics", ".atom", "/download/")
PROGRAMS = ("api/", "health/", "metrics/")  # answers for programs: there is no page to look at
# route name -> the object it needs, taken from the small institution
WITH_OBJECTS = {
    "approaches:concept": lambda house: {"concept": "integration"},
    "approaches:scan": lambda house: {"pk": filled(house.social_work).pk},
    "institution:unit": lambda house: {"pk": house.social_work.pk},
    "institution:edit-unit": lambda house: {"pk": house.social_work.pk},
    "institution:groups": lambda house: {"pk": house.social_work.pk},
    "institution:site": lambda house: {"pk": house.avermeer.pk},
    "institution:person": lambda house: {"pk": User.objects.get(email="marit@debrug.example").person.pk},
}

WHO_SEES = {"approaches:scan": "yasmin"}  # else the admin


def pages(house):
    """(who, address): as a visitor where that is ok, else as the first of the cast for whom it is."""
    known = {route.pattern or "/": route for route in routes()}
    for pattern, row in read().items():
        route, who = known.get(pattern), next((who for who in row if row[who] == "ok"), None)
        if route and who and not pattern.endswith(FILES) and not pattern.startswith(PROGRAMS):
            yield who, route.example()
    for name, example in WITH_OBJECTS.items():
        yield WHO_SEES.get(name, "ineke"), reverse(name, kwargs=example(house))


@pytest.mark.parametrize(("language", "width"), BOTH_THEMES)
def test_every_page_passes_axe_in_both_themes_and_does_not_scroll_sideways(visitor, house, language, width):
    visitors, problems = {}, []
    for number, (who, address) in enumerate(pages(house)):
        if who not in visitors:
            visitors[who] = arrive(visitor, who, language, width)
        visitors[who].goes_to(address)
        told = looked_at(visitors[who], closely=in_turn(number, language, width))
        problems += [f"{address} {problem}" for problem in told]
    assert problems == []


def in_turn(number, language, width):
    """Every night axe reads each page in each look; for a change in one of them, page by page in turn."""
    return NIGHTLY or number % len(BOTH_THEMES) == BOTH_THEMES.index((language, width))


def looked_at(somebody, closely=True):
    from axe_playwright_python.sync_playwright import Axe

    page = somebody.page
    if somebody.scrolls_sideways():
        yield "scrolls sideways"
    if not closely:
        return
    page.evaluate(Axe().axe_script)
    yield from page.evaluate(VIOLATIONS, EVERYTHING)
    page.emulate_media(color_scheme="dark")
    yield from (f"in dark: {problem}" for problem in page.evaluate(VIOLATIONS, COLOURS))
    page.emulate_media(color_scheme="light")


def arrive(visitor, who, language, width):
    somebody = visitor(language, width=width)
    if who != "anonymous":
        somebody.signs_in(User.objects.get(email__startswith=f"{who}@"))
    return somebody


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_style_page_is_pictured(visitor, house, language, width, theme):
    somebody = visitor(language, width=width)
    page = somebody.goes_to(f"/style/?theme={theme}")
    assert page.locator("html").get_attribute("data-theme") == theme
    assert page.locator("section").count() >= 20
    somebody.keeps_picture(f"style-{language}-{width}-{theme}")
