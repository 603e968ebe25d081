"""A copy is of one moment, sealed, and comes back equal: every row of every table, and the files beside."""

import errno
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connections, transaction

from tests.config.operations.conftest import CANARY, FILES, answer, checksums, files_of
from thuis.config.operations import backup as making
from thuis.config.operations import restore as coming_back
from thuis.config.operations.backup import last_backup, make_backup, name, prune
from thuis.config.operations.restore import restore, verify
from thuis.config.operations.sealing import SealedWriter, new_keys
from thuis.config.operations.standstill import standstill
from thuis.core.errors import ConfigurationError
from thuis.foundation.audit.queries import first_broken_event
from thuis.foundation.jobs.actions import enqueue
from thuis.foundation.jobs.models import Job
from thuis.foundation.responses.models import Response

NOW = datetime(2026, 11, 22, 4, 30, tzinfo=UTC)


@pytest.fixture
def folders(tmp_path):
    made = {part: tmp_path / "copies" / part for part in ("people", "answers")}
    for folder in made.values():
        folder.mkdir(parents=True)
    return made


@pytest.fixture
def copies(filled, folders):
    return {made.part: made.path for made in make_backup(folders, at=NOW)}


def test_every_row_of_every_table_and_every_file_comes_back(copies, keys, elsewhere):
    before = checksums()
    with elsewhere() as place:
        assert restore(copies, keys) == NOW.isoformat()
        assert checksums() == before
        wanted = {
            one
            for one in FILES
            if one.split("/")[0] in {"uploads", "documents", "brand.css", "releases", "research"}
        }
        assert {one for one in files_of(place) if not one.endswith(".sqlite3")} == wanted
        assert (place / "uploads/1/roster.csv").read_text() == "Sanne de Wit"
    assert before["responses"]["responses_response"][0] == 50
    assert before["default"]["jobs_job"][0] == 50
    assert first_broken_event() is None


def test_a_copy_shows_nothing_and_holds_no_secret(copies, keys):
    for path in copies.values():
        content = path.read_bytes()
        assert CANARY.encode() not in content
        assert b"Sanne" not in content
        assert path.stat().st_mode & 0o077 == 0
    held = {part: coming_back._read(path, keys[part], part, None) for part, path in copies.items()}
    assert all(one["at"] == NOW.isoformat() for one in held.values())


def test_secrets_and_second_keys_are_in_neither(copies, keys, tmp_path):
    for part, path in copies.items():
        coming_back._read(path, keys[part], part, tmp_path / part)
        inside = [one for one in (tmp_path / part).rglob("*") if one.is_file()]
        assert inside
        assert all(b"geheim" not in one.read_bytes() for one in inside)


def test_answers_do_not_open_with_the_key_of_people(copies, keys):
    with pytest.raises(ConfigurationError):
        verify(copies["answers"], keys["people"], "answers")


def test_the_copy_of_people_holds_no_answer(copies, keys, tmp_path):
    coming_back._read(copies["people"], keys["people"], "people", tmp_path / "open")
    assert all(
        CANARY.encode() not in one.read_bytes() for one in (tmp_path / "open").rglob("*") if one.is_file()
    )


def test_while_it_stands_still_neither_database_can_be_written(filled):
    refused = []

    def write():
        for alias, make in (("default", lambda: enqueue("late")), ("responses", lambda: answer(999))):
            connection = connections[alias]
            with connection.cursor() as cursor:
                cursor.execute(
                    "SET lock_timeout = '100ms'"
                    if connection.vendor == "postgresql"
                    else "PRAGMA busy_timeout = 100"
                )
            try:
                make()  # outside a transaction: not in the line of our own lock
            except DatabaseError:
                refused.append(alias)
            connection.close()

    def meanwhile():
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()

    with standstill(meanwhile):
        pass
    assert refused == ["default", "responses"]
    assert (Job.objects.count(), Response.objects.count()) == (50, 50)
    enqueue("say")
    assert Job.objects.count() == 51


def test_copies_made_while_students_write_are_of_one_moment(filled, folders, keys, elsewhere):
    """The writer first puts a job and then its answer: at no moment is there an answer without its job."""
    stop, errors = threading.Event(), []

    def write():
        number = 50
        try:
            while not stop.is_set():
                with transaction.atomic():
                    enqueue("say", number=number)
                with transaction.atomic(using="responses"):
                    answer(number)
                number += 1
        except Exception as error:  # noqa: BLE001  # whatever it is, the test reports it
            errors.append(error)
        finally:
            connections.close_all()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [make_backup(folders, at=NOW + timedelta(minutes=number)) for number in range(3)]
    finally:
        stop.set()
        writer.join()
    assert errors == []
    counts = []
    for one in made:
        with elsewhere():
            restore({made.part: made.path for made in one}, keys)
            found = checksums()
            counts.append((found["default"]["jobs_job"][0], found["responses"]["responses_response"][0]))
    assert all(jobs - answers in (0, 1) for jobs, answers in counts)
    assert counts[0] < counts[2], "the writer wrote meanwhile"
    assert Response.objects.count() == Job.objects.count() > 50, "nothing of the writer was lost"


def test_an_altered_or_cut_copy_restores_nothing(copies, keys, elsewhere):
    whole = copies["answers"].read_bytes()
    altered = whole[:500] + bytes([whole[500] ^ 1]) + whole[501:]
    for wrong in (whole[:-20], whole[:60], altered, whole + b"x", b""):
        copies["answers"].write_bytes(wrong)
        with elsewhere() as place, pytest.raises(ConfigurationError):
            restore(copies, keys)
        assert files_of(place) == set()


def test_another_key_restores_nothing(copies, keys, elsewhere):
    with elsewhere() as place, pytest.raises(ConfigurationError):
        restore(copies, {**keys, "answers": new_keys()[0]})
    assert files_of(place) == set()


def test_copies_of_two_moments_are_refused(copies, folders, keys, elsewhere):
    later = {made.part: made.path for made in make_backup(folders, at=NOW + timedelta(days=1))}
    with elsewhere() as place, pytest.raises(ConfigurationError, match="two moments"):
        restore({"people": copies["people"], "answers": later["answers"]}, keys)
    assert files_of(place) == set()


def test_an_installation_with_something_in_it_is_left_alone(copies, keys, filled):
    before = checksums()
    with pytest.raises(ConfigurationError, match="Nothing was restored"):
        restore(copies, keys)
    assert checksums() == before


def test_when_people_cannot_be_placed_answers_are_taken_away_again(copies, keys, elsewhere, monkeypatch):
    place_database = coming_back._place_database

    def full(part, copy):
        if part == "people":
            raise OSError(errno.ENOSPC, "No space left on device")
        place_database(part, copy)

    monkeypatch.setattr(coming_back, "_place_database", full)
    with elsewhere() as place:
        with pytest.raises(OSError, match="No space left"):
            restore(copies, keys)
        assert files_of(place) == set()
        monkeypatch.undo()


@pytest.mark.parametrize("after", [0, 3, 12])
def test_a_full_disk_leaves_no_half_copy_and_the_note_as_it_was(filled, folders, monkeypatch, home, after):
    writes = []

    def full(self, piece, *, last):
        writes.append(last)
        if len(writes) > after:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(SealedWriter, "_seal", full)
    monkeypatch.setattr("thuis.config.operations.sealing.PIECE", 2000)
    with pytest.raises(OSError, match="No space left"):
        make_backup(folders, at=NOW)
    assert [one for folder in folders.values() for one in folder.iterdir()] == []
    assert not (home / making.WORK).exists()
    assert last_backup() is None


def test_without_public_keys_nothing_is_copied(filled, folders, home):
    (home / "backup-keys" / "answers.pub").unlink()
    with pytest.raises(ConfigurationError, match="backup keys"):
        make_backup(folders, at=NOW)
    assert [one for folder in folders.values() for one in folder.iterdir()] == []


def test_the_last_copy_is_remembered(copies):
    assert last_backup() == NOW


def test_old_copies_go_after_at_most_thirty_five_days(folders):
    ages = (1, 34, 36, 90)
    for age in ages:
        for part, folder in folders.items():
            (folder / name(part, NOW - timedelta(days=age))).touch()
    other = folders["people"] / "thuis-notes.txt"
    other.touch()
    gone = prune(folders, days=100, at=NOW)
    assert len(gone) == 4
    assert other.exists()
    assert len(prune(folders, days=10, at=NOW)) == 2
    assert len([one for one in folders["answers"].iterdir()]) == 1
