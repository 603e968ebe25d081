"""Sanne answers three years, looks back on her phone, unlinks, and erases; every page as a picture."""

import json

import pytest

from tests import factories
from tests.journeys import stories
from tests.journeys.stories import guest, path_of
from tests.journeys.test_style import looked_at
from tests.rooms.monitor.conftest import make_round, open_now
from tests.rooms.monitor.test_mine_years import answers_in, end
from tests.sizes import PHONES
from thuis.foundation.responses.models import Draft, LetterboxAnswers, Response
from thuis.rooms.monitor.models import Invitation
from thuis.rooms.monitor.queries.rounds import token_of

pytest.importorskip("playwright")
TOUCH = {"is_mobile": True, "has_touch": True}
WORDS = {
    "nl": {"mine": "Alles van mij: andere jaren", "unlink": "Mijn jaren losmaken", "all": "Verwijder alles",
           "sure": "Alles voorgoed verwijderen", "part": "Ja, ik doe mee"},
    "en": {"mine": "Everything of mine: other years", "unlink": "Unlink my years", "all": "Delete everything",
           "sure": "Delete everything for good", "part": "Yes, I take part"},
}  # fmt: skip


@pytest.fixture
def link(house):
    """Two years that are over, and a round that is open now."""
    student = factories.student(house.social_work_avermeer)
    factories.student_house()
    for key in ("toen", "vorig"):
        open_now(make_round(key))
        answers_in(student, key, "years")
        end(key)
    round = open_now(make_round())
    return f"/m/{token_of(Invitation.objects.get(round=round, person=student))}/"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", PHONES)
def test_three_years_seen_unlinked_and_erased(chrome, live_server, link, language, width):
    words, size = WORDS[language], {"width": width, "height": 844}
    with guest(chrome, live_server.url, f"mine-{language}-{width}", language, size=size, **TOUCH) as sanne:
        page = sanne.goes_to(link)
        if language == "en":
            page.get_by_role("button", name="English").tap()
        answers_this_year(sanne, words)
        looks_back(sanne, words)
        unlinks(sanne, words)
        erases_everything(sanne, words)


def shows_well(sanne, what):
    """A picture to look at, and no violation of WCAG 2.2 AA that axe can find, in light and dark."""
    sanne.keeps(what)
    assert list(looked_at(sanne)) == []


def answers_this_year(sanne, words):
    page = sanne.page
    page.locator("input[value=years]").check()
    shows_well(sanne, "welcome")
    page.get_by_role("button", name=words["part"]).tap()
    page.wait_for_url("**/monitor/page/**")
    stories.walks_to_choice(sanne, touch=True)
    shows_well(sanne, "more")
    stories.goes_on(sanne, "letter", touch=True)


def looks_back(sanne, words):
    page = sanne.page
    page.get_by_role("link", name=words["mine"]).tap()
    page.wait_for_url("**/mine/")
    shows_well(sanne, "three-years")
    assert page.locator("figure.trend polyline").count() > 0
    first = page.locator("figure.trend").first
    assert first.locator("circle").count() == 3
    with page.expect_download() as coming:
        page.locator("a[href$='answers.json']").tap()
    assert len(json.loads(coming.value.path().read_text())["rounds"]) == 3


def unlinks(sanne, words):
    page = sanne.page
    page.locator("a[href$='take-back/years/']").tap()
    page.wait_for_url("**/take-back/years/")
    shows_well(sanne, "unlink")
    page.get_by_role("button", name=words["unlink"]).tap()
    page.wait_for_url("**/mine/")
    sanne.keeps("unlinked")
    assert page.locator("figure.trend").count() == 0
    assert not Response.objects.exclude(trail="").exists()


def erases_everything(sanne, words):
    page = sanne.page
    page.get_by_role("link", name=words["all"], exact=True).tap()
    page.wait_for_url("**/mine/erase/")
    sanne.keeps("erase")
    page.get_by_role("button", name=words["sure"]).tap()
    page.wait_for_url("**/mine/")
    assert path_of(page) == "/mine/"
    shows_well(sanne, "empty")
    assert not any(table.objects.exists() for table in (Response, LetterboxAnswers, Draft))
