"""What an older version kept is there after an upgrade; which changes an upgrade without a stop allows."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).resolve().parents[3]
# Columns that a later version writes anew on purpose, with the migration that does.
REWRITTEN = {
    "responses_draft.consents": "responses 0002: consents become layers",
    "responses_letterboxanswers.consents": "responses 0002: consents become layers",
    "responses_response.consents": "responses 0002: consents become layers",
}
# The last migration of each app in version 0.2.0. Fill it in at every version; what comes after must let the
# version before go on working (see the guide for operators), or its part of CHANGELOG.md says 'stop first'.
RELEASED = {
    "accounts": "0001_initial",
    "approaches": "0003_scan",
    "audit": "0002_append_only",
    "insights": "0002_a_batch_may_be_stuck",
    "institution": "0001_initial",
    "intake": "0001_initial",
    "jobs": "0001_initial",
    "mail": "0001_initial",
    "monitor": "0012_ambassadors",
    "participation": "0002_forgotten",
    "pseudonyms": "0001_initial",
    "release": "0003_participation",
    "responses": "0003_open_answers",
    "signals": "0002_tellings",
    "support": "0003_success_centres",
    "words": "0001_initial",
}


@pytest.fixture
def environment(tmp_path, django_db_blocker):
    """Two databases with nothing in them, of the kind that the tests run on."""
    told = {**os.environ, "THUIS_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "thuis.config.settings"}
    if connection.vendor == "sqlite":
        yield {
            name: value
            for name, value in told.items()
            if not name.endswith(("DATABASE_URL", "RESPONSES_URL"))
        }
        return
    names = {"THUIS_DATABASE_URL": "older", "THUIS_RESPONSES_URL": "older-answers"}
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        for variable, name in names.items():
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}"')
            told[variable] = os.environ[variable].rpartition("/")[0] + "/" + name
        yield told
        for name in names.values():
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def test_every_row_of_the_first_version_is_there_after_an_upgrade(environment):
    command = [sys.executable, "-W", "ignore", str(Path(__file__).with_name("older.py"))]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    for alias, told in json.loads(done.stdout).items():
        assert told["filled"]["left"] == [], alias
        assert len(told["filled"]["made"]) >= 3
        before, after = flat(told["before"]), flat(told["after"])
        changed = {place for place in before if after.get(place) != before[place]}
        assert changed - set(REWRITTEN) == set(), alias
        assert all(count(after[place]) == count(before[place]) for place in changed)


def flat(tables):
    return {
        f"{table}.{column}": digest
        for table, found in tables.items()
        for column, digest in found["columns"].items()
    }


def count(digest):
    return digest.split()[0]


def breaks_the_version_before(operation):
    """Why the version before cannot go on working on tables after this step; empty when it can."""
    if isinstance(
        operation,
        migrations.RemoveField | migrations.RenameField | migrations.DeleteModel | migrations.RenameModel,
    ):
        return "it still reads and writes what goes: remove it one release after the code that used it"
    if isinstance(operation, migrations.AddField):
        field = operation.field
        if not (field.null or field.many_to_many or field.has_db_default()):
            return "it writes rows without this column: give it null=True or db_default"
    if (
        isinstance(operation, migrations.AlterField)
        and not operation.field.null
        and not operation.preserve_default
    ):
        return "it may still write null: fill the rows first, forbid null one release later"
    return ""


def test_no_step_since_the_last_release_breaks_the_version_before():
    loader = MigrationLoader(None)
    assert set(RELEASED.items()) <= set(loader.disk_migrations), "a step that was released was renamed"
    found = [
        f"{app} {name}: {why}"
        for (app, name), migration in loader.disk_migrations.items()
        if app in RELEASED and name > RELEASED[app]
        for operation in migration.operations
        if (why := breaks_the_version_before(operation))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("operation", "why"),
    [
        (migrations.AddField("draft", "page", models.CharField(max_length=9)), "db_default"),
        (migrations.AddField("draft", "page", models.CharField(max_length=9, default="x")), "db_default"),
        (migrations.AddField("draft", "page", models.CharField(max_length=9, db_default="")), ""),
        (migrations.AddField("draft", "page", models.CharField(max_length=9, null=True)), ""),  # noqa: DJ001
        (migrations.RemoveField("draft", "page"), "one release after"),
        (migrations.RenameField("draft", "page", "place"), "one release after"),
        (migrations.DeleteModel("draft"), "one release after"),
        (migrations.CreateModel("draft", []), ""),
        (migrations.AddIndex("draft", models.Index(fields=["page"], name="x")), ""),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else value,
)
def test_the_guard_knows_what_the_version_before_cannot_bear(operation, why):
    found = breaks_the_version_before(operation)
    assert (why in found) if why else found == ""
