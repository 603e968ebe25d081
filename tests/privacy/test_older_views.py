"""On PostgreSQL whoever works at an older moment, in any database of the server, keeps old rows on disk.

VACUUM (FULL) keeps what its own view of the database may still see, and that view reaches back to the oldest
transaction that writes, also one in another database. So the sweep waits for those.
"""

import threading
import time

import psycopg
import pytest
from django.db import connections

from thuis.foundation.responses import sealing
from thuis.foundation.responses.models import Draft

pytestmark = [
    pytest.mark.skipif(
        "connections['responses'].vendor != 'postgresql'", reason="SQLite has no views of older moments"
    ),
    pytest.mark.django_db(databases=["default", "responses"], transaction=True),
]


@pytest.fixture(params=["default", "responses"])
def writer(request):
    """Somebody who has begun to write in one of the two databases and is not done."""
    settings = connections[request.param].get_connection_params()
    names = {
        key: value for key, value in settings.items() if key in ("dbname", "user", "password", "host", "port")
    }
    with psycopg.connect(**names) as other:
        other.execute("SELECT pg_current_xact_id()")
        yield other


def deleted_drafts():
    Draft.objects.bulk_create(Draft(key=str(number), round_key="r") for number in range(500))
    Draft.objects.all().delete()


def bytes_on_disk():
    with connections["responses"].cursor() as cursor:
        cursor.execute("SELECT pg_relation_size(%s)", [Draft._meta.db_table])
        return cursor.fetchone()[0]


def test_the_sweep_waits_for_who_began_before(writer):
    deleted_drafts()
    threading.Timer(0.5, writer.commit).start()
    began = time.monotonic()
    sealing.forget_traces()
    assert time.monotonic() - began >= 0.4
    assert bytes_on_disk() == 0


def test_who_never_ends_is_not_waited_for_for_ever_and_the_log_says_so(writer, monkeypatch):
    said = []
    monkeypatch.setattr(sealing.log, "warning", said.append)
    monkeypatch.setattr(sealing, "LONGEST_VIEW", 0.2)
    deleted_drafts()
    sealing.forget_traces()
    assert bytes_on_disk() > 0, "or nothing had to be waited for"
    assert len(said) == 1


def test_who_begins_later_is_not_waited_for(monkeypatch):
    """Else a site with visitors at night would never sweep."""
    deleted_drafts()
    settings = connections["default"].get_connection_params()
    with connections["responses"].cursor() as cursor:
        mark = sealing._asked(cursor, sealing.MARK)
        names = {key: settings[key] for key in ("dbname", "user", "host", "port") if key in settings}
        with psycopg.connect(**names) as later:
            later.execute("SELECT pg_current_xact_id()")
            hers = f"{sealing.OLDER_VIEWS} AND pid = {later.info.backend_pid}"
            assert sealing._asked(cursor, hers, mark) == 0
