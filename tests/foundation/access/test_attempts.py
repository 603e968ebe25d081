"""Attempts are counted together by all processes, without an address of anybody on disk."""

import json
import os
import subprocess
import sys
import time

import pytest
from django.core.cache import caches

from thuis.foundation.access.attempts import AttemptsTogether

ADDRESS = "2001:db8:7777::1"
KEY = f"allauth:rl:account:login:5/60/ip:ip:{ADDRESS}"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "attempts.sqlite3"


@pytest.fixture
def one(path):
    return AttemptsTogether(str(path), {})


@pytest.fixture
def other(path):
    """As another process has it: the same file, another memory."""
    made = AttemptsTogether(str(path), {})
    made._cache, made._expire_info = type(made._cache)(), {}
    return made


def test_what_one_counts_the_other_sees(one, other):
    one.set(KEY, [1.5, 2.5], 60)
    assert other.get(KEY) == [1.5, 2.5]
    assert other.delete(KEY)
    assert one.get(KEY, []) == []


def test_only_the_first_of_two_takes_a_lock(one, other):
    assert one.add(KEY, True, 60)
    assert not other.add(KEY, True, 60)
    one.delete(KEY)
    assert other.add(KEY, True, 60)


def test_it_ends_when_its_time_is_over_and_leaves_the_file(one, path):
    one.set(KEY, [1.0], 0.05)
    time.sleep(0.06)
    assert one.get(KEY) is None
    assert one.add(KEY, [2.0], 0.001)
    time.sleep(0.01)
    one.set(KEY + "2", [3.0], 60)
    with one._file() as file:
        assert file.execute("SELECT count(*) FROM kept").fetchone() == (1,)


def test_no_address_stands_on_disk(one, path):
    one.set(KEY, [time.time()], 60)
    one.add("allauth.mfa.totp.used:marit@debrug.example:123456", "y", 60)
    content = path.read_bytes()
    assert ADDRESS.encode() not in content
    assert b"marit" not in content


def test_what_is_kept_for_speed_stays_in_the_memory_of_a_process(one, other, path):
    one.set("institution-name-nl", "De Brug", 60)
    assert other.get("institution-name-nl") is None
    assert not path.exists()


def test_a_file_that_is_no_database_any_more_does_not_stop_anybody(one, path):
    path.write_bytes(b"x" * 5000)
    one.set(KEY, [1.0], 60)
    one.set(KEY, [1.0, 2.0], 60)
    assert one.get(KEY) == [1.0, 2.0]
    assert path.read_bytes().startswith(b"SQLite")


def test_a_folder_that_cannot_be_written_lets_each_count_for_itself(tmp_path):
    alone = AttemptsTogether(str(tmp_path / "gone" / "attempts.sqlite3"), {})
    alone.set(KEY, [1.0], 60)
    assert alone.get(KEY) == [1.0]
    assert not alone.add(KEY, [2.0], 60)


PROGRAM = """
import sys, json, django
django.setup()
from django.test import RequestFactory
from allauth.core import ratelimit
allowed = 0
for _ in range(15):
    request = RequestFactory().post("/", REMOTE_ADDR="2001:db8::7")
    allowed += bool(ratelimit.consume(request, action="statement_check"))  # 20/m/ip
print(allowed)
"""


def test_two_processes_together_let_no_more_through_than_one(tmp_path):
    environment = {
        **os.environ,
        "THUIS_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "thuis.config.settings",
    }
    running = [
        subprocess.Popen([sys.executable, "-c", PROGRAM], env=environment, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    allowed = [json.loads(one.communicate(timeout=60)[0]) for one in running]
    assert sum(allowed) == 20


def test_the_site_counts_attempts_so():
    assert isinstance(caches["default"], AttemptsTogether)
