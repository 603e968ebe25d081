"""Documents as pages, opened from their folder as a file: axe finds nothing, and a phone shows them whole."""

import pytest

from tests.journeys.conftest import Visitor
from tests.journeys.test_style import looked_at
from thuis.config.cli import main

pytest.importorskip("playwright")

PAGES = ("index.html", "docs/guide/nl/coordinator.html", "docs/reference/routing.html")


def test_documents_pass_axe_on_a_phone_in_both_themes(chrome, tmp_path):
    assert main(["docs", "build", str(tmp_path)]) == 0
    reader = Visitor(chrome.new_page(viewport={"width": 320, "height": 844}), tmp_path.as_uri())
    problems = {name: list(looked_at(at(reader, name))) for name in PAGES}
    assert {name: found for name, found in problems.items() if found} == {}


def test_all_pages_are_one_step_away_on_a_phone_and_beside_the_text_on_a_laptop(chrome, tmp_path):
    assert main(["docs", "build", str(tmp_path)]) == 0
    for width, is_offered in ((390, True), (1280, False)):
        page = chrome.new_page(viewport={"width": width, "height": 844})
        page.goto(f"{tmp_path.as_uri()}/docs/guide/nl/student.html")
        assert page.locator(".bar .to-pages").is_visible() is is_offered
        assert page.locator("#pages").bounding_box()["y"] > (844 if is_offered else 0)
        page.close()


def at(reader, name):
    reader.goes_to(f"/{name}")
    return reader
