"""The client reads what the API says, with titles, and keeps the key to itself."""

import contextlib
import datetime
import http.server
import json
import sys
import threading
import types

import pytest
from django.utils import timezone

from tests.foundation.release.test_api import one_release
from tests.standing import site_of
from thuis.client import Refused, Thuis, columns, frame, reading
from thuis.foundation.release.keys import make_key

SITE = "https://thuis.college.example"
standing_site, bridge, release = site_of(lambda _: one_release())


def reader(anonymous, owner, **more):
    """A client that asks this site with a key of `owner`."""
    until = timezone.localdate() + datetime.timedelta(days=9)
    _, words = make_key(name="Python", expires_on=until, by=owner.user)

    def ask(path, given):
        response = anonymous.get(f"/api/v1/{path}", given, headers={"Authorization": f"Bearer {words}"})
        if response.status_code != 200:
            raise reading._refused(response.status_code, response.content)
        return response.json()

    return Thuis(SITE, words, ask=ask, **more)


def test_it_reads_releases_measures_and_figures_with_titles(release, ruben, anonymous):
    thuis = reader(anonymous, ruben, language="nl")
    assert thuis.version == 1
    assert thuis.rounds() == [{"key": "2025", "title": "Meting 2025"}]
    titles = {one["name"]: one["title"] for one in thuis.measures()}
    rows = thuis.cells("wellbeing", unit_kind="programme", statistic="mean", filter_kind="")
    assert {row["title"] for row in rows} == {titles["wellbeing"]} != {"wellbeing"}
    assert {row["unit"] for row in rows} == {"SW", "PED"}
    assert "SW" not in {row["unit_title"] for row in rows}
    assert all(row["low"] <= row["estimate"] <= row["high"] for row in rows)


def test_what_is_suppressed_has_a_reason_and_no_number(release, ruben, anonymous):
    rows = reader(anonymous, ruben).cells("wellbeing", "2025")
    hidden = [row for row in rows if row["why"]]
    assert hidden
    assert all(row[name] is None for row in hidden for name in reading.NUMBERS)


def test_options_have_words(release, ruben, anonymous):
    words = reader(anonymous, ruben, version=1)._options
    assert words["PART01", "buddy"] == "Buddy or mentor"


def test_a_refusal_says_what_to_do(release, ruben, anonymous):
    with pytest.raises(Refused) as refused:
        reader(anonymous, ruben).cells("happiness", "2025")
    assert (refused.value.status, refused.value.key) == (422, "api-parameter-wrong")
    assert str(refused.value)


def test_before_there_is_a_release_it_says_so():
    thuis = Thuis(SITE, "x", ask=lambda path, given: {"releases": []})
    with pytest.raises(Refused, match="no release yet"):
        assert thuis.version


def test_the_key_goes_over_https_only():
    for address in ("http://thuis.college.example", "http://localhost.elsewhere.example", "ftp://x"):
        with pytest.raises(ValueError, match="https"):
            Thuis(address, "x")
    assert Thuis("http://localhost:8000/", "x").address == "http://localhost:8000"


def test_rows_become_columns_and_a_frame_where_pandas_is(monkeypatch):
    rows = [{"a": 1}, {"a": 2, "b": "x"}]
    assert columns(rows) == {"a": [1, 2], "b": [None, "x"]}
    monkeypatch.setitem(
        sys.modules, "pandas", types.SimpleNamespace(DataFrame=lambda found: ("frame", found))
    )
    assert frame(rows) == ("frame", columns(rows))
    monkeypatch.setitem(sys.modules, "pandas", None)  # as if it is not installed
    assert Thuis.frame(rows) == columns(rows)


class Handler(http.server.BaseHTTPRequestHandler):
    """Gives the answers that wait at its server, and notes what was asked."""

    def do_GET(self):
        self.server.asked.append((self.path, self.headers["Authorization"]))
        status, body, *more = self.server.waiting.pop(0)
        self.send_response(status)
        for name, value in more:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        """Silent."""


@contextlib.contextmanager
def serving(*answers):
    """A server over real HTTP that gives these answers, one after the other."""
    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.waiting = [], list(answers)
    server.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


EMPTY = json.dumps({"releases": []}).encode()
BUSY = json.dumps({"error": {"key": "too-often", "title": "Te vaak.", "cure": "Wacht."}}).encode()


def test_it_waits_when_it_asked_too_often(monkeypatch):
    monkeypatch.setattr(reading, "WAIT", 0)
    with serving((429, BUSY), (200, EMPTY)) as server:
        assert Thuis(server.address, "thuis_x").releases() == []
        assert server.asked == [("/api/v1/releases/", "Bearer thuis_x")] * 2
    with serving(*[(429, BUSY)] * reading.TRIES) as server, pytest.raises(Refused, match="Wacht"):
        Thuis(server.address, "thuis_x").releases()


def test_the_key_does_not_travel_along_to_another_host():
    with serving() as elsewhere, serving((302, b"", ("Location", elsewhere.address))) as server:
        with pytest.raises(Refused) as refused:
            Thuis(server.address, "thuis_x").releases()
        assert refused.value.status == 302
        assert elsewhere.asked == []
