"""Figures on participation in a browser: a director sees conversion, sets a target, and asks what if."""

import pytest
from django.core.cache import caches

from tests import cast
from tests.journeys.test_roles import look_of, sound
from tests.rooms.participation.figures import released
from tests.sizes import LOOKS
from thuis.foundation.accounts.models import User
from thuis.rooms.participation.models import Target
from thuis.rooms.participation.tabs import TABS

pytest.importorskip("playwright")
WHOLE = "/participation/2023-q4/institution/all/"


@pytest.fixture
def made(house, tmp_path, settings):
    settings.HOME = tmp_path
    caches["pages"].clear()
    return released(house)


def director(visitor, *look):
    window = visitor(look[0], width=look[1], dark=look[2])
    window.signs_in(User.objects.get(email=cast.YASMIN.email))
    return window


def test_every_page_of_figures_is_sound_in_every_look(made, visitor):
    for look in LOOKS:
        window = director(visitor, *look)
        for tab in [*TABS, "steer"]:
            window.goes_to(f"{WHOLE}{tab}/")
            sound(window, f"figures-{tab}-{look_of(*look)}")
        window.goes_to("/participation/figures/")
        sound(window, f"figures-manage-{look_of(*look)}")


def test_a_director_sees_conversion_by_site_sets_a_target_and_asks_what_if(made, visitor):
    window = director(visitor, "en", 1280, False)
    page = window.goes_to("/participation/")
    page.get_by_role("link", name="Compare").click()
    page.get_by_role("heading", name="Do students who want a role get one? · Sites").wait_for()
    page.get_by_role("link", name="Steer").click()
    page.get_by_label("Figure").select_option("conversion")
    page.get_by_label("Target, in percent").fill("60")
    page.get_by_label("Until when").fill("2040-12-31")
    page.get_by_role("button", name="Set this target").click()
    page.get_by_role("cell", name="60.0%").wait_for()
    assert Target.objects.get().measure == "conversion"
    page.get_by_label("Roles more").fill("40")
    page.get_by_role("button", name="Calculate").click()
    page.get_by_role("status").get_by_text("→").wait_for()
    window.keeps_picture("figures-what-if")
