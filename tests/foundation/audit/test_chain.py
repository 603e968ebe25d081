"""The audit chain shows what was altered, also at the end and in the middle."""

import threading

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from tests import cast, factories
from thuis.foundation.audit.actions import Operator, record
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.audit.queries import first_broken_event, has_digest
from thuis.foundation.audit.triggers import DELETE, TRUNCATE, protect, unprotect


@pytest.fixture
def chain(db):
    user = factories.user(cast.INEKE)
    return [record(f"deed-{number}", by=user, about=user) for number in range(4)]


def test_an_untouched_chain_is_whole(chain):
    assert first_broken_event() is None


def test_an_empty_chain_is_whole(db):
    assert first_broken_event() is None


@pytest.mark.parametrize("field", ["deed", "about", "actor_name"])
def test_an_altered_event_shows(chain, field):
    unprotect(connection)
    AuditEvent.objects.filter(pk=chain[1].pk).update(**{field: "something else"})
    assert first_broken_event() == chain[1]


def test_a_removed_event_shows_at_the_next_one(chain):
    unprotect(connection)
    chain[1].delete()
    assert first_broken_event() == chain[2]


def test_an_event_carries_kinds_and_ids_but_no_names(chain):
    event = chain[0]
    assert cast.INEKE.name not in f"{event.actor_name} {event.about}"
    assert event.about == f"accounts.user:{event.actor_id}"


def test_an_operator_has_a_name_but_no_row(db):
    event = record("import-roster", by=Operator("roster-import"), about="roster:5")
    assert (event.actor, event.actor_name) == (None, "operator:roster-import")


def test_a_colleague_who_leaves_does_not_break_the_chain(chain):
    chain[0].actor.delete()
    assert first_broken_event() is None


@pytest.mark.parametrize("field", ["deed", "about", "actor_name", "digest", "at"])
def test_the_database_refuses_to_change_an_event(chain, field):
    other = chain[2].at if field == "at" else "something else"
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        AuditEvent.objects.filter(pk=chain[1].pk).update(**{field: other})


def test_the_database_refuses_to_give_a_deed_to_somebody_else(chain):
    other = factories.user(cast.BRAM)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        AuditEvent.objects.filter(pk=chain[1].pk).update(actor=other)


@pytest.fixture
def fully_protected(db):
    """All triggers, as an installation has them; the tests' own database lacks two, see conftest."""
    unprotect(connection)
    protect(connection)


def test_the_database_refuses_to_remove_an_event(chain, fully_protected):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        chain[3].delete()
    assert AuditEvent.objects.count() == 4


def test_an_account_can_still_be_deleted(chain, fully_protected):
    chain[0].actor.delete()
    assert set(AuditEvent.objects.values_list("actor", flat=True)) == {None}


def test_a_chain_cut_off_at_its_end_shows_by_a_noted_digest(chain):
    unprotect(connection)
    chain[3].delete()
    assert first_broken_event() is None
    assert (has_digest(chain[2].digest), has_digest(chain[3].digest)) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_the_migration_goes_back_and_forth():
    call_command("migrate", "audit", "0001", verbosity=0)
    event = record("deed", by=Operator("test"), about="x:1")
    AuditEvent.objects.update(deed="another")
    call_command("migrate", "audit", verbosity=0)
    with pytest.raises(IntegrityError, match="append-only"):
        event.delete()
    unprotect(connection, DELETE, TRUNCATE)


@pytest.mark.django_db(transaction=True)
def test_deeds_at_the_same_moment_still_make_one_chain():
    def act():
        for number in range(10):
            with transaction.atomic():
                record(f"deed-{number}", by=Operator("test"), about="x:1")
        connection.close()

    threads = [threading.Thread(target=act) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert AuditEvent.objects.count() == 60
    assert first_broken_event() is None
