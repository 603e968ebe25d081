"""The daily sweep: an upload that no row knows goes after a day, and nothing else does."""

import os
import time

import pytest
from django.utils import timezone

from tests.foundation.intake.rosters import upload
from tests.rooms.participation import samples
from thuis.config.jobs import DAILY, JOBS
from thuis.foundation.intake import files
from thuis.foundation.intake.orphans import A_DAY, forget_orphans
from thuis.foundation.jobs.actions import enqueue_daily, work_once
from thuis.foundation.jobs.models import Job


@pytest.fixture(autouse=True)
def home(db, bridge, settings, tmp_path):
    settings.HOME = tmp_path


def stored_long_ago(content=b"a,b\n", seconds=A_DAY + 60):
    return aged(files.store([content]), seconds)


def aged(name, seconds=A_DAY + 60):
    path = files.folder() / name
    os.utime(path, (time.time() - seconds,) * 2)
    return path


def test_a_file_that_no_row_knows_goes_after_a_day():
    old, young = stored_long_ago(), stored_long_ago(seconds=A_DAY - 60)
    assert forget_orphans() == 1
    assert (old.exists(), young.exists()) == (False, True)


def test_files_of_imports_that_wait_stay_in_every_room():
    roster = upload("student;1;Sanne;SW;AVM;2;SW2A;2025-09-01\n")
    roles = samples.upload(samples.csv(samples.BUDDY))
    kept = [aged(roster.stored), aged(roles.stored)]
    assert forget_orphans() == 0
    assert all(path.exists() for path in kept)


def test_a_folder_and_an_empty_house_are_no_fault():
    assert forget_orphans() == 0
    (files.folder() / "folder").mkdir()
    assert forget_orphans() == 0


def test_it_is_done_every_day():
    orphan = stored_long_ago()
    enqueue_daily([name for name in DAILY if "orphans" in name], on=timezone.localdate())
    assert work_once(JOBS)
    assert (Job.objects.get().state, orphan.exists()) == (Job.State.DONE, False)
