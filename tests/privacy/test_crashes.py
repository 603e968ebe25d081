"""No power cut and no double click loses or doubles an answer.

The figures show with `--log-cli-level=INFO`.
"""

import logging
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter

from django.db import connections

from tests.sizes import size
from thuis.foundation.responses.models import Draft, LetterboxAnswers, Response
from thuis.rooms.monitor.actions.answering import submit_answers
from thuis.rooms.monitor.actions.letterbox import empty_letterbox

KILLS = size("THUIS_KILLS", 4, 200)
LONGEST = 0.15  # seconds; one round of emptying takes about as long
RACES = size("THUIS_RACES", 100, 1000)
PER_KILL = 25  # students who hand in while one process lives
log = logging.getLogger(__name__)


def owners():
    """How often each student's answers lie somewhere."""
    tables = (LetterboxAnswers, Response)
    return Counter(owner for table in tables for owner in table.objects.values_list("owner", flat=True))


def start(program, crowd, *more):
    """A process of its own on the same databases, ready to be killed."""
    names = [connections[alias].settings_dict["NAME"] for alias in ("default", "responses")]
    command = [sys.executable, "-m", f"tests.privacy.{program}", crowd.round.key, *names, *more]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": "src:."})
    assert process.stdout.readline() == b"ready\n"
    return process


def kill_somewhere(process, seed):
    """kill -9 after a random moment; returns what it had said until then."""
    time.sleep(random.Random(seed).uniform(0, LONGEST))
    process.kill()
    return process.communicate()[0].decode().split()


def test_a_worker_killed_while_it_moves_answers_loses_and_doubles_none(crowd_of):
    crowd = crowd_of(KILLS * PER_KILL + 100)
    crowd.hand_in(100)
    for kill in range(KILLS):
        crowd.hand_in(PER_KILL)
        kill_somewhere(start("mover", crowd), kill)
        found = owners()
        assert len(found) == len(crowd.handed_in)
        assert set(found.values()) == {1}
        assert Draft.objects.filter(submitted=True).count() == len(crowd.handed_in)
    empty_letterbox(round=crowd.round)
    progress = crowd.round.invitations.values_list("person__number", "progress")
    assert {number for number, told in progress if told == "completed"} == set(crowd.handed_in)
    log.info("%d kills while moving: %d answers, none lost, none doubled", KILLS, len(crowd.handed_in))


def test_a_server_killed_while_students_hand_in_loses_and_doubles_none(crowd_of):
    """Whoever was told 'handed in' is in the letterbox; whoever was not hands in again."""
    crowd = crowd_of(KILLS * PER_KILL)
    acknowledged, cut_off = set(), 0
    for kill in range(KILLS):
        visits = crowd.start(PER_KILL)
        tokens = [visit.token for visit in visits]
        told = set(kill_somewhere(start("submitter", crowd, *tokens), kill))
        acknowledged |= {visit.owner for visit in visits if visit.token in told}
        cut_off += len(told) < len(tokens)
        found = owners()
        assert acknowledged <= set(found)
        assert set(found.values()) <= {1}
        for visit in visits:
            crowd.finish(visit)
        assert Draft.objects.filter(submitted=False).count() == 0
    found = owners()
    assert (len(found), set(found.values())) == (len(crowd.handed_in), {1})
    assert cut_off, "no kill came early enough to test anything"
    log.info("%d kills while handing in, %d of them amid: %d acknowledged", KILLS, cut_off, len(acknowledged))


def test_double_clicks_give_one_submission_each(crowd_of):
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
    log.info("%d races, one submission each", RACES)
