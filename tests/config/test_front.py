"""A request that brings too much is let go before anything of it is read or written to disk."""

import asyncio
from pathlib import Path

import pytest
from django.conf import settings

from thuis import config
from thuis.config import front
from thuis.core.intake.limits import LIMITS


@pytest.fixture
def conversation(settings):
    """Sends parts of a body; returns how many bytes the site got to see, and the length that it is told."""
    settings.LARGEST_BODY = 10

    def converse(*parts, promised=None):
        waiting = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
        waiting.append({"type": "http.request", "body": b"", "more_body": False})
        seen, told = [], []

        async def receive():
            return waiting.pop(0) if waiting else {"type": "http.disconnect"}

        async def site(scope, receive, send):
            while (message := await receive())["type"] == "http.request" and message["more_body"]:
                seen.append(message["body"])
            told.append(dict(scope["headers"]).get(b"content-length"))

        headers = [] if promised is None else [(b"content-length", str(promised).encode())]
        asyncio.run(front.asgi(site)({"type": "http", "headers": headers}, receive, None))
        return sum(map(len, seen)), told[0]

    return converse


def test_what_promises_too_much_is_not_read(conversation):
    assert conversation(b"x" * 11, promised=11) == (0, b"11")


def test_what_fits_goes_through(conversation):
    assert conversation(b"12345", b"67890", promised=10) == (10, b"10")


def test_what_brings_more_than_it_said_is_cut_off(conversation):
    seen, told = conversation(b"12345", b"67890", b"1")
    assert (seen, int(told)) == (10, 11)


@pytest.mark.parametrize("length", ["11", "9" * 30, "-1", "x"])
def test_the_site_answers_it_with_a_page(client, settings, length):
    settings.LARGEST_BODY = 10
    answer = client.get("/help/", headers={"content-length": length})
    assert answer.status_code == 413
    assert "<h1" in answer.content.decode()


def test_a_character_set_is_not_believed():
    seen = []
    site = front.wsgi(lambda environ, start: seen.append(environ["CONTENT_TYPE"]) or [])
    site({"CONTENT_TYPE": "application/x-www-form-urlencoded; charset=utf-7"}, None)
    assert seen == ["application/x-www-form-urlencoded"]


def test_the_largest_file_that_is_read_still_fits():
    assert LIMITS.file_bytes < settings.LARGEST_BODY


@pytest.mark.parametrize("kind", ["asgi", "wsgi"])
def test_both_ways_of_serving_are_bounded(kind):
    """Read, not imported: a process that serves pages changes how it collects its garbage."""
    source = (Path(config.__file__).parent / f"{kind}.py").read_text()
    assert f"application = front.{kind}(get_{kind}_application())" in source
