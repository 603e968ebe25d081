"""The server is killed while students answer: what it acknowledged is there, once; it is back in seconds."""

import logging
import random
import threading
import time
from collections import Counter
from http.client import HTTPException

import psycopg
from bench.completion import ANSWERS, start

from tests.faults.house import PROMISE, House, Visitor
from tests.sizes import size

KILLS = size("THUIS_SERVER_KILLS", 2, 200)
KILLS_ON_POSTGRES = size("THUIS_SERVER_KILLS", 2, 200)
AT_ONCE = 4
LONGEST = 0.6  # seconds of answering before a kill; from link to letter takes about half of that
CODES = {code for page in ANSWERS.values() for code in page}
log = logging.getLogger(__name__)


class Student(threading.Thread):
    """From her link to her letter, or until the server is gone; then on from where she was."""

    def __init__(self, port, link):
        super().__init__(daemon=True)
        self.port, self.link = port, link
        self.is_done = self.was_cut_off = False

    def run(self):
        try:
            self.walk()
            self.is_done = True
        except (OSError, HTTPException):
            self.was_cut_off = True

    def walk(self):
        browser = Visitor(self.port)
        address = start(browser, self.link)
        while "/letter/" not in address:
            told = (
                {"go": "letter"}
                if "/more/" in address
                else {**ANSWERS.get(address.split("/")[3], {}), "go": "next"}
            )
            browser.get(address)
            status, address, content = browser.post(address, told)
            assert status == 302, (status, content[:500])


def test_a_server_killed_under_load_loses_and_doubles_nothing(filled_home):
    with House(filled_home) as house:
        kill_under_load(house, KILLS)


def test_the_same_on_postgresql(on_postgres):
    server, home = on_postgres
    with PostgresHouse(server, home) as house:
        kill_under_load(house, KILLS_ON_POSTGRES)


class PostgresHouse(House):
    """A site whose answers lie in PostgreSQL."""

    def __init__(self, server, home):
        super().__init__(home, **server.environment)

    def handed_in(self):
        with psycopg.connect(self.environment["THUIS_RESPONSES_URL"]) as found:
            return found.execute("SELECT owner, answers FROM responses_letterboxanswers").fetchall()


def kill_under_load(house, kills):
    links, told, back, cut_off = house.links(2000), 0, [], 0
    moment = random.Random(1)
    for _ in range(kills):
        students = [Student(house.port, links.pop()) for _ in range(AT_ONCE)]
        for student in students:
            student.start()
        time.sleep(moment.uniform(0.05, LONGEST))
        house.kill(house.pages)
        for student in students:
            student.join()
        told += sum(student.is_done for student in students)
        assert told <= len(house.handed_in()), "acknowledged and lost"
        back.append(house.start())
        unfinished = [student for student in students if not student.is_done]
        cut_off += len(unfinished)
        for student in unfinished:
            student.walk()  # whoever was not told goes on, and may have been heard after all
            told += 1
        check(house, told)
    assert cut_off, "no kill came in the middle of anything"
    assert max(back) < PROMISE
    log.info("%d kills: %d letters, %d cut off, back in %.1f s at most", kills, told, cut_off, max(back))


def check(house, told):
    """Each student once, and with every answer that was acknowledged page by page."""
    found = house.handed_in()
    owners = Counter(owner for owner, _ in found)
    assert (len(owners), set(owners.values())) == (told, {1})
    missing = [CODES - set(answers) for _, answers in found if not set(answers) >= CODES]
    assert missing == []
