"""No power cut and no double click loses or doubles an answer."""

import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter

from django.db import connections

from thuis.foundation.responses.models import Draft, LetterboxAnswers, Response
from thuis.rooms.monitor.actions.answering import submit_answers
from thuis.rooms.monitor.actions.letterbox import empty_letterbox

KILLS = 10
LONGEST = 0.15  # seconds; one round of emptying takes about as long
RACES = 200


def owners():
    """How often each student's answers lie somewhere."""
    tables = (LetterboxAnswers, Response)
    return Counter(owner for table in tables for owner in table.objects.values_list("owner", flat=True))


def start_mover(crowd):
    names = [connections[alias].settings_dict["NAME"] for alias in ("default", "responses")]
    command = [sys.executable, "-m", "tests.privacy.mover", crowd.round.key, *names]
    mover = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": "src:."})
    assert mover.stdout.readline() == b"ready\n"
    return mover


def test_a_worker_killed_while_it_moves_answers_loses_and_doubles_none(crowd_of):
    crowd = crowd_of(KILLS * 25 + 100)
    crowd.hand_in(100)
    for kill in range(KILLS):
        crowd.hand_in(25)
        mover = start_mover(crowd)
        time.sleep(random.Random(kill).uniform(0, LONGEST))
        mover.kill()
        mover.communicate()
        found = owners()
        assert len(found) == len(crowd.handed_in)
        assert set(found.values()) == {1}
        assert Draft.objects.filter(submitted=True).count() == len(crowd.handed_in)
    empty_letterbox(round=crowd.round)
    progress = crowd.round.invitations.values_list("person__number", "progress")
    assert {number for number, told in progress if told == "completed"} == set(crowd.handed_in)


def test_two_hundred_double_clicks_give_one_submission_each(crowd_of):
    crowd = crowd_of(RACES)
    errors = []

    def submit(visit, both_ready):
        both_ready.wait()
        try:
            submit_answers(visit=visit, language="nl")
        except Exception as error:  # noqa: BLE001  # whatever it is, the test reports it
            errors.append(error)
        finally:
            connections.close_all()

    for visit in crowd.start(RACES):
        both_ready = threading.Barrier(2)
        threads = [threading.Thread(target=submit, args=(visit, both_ready)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert errors == []
    assert (len(owners()), set(owners().values())) == (RACES, {1})
