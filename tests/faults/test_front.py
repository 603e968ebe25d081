"""What is too much or too odd for Django itself, over a real connection: a clear page, and on."""

import contextlib
import http.client
import time

import pytest

from tests.faults.house import get

MEGABYTE = b"x" * (1 << 20)
PAGE = {"nl": "Dit is te veel", "en": "This is too much at once"}


def sent(house, headers, chunks=(), path="/imports/new/", language="en"):
    """Status and page of a request by hand."""
    connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=60)
    try:
        connection.putrequest("POST", path, skip_host="Host" in headers)
        for name, told in {"Cookie": f"django_language={language}", **headers}.items():
            connection.putheader(name, told)
        connection.endheaders()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # answered before all of it was sent
            for chunk in chunks:
                connection.send(chunk)
        found = connection.getresponse()
        return found.status, found.read().decode()
    finally:
        connection.close()


def chunked(megabytes):
    for _ in range(megabytes):
        yield b"%x\r\n" % len(MEGABYTE) + MEGABYTE + b"\r\n"
    yield b"0\r\n\r\n"


def test_a_body_that_never_ends_is_let_go(house):
    """A single line without an end, whose length nobody told."""
    kind = {"Content-Type": "multipart/form-data; boundary=b", "Transfer-Encoding": "chunked"}
    began = time.monotonic()
    status, page = sent(house, kind, chunked(70))
    assert (status, PAGE["en"] in page) == (413, True)
    assert time.monotonic() - began < 30
    assert get(house.port, "/help/")[0] == 200


@pytest.mark.parametrize("length", ["70000000", "1073741824", "9" * 30])
def test_a_body_that_is_told_to_be_too_large_is_not_read(house, length):
    try:
        status, page = sent(house, {"Content-Type": "text/csv", "Content-Length": length}, [b"x"])
        assert status in (400, 413)
    except (http.client.HTTPException, OSError):
        pass  # the server may hang up on a length that cannot be
    assert get(house.port, "/help/")[0] == 200


def test_many_parameters_and_a_character_set_are_no_fault_of_ours(house):
    path = "/help/?" + "&".join(f"a{number}=1" for number in range(1500))
    for kind in ("application/x-www-form-urlencoded; charset=utf-8", "x/y; charset", "a; charset=nothing"):
        status, page = sent(house, {"Content-Type": kind, "Content-Length": "0"}, path=path)
        assert status < 500, (kind, page[:300])
        assert "<h1" in page


def test_an_odd_host_gets_a_page_in_words(house):
    status, page = sent(house, {"Host": "elsewhere.example", "Content-Length": "0"}, path="/")
    assert (status, "We cannot read this request" in page) == (400, True)
