"""Everything works without JavaScript: forms, links and the letter."""

import pytest

from tests.journeys import stories
from tests.journeys.stories import guest, path_of
from thuis.foundation.responses.models import Draft, LetterboxAnswers

pytest.importorskip("playwright")


def test_from_link_to_letter(chrome, live_server, house):
    link = stories.invited_student(house)
    with guest(chrome, live_server.url, "without-javascript", java_script_enabled=False) as noor:
        page = noor.goes_to(link)
        page.get_by_role("button", name="Ja, ik doe mee").click()
        page.wait_for_url("**/monitor/page/**")
        noor.keeps("first")
        visited = stories.walks_to_choice(noor, waits=False)
        assert len(visited) >= 7
        page.locator("input[name=modules]").first.check()
        stories.goes_on(noor, "more")
        noor.keeps("extra")
        stories.walks_to_letter(noor, waits=False)
        noor.keeps("letter")
        assert len(LetterboxAnswers.objects.get().answers) > 30


def test_back_saves_and_the_language_can_be_changed_on_the_way(chrome, live_server, house):
    link = stories.invited_student(house)
    with guest(chrome, live_server.url, "without-javascript-back", java_script_enabled=False) as noor:
        page = noor.goes_to(link)
        page.get_by_role("button", name="Ja, ik doe mee").click()
        page.wait_for_url("**/monitor/page/**")
        first = path_of(page)
        stories.goes_on(noor)
        stories.answers_page(noor, waits=False)
        assert stories.goes_on(noor, "back") == first
        assert len(Draft.objects.get().answers) >= 5
        page.get_by_role("button", name="English").click()
        page.get_by_role("button", name="Nederlands").wait_for()
        assert path_of(page) == first
        noor.keeps("english")
