"""Real workers: killed in mid-job, two at once, and one without memory. Each job is done, and once."""

import datetime
import json
import logging
import random
import re
import resource
import shutil
import time
from pathlib import Path

import pytest

from tests.faults.house import House, get
from tests.sizes import NIGHTLY, size
from thuis.config.jobs import DAILY

KILLS = size("THUIS_WORKER_KILLS", 1, 50)
BEFORE_LONG = "WHERE run_after < datetime('now', '+5 minutes')"
log = logging.getLogger(__name__)
JOBS = "SELECT name, state, attempts, error FROM jobs_job"
SHARE_A_LOCK = {"house.release"}  # with what the demo tells back, which makes one too
pytestmark = pytest.mark.skipif(not NIGHTLY, reason="releases to make, half a minute of work: every night")
# Bytes beyond what it has: enough for small work and for DuckDB to begin, too little for a release. With less
# DuckDB ends its worker (seen up to 400 MB); that is a death as by kill -9, and after eight of them the work
# is given up (test_jobs).
SPARE = 512 << 20


def put(house, name, **arguments):
    """A job in the queue, as if a page had asked for it."""
    at = datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=1)
    house.write(
        "INSERT INTO jobs_job (name, arguments, state, run_after, attempts, error) "
        f"VALUES ('{name}', '{json.dumps(arguments)}', 'waiting', '{at:%Y-%m-%d %H:%M:%S.%f}', 0, '')"
    )


def expire_leases(house):
    house.write("UPDATE jobs_job SET lease_until = '2020-01-01' WHERE state = 'running'")


def due_again(house):
    house.write("UPDATE jobs_job SET run_after = '2020-01-01' WHERE state = 'waiting'")


def jobs(house, name):
    return house.rows(f"{JOBS} WHERE name = ?", "thuis", name)


def is_done(house, name):
    return lambda: {state for _, state, *_ in jobs(house, name)} == {"done"}


def releases(house):
    folder = house.home / "releases"
    return sorted(one.name for one in folder.iterdir()) if folder.exists() else []


def cut_off(house, name, begins):
    """A worker that is killed a moment after it took a job; True when that was in mid-job."""
    worker = house.worker()
    house.wait_for(lambda: any(state != "waiting" for _, state, *_ in jobs(house, name)))
    time.sleep(begins)
    house.kill(worker)
    return any(state == "running" for _, state, *_ in jobs(house, name))


@pytest.fixture(scope="module")
def quiet(filled_home):
    """A site whose daily jobs of today are done, so that only ours wait. Nobody serves it yet."""
    house = House(filled_home)
    try:
        worker = house.worker()
        house.wait_for(lambda: len(house.rows("SELECT 1 FROM jobs_job WHERE once LIKE '%:%'")) >= len(DAILY))
        house.wait_for(lambda: not house.rows("SELECT 1 FROM jobs_job WHERE state <> 'done' AND once <> ''"))
        house.kill(worker)
        yield house
    finally:
        house.__exit__()


def test_a_worker_killed_while_it_releases_leaves_no_half_and_the_next_makes_one(quiet):
    """It is taken up again when its lease runs out, and there is one release in the end."""
    first, moment, amid = releases(quiet), random.Random(2), 0
    assert [name for name in first if name.isdigit()] == ["1"], "the daily work released what was closed"
    for _ in range(KILLS):
        undo_release(quiet)
        put(quiet, "house.release")
        amid += cut_off(quiet, "house.release", moment.uniform(0, 0.4))
        assert [one for one in releases(quiet) if one.isdigit()] in ([], ["1"])
        expire_leases(quiet)
        worker = quiet.worker()
        quiet.wait_for(is_done(quiet, "house.release"))
        quiet.kill(worker)
        assert releases(quiet) == ["1", "lock"], "no half release is left"
        assert quiet.rows("SELECT version FROM release_release") == [(1,)]
    log.info("%d kills while releasing, %d of them amid", KILLS, amid)


def undo_release(house):
    house.write("DELETE FROM release_release")
    shutil.rmtree(house.home / "releases")


def test_two_workers_do_each_job_and_each_daily_job_once(filled_home):
    house = House(filled_home)
    try:
        workers = [house.worker() for _ in range(2)]
        for _ in range(10):
            put(house, "monitor.look_after_rounds")
        house.wait_for(lambda: len(house.rows("SELECT 1 FROM jobs_job WHERE once LIKE '%:%'")) >= len(DAILY))
        house.wait_for(lambda: not house.rows(f"SELECT 1 FROM jobs_job {BEFORE_LONG} AND state <> 'done'"))
        done = house.rows(f"SELECT name, once, state, attempts, error FROM jobs_job {BEFORE_LONG}")
        daily = sorted(once.partition(":")[0] for _, once, *_ in done if once)
        assert daily == sorted(DAILY)
        # a release that finds another being made waits its turn and is tried again
        again = {name for name, _, _, attempts, _ in done if attempts > 1}
        assert {state for _, _, state, *_ in done} == {"done"}
        assert again <= SHARE_A_LOCK
        assert len(done) >= len(DAILY) + 10
        assert [one for one in releases(house) if one.isdigit()] == ["1"]
        assert all(worker.poll() is None for worker in workers)
    finally:
        house.__exit__()


def address_space(process):
    return 1024 * int(re.search(r"VmSize:\s+(\d+)", Path(f"/proc/{process.pid}/status").read_text())[1])


def test_a_worker_without_memory_says_so_and_the_next_job_runs(quiet):
    """The release needs more than it may have; other work and pages go on, and with memory it is made."""
    quiet.start()
    worker = quiet.worker()
    put(quiet, "monitor.look_after_rounds")
    quiet.wait_for(is_done(quiet, "monitor.look_after_rounds"))
    undo_release(quiet)
    resource.prlimit(worker.pid, resource.RLIMIT_AS, (address_space(worker) + SPARE, -1))
    put(quiet, "house.release")
    quiet.wait_for(
        lambda: any(state == "waiting" and error for _, state, _, error in jobs(quiet, "house.release"))
    )
    assert releases(quiet) in ([], ["lock"])
    put(quiet, "monitor.look_after_rounds")
    quiet.wait_for(is_done(quiet, "monitor.look_after_rounds"))
    assert (worker.poll(), get(quiet.port, "/help/")[0]) == (None, 200)
    resource.prlimit(worker.pid, resource.RLIMIT_AS, (-1, -1))
    due_again(quiet)
    quiet.wait_for(is_done(quiet, "house.release"))
    assert releases(quiet) == ["1", "lock"]
