"""The audit chain shows what was altered, also at the end and in the middle."""

import pytest

from tests import cast, factories
from thuis.foundation.audit.actions import Operator, record
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.audit.queries import first_broken_event


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
    AuditEvent.objects.filter(pk=chain[1].pk).update(**{field: "something else"})
    assert first_broken_event() == chain[1]


def test_a_removed_event_shows_at_the_next_one(chain):
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
