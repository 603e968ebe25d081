"""A request that brings too much is refused before anything of it is read or written to disk."""

import asyncio
from pathlib import Path

import pytest

from thuis import config
from thuis.config.bounds import MOST, bounded_asgi, bounded_wsgi
from thuis.core.intake.limits import LIMITS


def conversation(*parts, promised=None, most=10):
    """What comes back, and how many bytes the site got to see."""
    told, read = [], []
    waiting = [{"type": "http.request", "body": part, "more_body": True} for part in parts]

    async def receive():
        return waiting.pop(0) if waiting else {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        told.append(message)

    async def site(scope, receive, send):
        while (message := await receive())["type"] == "http.request" and message["more_body"]:
            read.append(message["body"])
        await send({"type": "http.response.start", "status": 200, "headers": [], "end": message["type"]})

    headers = [] if promised is None else [(b"content-length", str(promised).encode())]
    asyncio.run(bounded_asgi(site, most)({"type": "http", "headers": headers}, receive, send))
    return told[0], sum(map(len, read))


def test_what_promises_too_much_is_refused_unread():
    told, read = conversation(b"x" * 11, promised=11)
    assert (told["status"], read) == (413, 0)


def test_what_fits_goes_through():
    told, read = conversation(b"12345", b"67890", promised=10)
    assert (told["status"], told["end"], read) == (200, "http.request", 10)


def test_what_brings_more_than_it_said_is_cut_off():
    told, read = conversation(b"12345", b"67890", b"1")
    assert (told["end"], read) == ("http.disconnect", 10)


def test_under_wsgi_too():
    told = []
    site = bounded_wsgi(lambda environ, start: [b"read"], most=10)
    assert site({"CONTENT_LENGTH": "11"}, lambda status, headers: told.append(status)) != [b"read"]
    assert told == ["413 Content Too Large"]
    assert site({"CONTENT_LENGTH": "10"}, told.append) == [b"read"]
    assert site({}, told.append) == [b"read"]


def test_the_largest_file_that_is_read_still_fits():
    assert LIMITS.file_bytes < MOST


@pytest.mark.parametrize("kind", ["asgi", "wsgi"])
def test_both_ways_of_serving_are_bounded(kind):
    """Read, not imported: a process that serves pages changes how it collects its garbage."""
    source = (Path(config.__file__).parent / f"{kind}.py").read_text()
    assert f"application = bounded_{kind}(get_{kind}_application())" in source
