"""The demo shows the whole loop, and no signal in it is forgotten."""

import pytest
from django.test import Client

from tests.harness.conftest import filled
from thuis.config.debrug.loop import write_loops
from thuis.foundation.audit.actions import Operator
from thuis.foundation.institution.models import Unit
from thuis.foundation.signals.models import Signal, Telling
from thuis.foundation.signals.queries import signals_of
from thuis.rooms.approaches.actions.library import install_library
from thuis.rooms.approaches.models import MeaningSession, Plan, Remeasurement
from thuis.rooms.approaches.queries.loop import orphans

__all__ = ["filled"]
pytestmark = [pytest.mark.django_db]


@pytest.fixture
def house(filled):
    install_library(by=Operator("test"))
    write_loops()
    return filled


def test_no_orphan_every_signal_is_told_has_a_reason_or_is_under_way(house):
    signals = signals_of(Unit.objects.all())
    assert len(signals) == Signal.objects.count() == 10
    assert orphans(signals) == ()
    for one in signals:
        assert one.state == "open" or one.told_address or one.reason
        assert one.state == "open" or one.closed_on >= one.made_on


def test_every_state_of_the_loop_can_be_seen(house):
    assert set(Signal.objects.values_list("state", flat=True)) == {"open", "told", "closed"}
    assert set(MeaningSession.objects.values_list("state", flat=True)) == {"planned", "held", "cancelled"}
    assert set(Plan.objects.values_list("state", flat=True)) == {state.value for state in Plan.State}
    assert set(Telling.objects.values_list("state", flat=True)) == {"draft", "published", "withdrawn"}
    assert set(Telling.objects.values_list("kind", flat=True)) == {kind.value for kind in Telling.Kind}


def test_one_loop_is_whole_from_a_low_figure_to_a_verdict(house):
    plan = Plan.objects.get(title_en="A fixed lecturer for each student")
    signal, looked = plan.signals.get(), Remeasurement.objects.get(plan=plan)
    assert signal.origin == "card"
    assert signal.period == looked.before
    assert plan.session.candidates.filter(chosen=True).exists()
    assert plan.telling.is_published
    assert signal.told_address == plan.telling.address
    assert looked.after > looked.before
    page = Client().get("/told/programme/SW/", headers={"Accept-Language": "en"}).content.decode()
    assert "A fixed lecturer for each student" in page
    assert looked.verdict_en in page
    assert "Before and after shows no cause" in page
    assert "Imane Yildiz (student)" in page


def test_writing_it_twice_changes_nothing(house):
    before = Signal.objects.count()
    write_loops()
    assert Signal.objects.count() == before
