"""Every page that opens is looked at: two languages, a phone and a laptop, light and dark.

No violation of WCAG 2.2 AA that axe can find, no scrolling sideways.
A new page comes in by itself: the pages are those that the role × route matrix calls `ok`.
"""

import pytest

from tests.architecture.routes import routes
from tests.architecture.test_routes import read
from thuis.foundation.accounts.models import User

pytest.importorskip("playwright")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# No page: a stylesheet, and addresses that only redirect after a post.
NOT_A_PAGE = {"brand.css"}


def pages():
    """(who, route): as a visitor where that is ok, else as the admin."""
    known = {route.pattern or "/": route for route in routes()}
    for pattern, row in read().items():
        if pattern in NOT_A_PAGE or pattern not in known:
            continue
        who = next((who for who in ("anonymous", "ineke", "marit", "ruben") if row[who] == "ok"), None)
        if who:
            yield who, known[pattern]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_passes_axe_and_does_not_scroll_sideways(visitor, house, language, width, dark):
    from axe_playwright_python.sync_playwright import Axe

    problems, axe, visitors = [], Axe(), {}
    for who, route in pages():
        somebody = visitors.get(who) or arrive(visitor, who, language, width, dark)
        visitors[who] = somebody
        somebody.goes_to(route.example())
        if somebody.scrolls_sideways():
            problems.append(f"{route.pattern}: scrolls sideways")
        found = axe.run(somebody.page, options=RULES).response["violations"]
        problems += [f"{route.pattern}: {one['id']} {one['nodes'][0]['html'][:160]}" for one in found]
    assert problems == []


def arrive(visitor, who, language, width, dark):
    somebody = visitor(language, width=width, dark=dark)
    if who != "anonymous":
        somebody.signs_in(User.objects.get(email=f"{who}@debrug.example"))
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
