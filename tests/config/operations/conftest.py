"""An installation with something in it, and an empty one beside it to restore into; on both engines."""

import hashlib
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from tests import factories
from thuis.config.operations.sealing import new_keys
from thuis.foundation.audit.actions import Operator, record
from thuis.foundation.jobs.actions import enqueue
from thuis.foundation.responses.models import Response

ALIASES = ("default", "responses")
CANARY = "kwikstaart-in-de-kantine"


@pytest.fixture
def home(tmp_path, settings):
    """A home of its own, with the files that go along."""
    place = tmp_path / "home"
    for name, content in FILES.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    settings.HOME = place
    return place


FILES = {
    "uploads/1/roster.csv": "Sanne de Wit",
    "documents/privacy.nl.toml": "eigen woorden",
    "brand.css": ":root { --brand: teal }",
    "releases/1/figures.parquet": "released",
    "research/2/package.zip": "package",
    "secrets/link-key": "geheim-van-de-link",
    "custody/monitor-2026": "geheim-van-de-bewaarder",
    "warehouse/R.parquet": "for as long as a build takes",
}


@pytest.fixture
def keys(home, tmp_path):
    """The secret keys by part; the public ones stand in the home."""
    made = {part: new_keys() for part in ("people", "answers")}
    (home / "backup-keys").mkdir()
    for part, (_secret, public) in made.items():
        (home / "backup-keys" / f"{part}.pub").write_text(public)
    return {part: secret for part, (secret, _public) in made.items()}


@pytest.fixture
def filled(transactional_db, home, keys):
    """People, a chain of deeds with an empty actor, jobs, and answers with a canary."""
    factories.bridge()
    record("retention.forgot", by=Operator("test"), about="drafts:3")
    for number in range(50):
        enqueue("say", number=number, words="é ✓ \N{GRINNING FACE}")
        answer(number)


def answer(number):
    return Response.objects.create(
        id=f"{number:032d}",
        round_key="monitor-2026",
        questionnaire_hash="0" * 64,
        owner=f"{number:064d}",
        programme="SW",
        site="NIJ",
        study_year=1,
        form="full-time",
        language="nl",
        answers={"OPE01": CANARY, "LIF01": None, "number": number},
    )


@pytest.fixture
def elsewhere(tmp_path, monkeypatch, settings, request):
    """A context in which this is another, empty installation of the same kind."""
    made = []

    @contextmanager
    def another():
        place = tmp_path / f"new-{len(made)}"
        place.mkdir()
        made.append(place)
        before = settings.HOME
        with monkeypatch.context() as patch:
            settings.HOME = place
            for alias in ALIASES:
                patch.setitem(settings.DATABASES[alias], "NAME", _empty_database(alias, place))
            yield place
        settings.HOME = before

    yield another
    _drop_all()


def _vendor(alias):
    return connections[alias].vendor


def _empty_database(alias, place):
    if _vendor(alias) == "sqlite":
        return str(place / f"{alias}.sqlite3")
    with connections[alias].cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{_name(alias)}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{_name(alias)}"')
    return _name(alias)


def _name(alias):
    return f"restored-{settings.DATABASES[alias]['NAME'].removeprefix('restored-')}"


def _drop_all():
    for alias in ALIASES:
        if _vendor(alias) == "postgresql":
            with connections[alias].cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{_name(alias)}" WITH (FORCE)')


def checksums():
    """A digest over all rows of every table of both databases, where settings point now."""
    return {alias: _checksums(alias) for alias in ALIASES}


def _checksums(alias):
    connection = connections.create_connection(alias)
    connection.settings_dict = {**connection.settings_dict, "OPTIONS": {}, "CLOSES": True}
    try:
        with connection.cursor() as cursor:
            names = connection.introspection.table_names(cursor)
            return {name: _checksum(cursor, name) for name in names}
    finally:
        connection.close()


def _checksum(cursor, table):
    cursor.execute(f'SELECT * FROM "{table}"')
    rows = sorted(repr(row) for row in cursor.fetchall())
    return len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()


def files_of(place: Path):
    return {str(path.relative_to(place)) for path in place.rglob("*") if path.is_file()}
