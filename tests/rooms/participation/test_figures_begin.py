"""Before any figures: what waits, what is refused, and how the first are made."""

import pytest
from django.core.cache import caches
from django.urls import reverse

from tests import cast, factories
from tests.rooms.participation.figures import BY, Q1, fill
from thuis.config.cli import main
from thuis.core.errors import NotAllowed, WrongState
from thuis.core.participation.release_model import Period, Spot, Untold
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.release.access import Sight
from thuis.foundation.release.participation_models import ParticipationRelease
from thuis.foundation.release.participation_queries import latest_versions, volume_of
from thuis.rooms.participation.actions.figures import (
    figures_each_day,
    make_figures,
    recorded_periods,
)
from thuis.rooms.participation.models import Engagement, RoleFile, Source
from thuis.rooms.participation.public import taking_part


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = tmp_path
    caches["pages"].clear()
    return tmp_path


def test_a_period_without_rows_has_no_figures(bridge, home):
    with pytest.raises(WrongState, match="participation-nothing-recorded"):
        make_figures(period=Period(2020), by=BY)


def test_only_who_keeps_roles_makes_figures(bridge, home):
    with pytest.raises(NotAllowed):
        make_figures(period=Q1, by=factories.colleague(cast.MARIT))


def test_each_day_periods_that_are_over_get_their_first_figures_and_no_other(bridge, home):
    fill(bridge)
    figures_each_day()
    assert set(latest_versions()) == set(recorded_periods())
    Engagement.objects.all().delete()
    figures_each_day()
    assert {row.version for row in ParticipationRelease.objects.all()} == {1}


def confirmed_file(**more):
    """A file of an agency from January on, without rows of its own."""
    return RoleFile.objects.create(
        source=Source.objects.create(name="Agency"), first="2023-01-01", state="confirmed",
        uploaded_at="2023-07-01T00:00Z", changed_at="2023-07-01T00:00Z", **more,
    )  # fmt: skip


def test_a_year_waits_until_all_its_quarters_are_in(bridge, home):
    fill(bridge)
    confirmed_file(last="2023-06-30", with_pool=True)
    assert recorded_periods() == (Period(2023, 1), Period(2023, 2))


def test_the_pool_of_a_quarter_without_one_is_unknown(bridge, home):
    fill(bridge)
    confirmed_file(last="2023-03-31", with_pool=False)
    told = volume_of(make_figures(period=Q1, by=BY)).told(Spot(), "availability")
    assert told == Untold("not-recorded")


def test_before_any_figures_the_page_says_what_comes(bridge, home, ruben):
    assert "There are no figures yet" in ruben.get(reverse("figures:start"), HTTP_ACCEPT_LANGUAGE="en").text


def test_a_coordinator_makes_figures_with_a_button(bridge, home, yasmin):
    fill(bridge)
    assert "2023" in yasmin.get(reverse("figures:manage")).text
    answer = yasmin.post(reverse("figures:make", args=["2023-q1"]), follow=True)
    assert "versie 1" in answer.text or "version 1" in answer.text
    assert AuditEvent.objects.filter(deed="participation.released").exists()
    assert yasmin.post(reverse("figures:make", args=["2023-q9"])).status_code == 422


def test_other_rooms_get_nothing_before_any_figures(bridge, home):
    assert taking_part(Sight(True, True, {}), "institution", "all", "nl") is None


def test_the_command_says_when_there_are_no_figures(bridge, home, capsys):
    assert main(["participation", "table", "--year", "2020"]) == 1
    assert "2020" in capsys.readouterr().err
