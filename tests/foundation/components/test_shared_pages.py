"""One drawing for all, and nothing of one visitor in the page of another."""

from dataclasses import dataclass

import pytest

from thuis.foundation.components import shared_pages


@dataclass(frozen=True)
class Page:
    title: str


@pytest.fixture
def drawn(monkeypatch):
    """How often a page was drawn; the drawing shows what it knew of its visitor."""
    asked = []

    def draw(template, context, request):
        asked.append(request)
        return f"{context['page'].title} {context['csrf_token']} {sorted(request.COOKIES)}"

    monkeypatch.setattr(shared_pages, "render_to_string", draw)
    shared_pages._drawn.cache_clear()
    yield asked
    shared_pages._drawn.cache_clear()


@pytest.fixture
def visit(rf, db):
    from django.contrib.auth.models import AnonymousUser

    def opened(title="a", path="/x/", **cookies):
        request = rf.get(path)
        request.user, request.COOKIES = AnonymousUser(), cookies
        return shared_pages.shared_page(request, "t.html", Page(title)).content.decode()

    return opened


def test_it_is_drawn_once_and_each_has_her_own_token(drawn, visit):
    pages = [visit(), visit()]
    assert len(drawn) == 1
    assert pages[0] != pages[1]
    assert shared_pages.OWN not in "".join(pages)


def test_the_drawing_knows_no_cookie_session_or_account(drawn, visit):
    visit(session="s3cret", **{"monitor-link": "l1nk"})
    (request,) = drawn
    assert request.COOKIES == {}
    assert not hasattr(request, "session")
    assert not request.user.is_authenticated


def test_another_page_place_or_theme_is_another_drawing(drawn, visit):
    visit(), visit("b"), visit(path="/y/"), visit(theme="dark"), visit(theme="odd")
    assert len(drawn) == 4, "an odd theme is no theme"


def test_languages_are_drawn_apart(drawn, visit):
    from django.utils import translation

    for language in ("nl", "en"):
        with translation.override(language):
            visit()
    assert len(drawn) == 2


def test_a_minute_later_it_is_drawn_anew(drawn, visit, monkeypatch):
    visit()
    monkeypatch.setattr(shared_pages.time, "time", lambda: 10**10)
    visit()
    assert len(drawn) == 2
