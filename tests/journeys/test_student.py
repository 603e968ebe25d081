"""A student and her link in a real browser: on a phone, on two devices, in two tabs, without connection."""

import pytest

from tests.journeys import stories
from tests.journeys.stories import LAPTOP, guest, path_of
from thuis.foundation.audit.actions import Operator
from thuis.foundation.responses.models import Draft, LetterboxAnswers
from thuis.rooms.monitor.actions.rounds import close_round, renew_link
from thuis.rooms.monitor.models import Invitation, Round

pytest.importorskip("playwright")
TOUCH = {"is_mobile": True, "has_touch": True}
NO_PAGE = "404 (Not Found)"
NO_NETWORK = ("ERR_INTERNET_DISCONNECTED", "htmx:")


@pytest.fixture
def link(house):
    """The path of Sanne's link."""
    return stories.invited_student(house)


def test_from_phone_to_laptop_to_letter_and_gone(chrome, live_server, link):
    with guest(chrome, live_server.url, "student-nl", **TOUCH) as phone:
        seen = begins_on_the_phone(phone, link)
    with guest(chrome, live_server.url, "student-nl-laptop", size=LAPTOP) as laptop:
        goes_on_elsewhere(laptop, link, seen)
        reads_and_keeps(laptop)
        takes_back(laptop)


def begins_on_the_phone(phone, link):
    page = phone.goes_to(link)
    assert path_of(page) == "/monitor/"
    assert page.locator("html").get_attribute("lang") == "nl"
    phone.keeps("welcome")
    page.get_by_role("button", name="Ja, ik doe mee").tap()
    page.wait_for_url("**/monitor/page/**")
    first = path_of(page)
    stories.answers_page(phone, touch=True)
    page.get_by_text("Bewaard").first.wait_for()
    phone.keeps("answered")
    second = stories.goes_on(phone, touch=True)
    stories.answers_page(phone, touch=True)
    assert stories.goes_on(phone, "back", touch=True) == first
    assert page.locator(".pills input:checked").count() > 0
    assert stories.goes_on(phone, touch=True) == second
    page.get_by_role("button", name="Stop op dit apparaat").tap()
    page.get_by_role("heading", name="Je bent gestopt op dit apparaat").wait_for()
    phone.keeps("stopped")
    return {first, second}


def goes_on_elsewhere(laptop, link, seen):
    page = laptop.goes_to(link)
    laptop.keeps("welcome-again")
    page.get_by_role("button", name="Ga verder waar ik was").click()
    page.wait_for_url("**/monitor/page/**")
    assert path_of(page) in seen
    assert page.locator(".pills input:checked").count() > 0
    stories.walks_to_choice(laptop)
    laptop.keeps("more")
    page.locator("input[name=modules]").first.check()
    page.get_by_role("button", name="Beantwoord deze ook").click()
    page.wait_for_url("**/monitor/page/**")
    laptop.keeps("extra")
    assert len(stories.walks_to_letter(laptop)) >= 1


def reads_and_keeps(laptop):
    page = laptop.page
    assert path_of(page) == "/monitor/letter/"
    laptop.keeps("letter")
    assert LetterboxAnswers.objects.count() == 1
    with page.expect_download() as coming:
        page.get_by_role("link", name="Bewaar als PDF").click()
    assert coming.value.path().read_bytes().startswith(b"%PDF")


def takes_back(laptop):
    page = laptop.page
    page.get_by_role("link", name="Mijn antwoorden verwijderen").click()
    page.get_by_role("heading", level=1).wait_for()
    laptop.keeps("delete")
    page.get_by_role("button", name="Voorgoed verwijderen").click()
    page.get_by_role("heading", name="Je antwoorden zijn weg").wait_for()
    laptop.keeps("gone")
    assert (LetterboxAnswers.objects.count(), Draft.objects.count()) == (0, 0)


def starts(somebody, link):
    page = somebody.goes_to(link)
    page.locator("main form button").first.click()
    page.wait_for_url("**/monitor/page/**")
    return page


def test_looking_for_help_on_the_way_loses_nothing(chrome, live_server, link):
    with guest(chrome, live_server.url, "help-on-the-way", **TOUCH) as sanne:
        page = starts(sanne, link)
        asked = page.url
        stories.answers_page(sanne, touch=True)
        page.get_by_role("link", name="Praten met iemand?").tap()
        page.wait_for_url(lambda url: url != asked)
        sanne.keeps("help")
        page.go_back()
        assert page.url == asked
        assert page.locator(".pills input:checked").count() == stories.questions(page).count()


def test_two_tabs_keep_each_others_answers(chrome, live_server, link):
    with guest(chrome, live_server.url, "two-tabs", size=LAPTOP) as left:
        page = starts(left, link)
        right = left.opens_tab()
        right.goes_to(path_of(page))
        stories.choose_pill(stories.questions(left.page).nth(1), 3, touch=False)
        stories.questions(left.page).nth(1).locator(".saved svg").wait_for()
        stories.choose_pill(stories.questions(right.page).nth(2), 1, touch=False)
        stories.goes_on(right)
        stories.goes_on(left)
        assert len(Draft.objects.get().answers) == 2


def test_two_tabs_hand_in_once(chrome, live_server, link):
    with guest(chrome, live_server.url, "two-letters", size=LAPTOP) as left:
        starts(left, link)
        stories.walks_to_choice(left)
        right = left.opens_tab()
        right.goes_to("/monitor/more/")
        assert stories.goes_on(left, "letter") == "/monitor/letter/"
        assert stories.goes_on(right, "letter") == "/monitor/letter/"
        assert LetterboxAnswers.objects.count() == 1


def test_a_double_click_on_the_last_button_hands_in_once(chrome, live_server, link):
    with guest(chrome, live_server.url, "double-click", size=LAPTOP) as somebody:
        page = starts(somebody, link)
        stories.walks_to_choice(somebody)
        page.locator("button[value=letter]").dblclick(no_wait_after=True)
        page.wait_for_url("**/monitor/letter/")
        assert LetterboxAnswers.objects.count() == 1


def test_without_a_connection_she_is_told_and_nothing_is_lost_once_it_is_back(chrome, live_server, link):
    with guest(chrome, live_server.url, "offline", expects=NO_NETWORK) as somebody:
        page = starts(somebody, link)
        question = stories.questions(page).nth(1)
        page.context.set_offline(True)
        stories.choose_pill(question, 3, touch=False)
        question.get_by_text("Nog niet bewaard").wait_for()
        somebody.keeps("not-saved")
        assert Draft.objects.get().answers == {}
        page.context.set_offline(False)
        stories.goes_on(somebody)
        assert list(Draft.objects.get().answers.values()) == [3]


def test_an_unknown_and_a_replaced_link_say_what_to_do(chrome, live_server, link):
    renew_link(invitation=Invitation.objects.get(), by=Operator("test"))
    with guest(chrome, live_server.url, "no-link", expects=(NO_PAGE,)) as somebody:
        for path in ("/m/aaaaaaaaaaaaaaaaaaaaaaaaaa/", link, "/monitor/"):
            page = somebody.goes_to(path)
            assert page.locator("main h1").count() == 1
            somebody.keeps("refused")


def test_a_link_to_a_closed_round_says_until_when(chrome, live_server, link):
    close_round(round=Round.objects.get(), by=Operator("test"))
    with guest(chrome, live_server.url, "closed", expects=("409 (Conflict)",)) as somebody:
        page = somebody.goes_to(link)
        assert "gesloten" in page.locator("main").inner_text()
        somebody.keeps("round")
