"""The two pictures of README.md: they are there, small, and shown.

Renew them with `THUIS_PICTURES=1 make test ARGS="tests/journeys/test_readme_pictures.py -n 0"`.
"""

import os
from pathlib import Path

import pytest

from tests import factories
from tests.journeys import stories
from tests.journeys.stories import LAPTOP, guest
from thuis.foundation.accounts.models import User
from thuis.rooms.monitor.models import Round

pytest.importorskip("playwright")
ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
NAMES = ("letter.png", "round.png")
LIGHT = 150 * 1024  # bytes: a reader on a train sees it too
UNPLEASANT = ("WEL04", "WEL05", "WEL06", "EXH", "DEM", "PRE", "STOP")
renews = pytest.mark.skipif(os.environ.get("THUIS_PICTURES") != "1", reason="only when pictures are renewed")


@pytest.mark.parametrize("name", NAMES)
def test_each_picture_is_there_small_and_shown(name):
    assert 0 < (PICTURES / name).stat().st_size <= LIGHT
    assert f"docs/pictures/{name}" in (ROOT / "README.md").read_text(encoding="utf-8")


@renews
def test_the_letter_is_pictured(chrome, live_server, house, settings):
    settings.DEMO = False
    link = stories.invited_student(house, language="en")
    with guest(chrome, live_server.url, "picture", "en") as sanne:
        page = sanne.goes_to(link)
        page.locator("main form button").first.click()
        page.wait_for_url("**/monitor/page/**")
        while "/more/" not in page.url:
            answers_as_somebody_who_feels_at_home(page)
            stories.goes_on(sanne)
        stories.goes_on(sanne, "letter")
        page.set_viewport_size({"width": 390, "height": 1100})
        page.screenshot(path=str(PICTURES / "letter.png"))


def answers_as_somebody_who_feels_at_home(page):
    for question in stories.questions(page).all():
        options = question.locator(".pills input, .ticks input")
        code, count = options.first.get_attribute("name"), options.count()
        is_low = code.startswith(UNPLEASANT) or question.locator(".ticks").count()
        number = 1 if is_low else min(count - 2, 8)
        stories.choose_pill(question, number, touch=False)


@renews
def test_a_round_is_pictured(chrome, live_server, house, settings):
    settings.DEMO = False
    stories.invited_student(house)
    for number in range(180):
        factories.student(house.social_work_avermeer, email=f"s{number}@student.debrug.example")
    Round.objects.update(title_en="Student Wellbeing Monitor", title_nl="Studentenwelzijnsmonitor")
    with guest(chrome, live_server.url, "picture", "en", size=LAPTOP) as ineke:
        ineke.signs_in(User.objects.get(email="ineke@debrug.example"))
        page = ineke.goes_to("/rounds/nu/")
        page.locator("form[action$='/invite/'] button").click()
        page.get_by_role("status").wait_for()
        ineke.goes_to("/rounds/nu/")
        page.set_viewport_size({"width": 1280, "height": 600})
        page.screenshot(path=str(PICTURES / "round.png"))
