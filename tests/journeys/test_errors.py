"""The pages of what went wrong, in a real browser: readable in both languages, on a phone, in the dark."""

import errno
from functools import partial
from itertools import product

import pytest
from django.db import OperationalError
from django.test import Client

from tests.sizes import LOOKS, NIGHTLY
from thuis.rooms.support.queries import centres

pytest.importorskip("playwright")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
SHOWN = list(product(("nl", "en"), (390, 1280), (False, True))) if NIGHTLY else LOOKS
STATUS = {"odd": 400, "too much": 413, "no room": 503, "out of reach": 503}


@pytest.fixture
def answers(monkeypatch, settings):
    """What the site answers to somebody who typed a code, in each of these cases."""
    client = Client(raise_request_exception=False)

    def fails(error):
        def fail(*_, **__):
            raise error

        monkeypatch.setattr(centres, "place_with_code", fail)

    def make(kind, language):
        headers, settings.LARGEST_BODY = {"accept-language": language}, 100_000
        if kind == "odd":
            headers["host"] = "elsewhere.example"
        if kind == "too much":
            settings.LARGEST_BODY = 10
        fails(OSError(errno.ENOSPC, "full") if kind == "no room" else OperationalError("away"))
        return client.post("/help/events/place/", {"code": "ABCD-EFGH-JKLM"}, headers=headers)

    return make


@pytest.mark.parametrize(("language", "width", "dark"), SHOWN)
def test_a_page_of_a_fault_is_readable_in_every_look(visitor, answers, language, width, dark):
    told = {kind: answers(kind, language) for kind in STATUS}
    assert {kind: answer.status_code for kind, answer in told.items()} == STATUS
    window = visitor(language, width=width, dark=dark)
    for kind, answer in told.items():
        name = kind.replace(" ", "-")
        window.page.route(f"**/{name}/", partial(shown, answer))
        page = window.goes_to(f"/{name}/")
        assert page.locator("h1").count() == 1
        assert page.locator("html").get_attribute("lang") == language
        assert not window.scrolls_sideways(), kind
        assert axe.Axe().run(page).response["violations"] == [], kind
        window.keeps_picture(f"error-{name}-{language}-{width}{'-dark' if dark else ''}")


def shown(answer, route):
    """The answer as the site gave it, with its style sheets from the real server."""
    headers = {name: told for name, told in answer.items() if name != "Content-Length"}
    route.fulfill(status=answer.status_code, headers=headers, body=answer.content.decode())
