"""The disk is full to the brim: pages say so in words, nothing is half written, and room is all it takes."""

import logging
import re

import pytest
from bench.completion import ANSWERS, start

from tests.faults.house import PROMISE, House, Visitor, small_disk
from tests.sizes import NIGHTLY

log = logging.getLogger(__name__)
WORDS = {"nl": "geen ruimte", "en": "There is no room to save this right now"}
LIFE = "/monitor/page/life/"
ROSTER = (
    b"soort;nummer;roepnaam;opleiding;locatie;jaar;groep;begin\n"
    + b"student;s1;Ada;SW;AVM;1;;2025-09-01\n" * 40_000
)


@pytest.fixture(scope="module")
def tight(filled_home):
    """A site on a disk of its own."""
    with small_disk(48) as folder:
        if folder is None:
            pytest.skip("!!! NOT RUN ON THIS MACHINE: no right to mount a small disk")
        with House(filled_home, folder / "home") as house:
            yield house


class Brim:
    """Fills a disk until not one byte fits."""

    def __init__(self, house):
        self.path = house.home.parent / "ballast"

    def __enter__(self):
        with self.path.open("wb", buffering=0) as ballast:
            for size in (1 << 20, 4096, 1):
                try:
                    while ballast.write(b"x" * size):
                        pass
                except OSError:
                    continue
        return self

    def __exit__(self, *_):
        self.path.unlink()


def answering(house, link, language="nl"):
    """A student on her first page."""
    browser = Visitor(house.port, language)
    start(browser, link)
    assert browser.get(LIFE)[0] == 200
    return browser


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_student_reads_that_it_was_not_saved_and_sends_it_once_more(tight, language):
    browser = answering(tight, tight.links(2)[language == "en"], language)
    told = {**ANSWERS["life"], "go": "next"}
    with Brim(tight):
        statuses = [browser.post(LIFE, told)[0] for _ in range(30)]
        status, _, page = browser.post(LIFE, told)
        assert status == 503, statuses
        assert int(browser.response.headers["Retry-After"]) < PROMISE
        assert f'lang="{language}"' in page.decode()
        again = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', page.decode()))
        assert {name: again[name] for name in told} == told, "what she typed stands in the page"
        assert browser.get(LIFE)[0] == 200, "pages that only read are still there"
    seconds = tight.wait_for(lambda: browser.post(LIFE, told)[0] == 302)
    assert seconds < PROMISE
    kept = browser.get(LIFE)[2].decode()
    assert re.search(r'name="WEL01"[^>]*value="7"[^>]*checked', kept), "saved, without a restart"
    log.info("disk full: back %.1f s after there was room", seconds)


def stored(house):
    """How many imports there are, and every uploaded file."""
    rows = house.rows("SELECT count(*) FROM intake_importbatch")
    return rows, sorted(one.name for one in (house.home / "uploads").iterdir())


def test_a_roster_that_does_not_fit_leaves_no_half_file(tight):
    ineke = tight.colleague("ineke")
    before = stored(tight)
    token = ineke.token("/imports/new/")
    with Brim(tight):
        status, _, page = ineke.upload("/imports/new/", "file", "rooster.csv", ROSTER, token)
    assert status == 503
    assert b"<h1" in page
    assert stored(tight) == before
    assert ineke.upload("/imports/new/", "file", "rooster.csv", ROSTER[:400])[0] == 302


@pytest.mark.skipif(not NIGHTLY, reason="two releases to make: every night")
def test_a_release_that_does_not_fit_is_no_release(tight):
    folder = tight.home / "releases"
    with Brim(tight):
        made = tight.thuis("release", "make")
        assert made.returncode != 0
        assert "Traceback" not in made.stderr, made.stderr[-3000:]
        assert tight.rows("SELECT count(*) FROM release_release") == [(0,)]
        assert Visitor(tight.port).get("/help/")[0] == 200
    again = tight.thuis("release", "make")
    assert (again.returncode, again.stderr) == (0, "")
    assert {one.name for one in folder.iterdir()} == {"1", "lock"}
    assert tight.thuis("release", "verify", str(folder / "1")).returncode == 0
