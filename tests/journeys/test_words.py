"""Open answers in a real browser: two people read, an admin lets the themes out, a manager sees them."""

import pytest

from tests import cast
from tests.foundation.words import site as words
from tests.journeys.test_research import account, sound
from tests.sizes import LOOKS
from tests.waiting import wait_until
from thuis.config.releases import release_closed_rounds
from thuis.foundation.audit.actions import Operator
from thuis.foundation.responses.models import OpenText
from thuis.foundation.words import releasing
from thuis.foundation.words.models import WordsRound
from thuis.foundation.words.queries import texts_with

pytest.importorskip("playwright")
ROUND, TAB = "/words/2025/", "/insights/2025/institution/all/words/"
BUTTONS = {
    "nl": ("Verzamel open antwoorden", "Word lezer"),
    "en": ("Collect open answers", "Become a reader"),
}


@pytest.fixture
def site(house, tmp_path, settings):
    settings.HOME = tmp_path
    words.round_with_texts(texts=40, silent=10)
    release_closed_rounds(by=Operator("test"))


@pytest.mark.parametrize(("language", "width", "dark"), LOOKS)
def test_from_the_pile_to_the_dashboard(site, visitor, language, width, dark):
    look = f"{language}-{width}{'-dark' if dark else ''}"
    ruben, rosa = account(cast.RUBEN), words.second_reader()
    window = visitor(language, width=width, dark=dark)
    window.signs_in(ruben)
    collect, become = BUTTONS[language]
    page = window.goes_to("/words/")
    sound(window, f"words-register-{look}")
    page.get_by_role("button", name=collect).click()
    sound(window, f"words-collected-{look}")
    page.get_by_role("button", name=become).click()
    window.goes_to(f"{ROUND}codebook/")
    sound(window, f"words-codebook-{look}")
    reads_one(window.goes_to(f"{ROUND}read/"), window, look)
    one = reads_the_rest(ruben, rosa)
    window.goes_to(ROUND)
    sound(window, f"words-agreement-{look}")
    window.goes_to(f"{ROUND}settle/")
    sound(window, f"words-settle-{look}")
    one = releasing.ask_release(one=one, by=ruben)
    releasing.release_themes(one=one, by=account(cast.INEKE))
    quotes(one, ruben, rosa)
    window.goes_to(f"{ROUND}texts/?item={words.KEPT}&theme=contact")
    sound(window, f"words-texts-{look}")
    admin, manager = (visitor(language, width=width, dark=dark) for _ in range(2))
    admin.signs_in(account(cast.INEKE))
    admin.goes_to(f"{ROUND}quotes/")
    sound(admin, f"words-quotes-{look}")
    manager.signs_in(account(cast.MARIT))
    told = manager.goes_to(TAB)
    sound(manager, f"words-tab-{look}")
    assert told.locator("blockquote").count() == 1


def reads_one(page, window, look):
    """With the keyboard alone: the first theme is ticked, the text kept, and the next one comes."""
    text = page.locator("input[name=text]")
    before = text.input_value()
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    sound(window, f"words-read-{look}")
    page.keyboard.press("Enter")
    wait_until(lambda: text.input_value() != before)


def reads_the_rest(first, second):
    one = words.actions.become_reader(one=WordsRound.objects.get(), by=second)
    words.read_by(one, first)
    words.read_by(one, second)
    return one


def quotes(one, first, second):
    # not the text that was read by keyboard: there the readers may have seen different themes
    agreed = texts_with(one, words.KEPT, "contact")
    text = next(each for each in agreed if "docent ziet mij" in each.text)
    told, waits = (
        releasing.propose_quote(one=one, text=text, theme="contact", words=part, by=first)
        for part in ("de docent ziet mij", "… ziet mij …")
    )
    releasing.show_quote(one=one, quote=told, by=second)
    assert waits.pk
    assert OpenText.objects.count() == 40
