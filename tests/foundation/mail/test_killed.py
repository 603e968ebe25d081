"""A worker that is killed in the middle of sending doubles no mail and loses none."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from tests.foundation.mail.conftest import queue
from tests.sizes import size
from tests.waiting import wait_until
from thuis.foundation.mail.actions import doubt_abandoned
from thuis.foundation.mail.models import OutboxMail

ROOT = Path(__file__).resolve().parents[3]
KILLS = size("THUIS_TEST_KILLS", 3, 20)


@contextmanager
def sender(port):
    command = [sys.executable, "-m", "tests.foundation.mail.sender", connection.settings_dict["NAME"]]
    worker = subprocess.Popen([*command, str(port)], cwd=ROOT, env={**os.environ, "PYTHONPATH": "src:."})
    try:
        yield worker
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()


def queued():
    return OutboxMail.objects.filter(state="queued").count()


@pytest.mark.django_db(transaction=True)
def test_no_mail_is_doubled_and_none_is_lost(box, settings):
    queue(*range(KILLS * 150))
    chance = random.Random(1)
    for _ in range(KILLS):
        before = len(box.accepted)
        with sender(settings.EMAIL_PORT):
            wait_until(lambda before=before: len(box.accepted) > before + 20 or not queued())
            time.sleep(chance.random() / 20)
    with sender(settings.EMAIL_PORT):
        wait_until(lambda: not queued())
        time.sleep(0.2)
    doubt_abandoned({}, before=timezone.now())
    rows = dict(OutboxMail.objects.values_list("message_id", "state"))
    uncertain = {name for name, state in rows.items() if state == "uncertain"}
    assert len(box.ids) == len(set(box.ids))
    assert set(rows) - uncertain <= set(box.ids)
    assert set(rows.values()) <= {"sent", "uncertain"}
    assert len(uncertain) <= KILLS + 1
