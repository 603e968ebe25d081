"""A student on a phone finds help in three questions, or in her own words; nobody needs an account."""

import pytest

from tests import cast, factories
from tests.journeys.stories import guest, path_of
from tests.rooms.support.conftest import offer
from thuis.foundation.accounts.models import User

pytest.importorskip("playwright")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
LOOKS = [("nl", 320, True), ("en", 1280, False)]
WORDS = {
    "nl": (
        "Of beantwoord drie vragen",
        "geld en wonen",
        "Laat zien wie kan helpen",
        "geen geld voor de huur",
    ),
    "en": ("Or answer three questions", "money and housing", "Show who can help", "no money for rent"),
}


@pytest.fixture
def help_here(house):
    factories.student_house()
    offer(
        "decaan", kind="dean", name_nl="Studentendecaan", name_en="Student dean", topics=["money"],
        phone="088 1", opening="mo-su 00:00-23:59", first_step_nl="Kies.", first_step_en="Choose.",
    )  # fmt: skip


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_student_finds_a_dean_in_three_questions_without_a_script(chrome, live_server, help_here, language):
    fold, topic, show, words = WORDS[language]
    with guest(chrome, live_server.url, f"help-{language}", language, java_script_enabled=False) as sanne:
        page = sanne.goes_to("/help/")
        assert page.locator("a[href='tel:113']").is_visible()
        page.get_by_text(fold).click()
        page.get_by_label(topic).check()
        page.locator("#id_site").select_option("AVM")
        sanne.page.get_by_role("button", name=show).click()
        assert path_of(page) == "/help/find/"
        assert "?" not in page.url
        assert page.locator("h3").first.inner_text() in {"Studentendecaan", "Student dean"}
        page.locator("h3 a").first.click()
        assert path_of(page) == "/help/decaan/"
        assert page.locator("a[href='tel:0881']").count() == 1
        page.go_back()
        page.go_back()
        page.locator("#id_words").fill(words)
        page.locator("#id_words").press("Enter")
        assert path_of(page) == "/help/find/"
        assert "huur" not in page.url
        assert page.locator("h3 a[href='/help/decaan/']").is_visible()


def sound(window, name):
    """No axe violation and no scrolling sideways; keeps a picture."""
    window.keeps_picture(name)
    found = axe.Axe().run(window.page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert not window.scrolls_sideways()


def test_every_page_with_help_is_sound_in_every_look(help_here, visitor):
    for language, width, dark in LOOKS:
        look = f"{language}-{width}{'-dark' if dark else ''}"
        window = visitor(language, width=width, dark=dark)
        window.goes_to("/help/")
        window.page.locator("summary").first.click()
        sound(window, f"help-map-{look}")
        window.page.locator("#id_words").fill("ik wil dood")
        window.page.locator("#id_words").press("Enter")
        window.page.get_by_text("113", exact=False).first.wait_for()
        sound(window, f"help-danger-{look}")
        window.goes_to("/help/decaan/")
        sound(window, f"help-one-{look}")
        window.signs_in(User.objects.get(email=cast.YASMIN.email))
        for name in ("", "decaan/", "files/"):
            window.goes_to(f"/support/{name}")
            sound(window, f"help-upkeep-{name.strip('/') or 'all'}-{look}")
