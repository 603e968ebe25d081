"""A student with only a keyboard, in English on a laptop: Tab, arrows, digits, Space and Enter.

Wherever the focus goes it can be seen: something around it has an outline, and nothing lies over it.
"""

from dataclasses import dataclass

import pytest

from tests.journeys import stories
from tests.journeys.stories import LAPTOP, guest, path_of
from thuis.foundation.responses.models import LetterboxAnswers

pytest.importorskip("playwright")
FOCUS = """() => {
  const here = document.activeElement;
  const face = here.closest('label.pill')?.querySelector('span') ?? here;
  const style = getComputedStyle(face), box = face.getBoundingClientRect();
  const above = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    tag: here.tagName, kind: here.type ?? '', name: here.name ?? '', value: here.value ?? '',
    words: here.textContent.trim(),
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    uncovered: !!above && (above === face || face.contains(above) || above.contains(face)
      || !!above.closest('label')?.contains(here)),
  };
}"""
# a second arrow replaces the saving of the first, and htmx writes that down
REPLACED = ("htmx:sendAbort", "htmx:afterRequest")
ENOUGH = 60  # more presses of Tab than any page needs


@dataclass(frozen=True)
class Focus:
    """Where the focus is, and whether it can be seen."""

    tag: str
    kind: str
    name: str
    value: str
    words: str
    outlined: bool
    uncovered: bool

    @property
    def is_visible(self):
        """The body has the focus for one press of Tab, between the last link and the browser's own bar."""
        return self.tag == "BODY" or (self.outlined and self.uncovered)

    @property
    def goes_on(self):
        return self.kind == "submit" and self.value in {"next", "letter"}


def tab(page) -> Focus:
    page.keyboard.press("Tab")
    here = Focus(**page.evaluate(FOCUS))
    assert here.is_visible, f"{path_of(page)}: the focus on {here} cannot be seen"
    return here


def presses(page, key):
    """A key that leads to another page."""
    before = page.url
    page.keyboard.press(key)
    page.wait_for_url(lambda url: url != before)


def answer(page, here, answered):
    """Answer the question that has the focus: arrows for the first of a page, then digits."""
    if here.kind == "radio" and here.value != "rather-not":
        keys = ["3"] if answered else ["ArrowRight", "ArrowRight"]
    elif here.kind == "checkbox" and here.value != "rather-not":
        keys = ["Space"]
    else:
        return
    answered.add(here.name)
    for key in keys:
        page.keyboard.press(key)
    page.locator(f"#saved-{here.name} svg").wait_for()


def test_a_whole_questionnaire_without_a_mouse(chrome, live_server, house):
    link = stories.invited_student(house, language="en")
    with guest(chrome, live_server.url, "keyboard-en", "en", size=LAPTOP, expects=REPLACED) as sam:
        page = sam.goes_to(link)
        assert page.locator("html").get_attribute("lang") == "en"
        to_the_button(page, "Yes, I take part")
        pages = 0
        while path_of(page) != "/monitor/letter/":
            answered = one_page(sam)
            pages += bool(answered)
        sam.keeps("letter")
        assert pages >= 7
        assert len(LetterboxAnswers.objects.get().answers) >= 30


def to_the_button(page, words):
    for _ in range(ENOUGH):
        if tab(page).words == words:
            return presses(page, "Enter")
    raise AssertionError(f"no button {words}")


def one_page(sam):
    """Tab through one page, answer what comes, and go on with Enter; returns what was answered."""
    page, answered = sam.page, set()
    for _ in range(ENOUGH):
        here = tab(page)
        if here.goes_on:
            sam.keeps(path_of(page).strip("/").replace("/", "-"))
            presses(page, "Enter")
            return answered
        if here.name not in answered:
            answer(page, here, answered)
    raise AssertionError(f"{path_of(page)}: no button to go on")


def test_the_first_tab_skips_to_the_content(chrome, live_server, house):
    link = stories.invited_student(house, language="en")
    with guest(chrome, live_server.url, "keyboard-skip", "en", size=LAPTOP) as sam:
        page = sam.goes_to(link)
        assert tab(page).words == "Skip to content"
        sam.keeps("skip")
        page.keyboard.press("Enter")
        page.wait_for_url("**#content")


def test_everything_on_the_letter_can_be_reached(chrome, live_server, house):
    link = stories.invited_student(house, language="en")
    with guest(chrome, live_server.url, "keyboard-keep", "en", size=LAPTOP) as sam:
        page = sam.goes_to(link)
        page.locator("main form button").first.press("Enter")
        page.wait_for_url("**/monitor/page/**")
        stories.walks_to_choice(sam)
        stories.goes_on(sam, "letter")
        reached = {tab(page).words for _ in range(ENOUGH)}
        assert {"Keep as PDF", "Delete my answers", "Stop on this device", "All help in one list"} <= reached
