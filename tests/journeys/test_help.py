"""A student on a phone finds help in three questions, or in her own words; nobody needs an account."""

import datetime

import pytest
from django.utils import timezone

from tests import cast, factories
from tests.journeys.stories import guest
from tests.rooms.support.conftest import offer
from tests.rooms.support.test_events import event
from tests.rooms.support.test_stories import chosen_story, count
from thuis.foundation.accounts.models import User
from thuis.rooms.support.models import Followed, Story, SupportOffer

pytest.importorskip("playwright")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
DAY = datetime.timedelta(days=1)
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
        page.locator("a[href='tel:113']").wait_for()
        page.get_by_text(fold).click()
        page.get_by_label(topic).check()
        page.locator("#id_site").select_option("AVM")
        sanne.page.get_by_role("button", name=show).click()
        page.wait_for_url("**/help/find/**")
        assert "?" not in page.url
        assert page.locator("h3").first.inner_text() in {"Studentendecaan", "Student dean"}
        page.locator("h3 a").first.click()
        page.wait_for_url("**/help/decaan/")
        page.locator("a[href='tel:0881']").wait_for()
        page.go_back()
        page.go_back()
        page.locator("#id_words").fill(words)
        page.locator("#id_words").press("Enter")
        page.wait_for_url("**/help/find/**")
        assert "huur" not in page.url
        page.locator("h3 a[href='/help/decaan/']").wait_for()


def sound(window, name):
    """No axe violation and no scrolling sideways; keeps a picture."""
    window.keeps_picture(name)
    found = axe.Axe().run(window.page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert not window.scrolls_sideways()


def test_every_page_with_help_is_sound(help_here, visitor):
    phone, laptop = (visitor(language, width=width, dark=dark) for language, width, dark in LOOKS)
    for window, look in ((phone, "phone"), (laptop, "laptop")):
        window.goes_to("/help/")
        window.page.locator("summary").first.click()
        sound(window, f"help-map-{look}")
    phone.page.locator("#id_words").fill("ik wil dood")
    phone.page.locator("#id_words").press("Enter")
    phone.page.get_by_text("Er is iemand voor je").wait_for()
    sound(phone, "help-danger")
    laptop.goes_to("/help/decaan/")
    sound(laptop, "help-one")
    for name, window in (("", laptop), ("decaan/", phone)):
        window.signs_in(User.objects.get(email=cast.YASMIN.email))
        window.goes_to(f"/support/{name}")
        sound(window, f"help-upkeep-{name.strip('/') or 'all'}")


CENTRE = "/support/centres/studentenhuis"
PAGES = {
    ("nl", 320, True): ("/help/events/", "/help/studentenhuis/", f"{CENTRE}/count/", f"{CENTRE}/report/"),
    ("en", 1280, False): ("/help/studentenhuis/tell/", f"{CENTRE}/stories/", f"{CENTRE}/ripple/"),
}


def test_the_pages_of_a_centre_are_sound(help_here, visitor):
    centre = SupportOffer.objects.get(code="studentenhuis")
    event(centre, begins_at=timezone.now() + DAY, ends_at=timezone.now() + 2 * DAY)
    count(centre, 34)
    soup = Followed.objects.create(centre=centre, words_nl="Samen eten", words_en="Eating together")
    Followed.objects.create(centre=centre, words_nl="Namen kennen", words_en="Knowing names", after=soup)
    chosen_story(centre)
    for (language, width, dark), pages in PAGES.items():
        window = visitor(language, width=width, dark=dark)
        window.signs_in(User.objects.get(email=cast.YASMIN.email))
        for page in pages:
            window.goes_to(page)
            sound(window, f"centre-{page.strip('/').replace('/', '-')}")


def test_a_student_gets_a_place_tells_her_story_and_reads_it_back(chrome, live_server, help_here):
    centre = SupportOffer.objects.get(code="studentenhuis")
    event(centre, begins_at=timezone.now() + DAY, ends_at=timezone.now() + 2 * DAY, title_en="Soup")
    with guest(chrome, live_server.url, "centre", "en", java_script_enabled=False) as sanne:
        page = sanne.goes_to("/help/")
        page.get_by_role("link", name="Soup").click()
        page.get_by_role("button", name="Keep a place for me").click()
        page.get_by_role("heading", name="You have a place").wait_for()
        code = page.locator(".figure-big").inner_text()
        sanne.goes_to("/help/events/place/")
        page.get_by_label("Your code").fill(code)
        page.get_by_role("button", name="See how it stands").click()
        page.get_by_role("heading", name="You have a place").wait_for()
        sanne.goes_to("/help/studentenhuis/tell/")
        page.get_by_label("Your story").fill("I came for soup.")
        for label, points in (("I was heard", "20"), ("I found my way", "30"), ("I belong", "50")):
            page.get_by_role("spinbutton", name=label).fill(points)
        page.get_by_label("everybody").check()
        page.get_by_role("button", name="Tell it").click()
        code = page.locator(".figure-big").inner_text()
        sanne.goes_to("/help/stories/")
        page.get_by_label("Your code").fill(code)
        page.get_by_role("button", name="Open").click()
        page.get_by_text("I came for soup.").wait_for()
        page.get_by_role("button", name="Erase my story").click()
        page.get_by_role("heading", name="Your story is erased").wait_for()
    assert not Story.objects.exists()
