"""The database is held by another program, or gone: a clear page at once or soon, and back by itself."""

import logging
import sqlite3
import threading
import time
from contextlib import closing

from bench.completion import ANSWERS, start

from tests.faults.house import PROMISE, House, Visitor

log = logging.getLogger(__name__)
LIFE = "/monitor/page/life/"
TOLD = {**ANSWERS["life"], "go": "next"}
OUT_OF_REACH = {"nl": 'lang="nl"', "en": "We cannot get at what we keep right now"}
LONGEST_WAIT = 30  # seconds; a browser waits longer


def students(house, number):
    found = []
    for link, language in zip(house.links(number), ("nl", "en") * number, strict=False):
        browser = Visitor(house.port, language)
        start(browser, link)
        assert browser.get(LIFE)[0] == 200
        found.append((browser, language))
    return found


def post_together(found):
    """What each of them gets, and after how many seconds."""
    told = {}

    def post(number, browser):
        began = time.monotonic()
        status, _, page = browser.post(LIFE, TOLD)
        told[number] = (status, page.decode(), time.monotonic() - began)

    threads = [threading.Thread(target=post, args=(number, one)) for number, (one, _) in enumerate(found)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [told[number] for number in range(len(found))]


def test_a_program_that_holds_the_database_for_long(house):
    """Everybody waits in one line and hears it in time, not one after the other."""
    found = students(house, 6)
    with closing(sqlite3.connect(house.home / "responses.sqlite3", isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        answers = post_together(found)
        assert found[0][0].get(LIFE)[0] == 200, "who only reads waits for nobody"
        holder.execute("ROLLBACK")
    for (_, language), (status, page, seconds) in zip(found, answers, strict=True):
        assert (status, seconds < LONGEST_WAIT) == (503, True), (status, seconds)
        assert OUT_OF_REACH[language] in page
        assert 'name="WEL01" value="7"' in page, "what she typed stands in the page"
    assert house.wait_for(lambda: found[0][0].post(LIFE, TOLD)[0] == 302) < PROMISE
    assert {one[0] for one in post_together(found)} == {302}
    log.info("database held: told after %.0f s at most", max(one[2] for one in answers))


def test_a_program_that_reads_for_long_keeps_nobody_from_saving(house):
    found = students(house, 4)
    with closing(sqlite3.connect(house.home / "responses.sqlite3", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM responses_draft").fetchall()
        assert {one[0] for one in post_together(found)} == {302}
        reader.execute("ROLLBACK")


def test_postgresql_that_stops_and_starts_again(on_postgres):
    server, home = on_postgres
    with House(home, **server.environment) as house:
        found = students(house, 6)
        worker = house.worker()
        server.stop()
        answers = post_together(found)
        again = post_together(found)
        assert {one[0] for one in (*answers, *again)} == {503}
        assert max(one[2] for one in (*answers, *again)) < LONGEST_WAIT
        assert OUT_OF_REACH["en"] in again[1][1]
        time.sleep(40)  # long enough for a pool to lose its patience
        assert worker.poll() is None, "the worker outlives its database"
        server.resume()
        seconds = house.wait_for(lambda: found[0][0].post(LIFE, TOLD)[0] == 302)
        assert {one[0] for one in post_together(found)} == {302}
        assert worker.poll() is None
        log.info("PostgreSQL away: told after %.1f s, back in %.1f s", max(one[2] for one in again), seconds)
