"""What the stories of students and colleagues share: a window that notes what goes wrong, and a round.

A guest is a visitor whose window closes itself. Whatever the browser complained about on the way, and every
request that left this host, fails the story at its end.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests import factories
from tests.journeys.conftest import NAMES, Visitor
from tests.rooms.monitor.conftest import make_round, open_now
from thuis.rooms.monitor.models import Invitation
from thuis.rooms.monitor.queries.rounds import token_of

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 900}
PATIENCE = 10_000  # milliseconds that a page may take before a story gives up


@dataclass
class Guest(Visitor):
    """A visitor with a list of what her browser complained about."""

    name: str = ""
    pictures: int = 0
    trouble: list[str] = field(default_factory=list)

    def keeps(self, what: str) -> None:
        """The next picture of this story: name-01-what."""
        self.pictures += 1
        assert " at 0x" not in self.page.content(), "a page shows an object instead of its words"
        self.page.evaluate("scrollTo(0, 0)")
        self.keeps_picture(f"{self.name}-{self.pictures:02}-{what}")

    def opens_tab(self) -> "Guest":
        """A second tab of the same window."""
        other = Guest(self.page.context.new_page(), self.address, f"{self.name}-tab", 0, self.trouble)
        other.watches()
        return other

    def watches(self) -> None:
        self.page.on("console", self._hears)
        self.page.on("pageerror", lambda error: self.trouble.append(f"script: {error}"))
        self.page.on("request", self._follows)

    def _hears(self, message) -> None:
        if message.type in {"error", "warning"}:
            self.trouble.append(f"console: {message.text}")

    def _follows(self, request) -> None:
        if urlsplit(request.url).netloc not in {urlsplit(self.address).netloc, ""}:
            self.trouble.append(f"other host: {request.url}")


@contextmanager
def guest(chrome, address, name, language="nl", *, size=PHONE, expects=(), **options) -> Iterator[Guest]:
    """One window; `expects` are the words of complaints that belong to the story."""
    window = chrome.new_context(locale=NAMES[language], viewport=size, reduced_motion="reduce", **options)
    window.set_default_timeout(PATIENCE)
    somebody = Guest(window.new_page(), address, name)
    somebody.watches()
    try:
        yield somebody
    finally:
        window.close()
    unexpected = [line for line in somebody.trouble if not any(words in line for words in expects)]
    assert unexpected == [], unexpected


def invited_student(house, *, language="nl") -> str:
    """The path of a student's personal link to a round that is open now; the house offers one place to go."""
    student = factories.student(house.social_work_avermeer, language=language)
    factories.student_house()
    round_now = open_now(make_round())
    return f"/m/{token_of(Invitation.objects.get(round=round_now, person=student))}/"


def path_of(page) -> str:
    return urlsplit(page.url).path


def questions(page):
    """The fieldsets with pills on this page, in order."""
    return page.locator("fieldset.question")


def choose_pill(question, number: int, *, touch: bool) -> None:
    """The pill with this number, as a finger or a mouse does it."""
    pill = question.locator(".pills label.pill, .ticks label.pill").nth(number)
    pill.tap() if touch else pill.click()


def answers_page(guest, *, number: int = 2, touch: bool = False, waits: bool = True) -> int:
    """Answer every question with pills on this page; returns how many were answered."""
    found = questions(guest.page)
    for index in range(found.count()):
        choose_pill(found.nth(index), number, touch=touch)
        if waits:
            found.nth(index).locator(".saved svg").wait_for()
    return found.count()


def goes_on(guest, value: str = "next", *, touch: bool = False) -> str:
    """Press the visible button; returns the path of the page that comes."""
    button = guest.page.locator(f"button[name=go][value={value}]:not(.unseen)")
    before = guest.page.url
    button.tap() if touch else button.click()
    guest.page.wait_for_url(lambda url: url != before)
    return path_of(guest.page)


def walks_to_choice(guest, **how) -> list[str]:
    """From the first page to the choice of extra questions; returns the pages on the way."""
    return _walk(guest, "/monitor/more/", **how)


def walks_to_letter(guest, **how) -> list[str]:
    return _walk(guest, "/monitor/letter/", **how)


def _walk(guest, goal: str, **how) -> list[str]:
    visited = []
    while path_of(guest.page) != goal:
        visited.append(path_of(guest.page))
        answers_page(guest, **how)
        goes_on(guest, touch=how.get("touch", False))
    return visited
