"""A real browser against a real server, with the small institution and the cast in it.

One browser per module: the browser's event loop must not linger when other tests run in the same process.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import browser as chromium
from tests import cast, factories
from tests.sizes import PICTURES

SCREENSHOTS = Path("var") / "screenshots"
NAMES = {"nl": "nl-NL", "en": "en-GB"}


def pytest_collection_modifyitems(items):
    """Without a browser a journey cannot be told; the run ends with a loud line about it."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.skipif(chromium.path() is None, reason="no Chromium on this machine"))


@pytest.fixture(scope="module")
def chrome():
    """Chromium itself, through Playwright."""
    from playwright.sync_api import sync_playwright

    # Playwright runs an event loop in this thread, and Django refuses databases beside one unless told
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium.path(), args=list(chromium.FLAGS))
        yield launched
        launched.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass
class Visitor:
    """One browser window with a language, a width and a theme."""

    page: object
    address: str

    def goes_to(self, path):
        self.page.goto(self.address + path)
        return self.page

    def keeps_picture(self, name):
        """With THUIS_PICTURES=1 a screenshot of the whole page in var/screenshots, for people to look at."""
        self.page.wait_for_load_state()  # a click only waits until a page begins
        if not PICTURES:
            return
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(SCREENSHOTS / f"{name}.png"), full_page=True)

    def scrolls_sideways(self):
        self.page.wait_for_load_state()
        return self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")

    def signs_in(self, user):
        """Skip the door: a session as after signing in."""
        from django.conf import settings
        from django.test import Client

        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": self.address}]
        )


@pytest.fixture
def visitor(chrome, live_server, transactional_db):
    """Makes visitors: `visitor("nl", width=390)`; closes their windows afterwards."""
    windows = []

    def make(language="nl", *, width=1280, dark=False):
        window = chrome.new_context(
            locale=NAMES[language],
            viewport={"width": width, "height": 900 if width > 600 else 844},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        windows.append(window)
        return Visitor(window.new_page(), live_server.url)

    yield make
    for window in windows:
        window.close()


@pytest.fixture
def house(transactional_db):
    """The small institution with the whole cast in it."""
    made = factories.bridge()
    for character in cast.STAFF:
        factories.colleague(character)
    return made
