"""Figures are made once, stay as they are, and are told to who may read them."""

import json
from datetime import date

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone

from tests import cast, factories
from tests.rooms.participation.figures import BY, Q1, released
from tests.standing import site_of
from thuis.config.cli import main
from thuis.core.errors import WrongState
from thuis.core.participation.model import INSTITUTION, Level, Unit
from thuis.core.participation.release_model import Figure, Period, Spot
from thuis.foundation.release.access import Sight
from thuis.foundation.release.files import digest
from thuis.foundation.release.participation_files import read_certificate
from thuis.foundation.release.participation_models import ParticipationRelease
from thuis.foundation.release.participation_queries import latest_version, volume_of
from thuis.rooms.participation.actions.figures import (
    figures_each_day,
    make_figures,
    set_target,
)
from thuis.rooms.participation.actions.tables import forget_roles
from thuis.rooms.participation.models import Engagement, Target
from thuis.rooms.participation.public import taking_part
from thuis.rooms.participation.tabs import TABS

WHOLE = {"period": "2023-q1", "kind": "institution", "unit": "all"}
standing_site, bridge, made = site_of(released)


@pytest.fixture(autouse=True)
def no_kept_pages():
    caches["pages"].clear()


def page(name="unit", **where):
    return reverse(f"figures:{name}", kwargs={**WHOLE, **where})


# --- making ----------------------------------------------------------------------------------------------


def test_a_version_is_a_file_with_a_certificate_and_its_digest_in_the_table(made):
    row = latest_version(Q1)
    assert row.digest == digest(row.path)
    assert row.path.stat().st_mode & 0o077 == 0
    certificate = read_certificate(row.path)
    assert (certificate["period"], certificate["version"]) == ("2023-q1", 1)
    assert certificate["rules"]["people"] == 10


def test_the_file_holds_no_person(made):
    row = latest_version(Q1)
    people = set(Engagement.objects.values_list("pseudonym", flat=True))
    for path in (row.path, row.ledger_path):
        assert not any(person in path.read_text() for person in people)


def test_what_is_hidden_is_no_number_in_the_file(made):
    for *_, value, low, high, part, whole, reason in json.loads(latest_version(Q1).path.read_text())["cells"]:
        if reason:
            assert {value, low, high, part, whole} == {None}
        else:
            assert value != 0


def test_figures_come_back_as_they_were_written(made):
    volume = volume_of(latest_version(Q1))
    told = volume.told(Spot(), "participation")
    assert isinstance(told, Figure)
    assert abs(told.value - 140 / 2000) < 0.002
    assert isinstance(volume.told(Spot(INSTITUTION, "study_year", "1"), "participation"), Figure)
    assert volume.told(Spot(INSTITUTION, "study_year", "9"), "participation") is None


def test_the_same_rows_give_no_next_version(made):
    with pytest.raises(WrongState, match="participation-few-changes"):
        make_figures(period=Q1, by=BY)


def test_a_next_version_needs_ten_people_in_a_unit(made, bridge):
    extra = [
        Engagement(
            pseudonym=f"new{number}", role="buddy", hours=5, first="2023-01-01", last="2023-03-31",
            domain="MM", programme="SW", site="AVM",
        )
        for number in range(12)
    ]  # fmt: skip
    before = volume_of(latest_version(Q1))
    Engagement.objects.bulk_create(extra[:9])
    with pytest.raises(WrongState, match="participation-few-changes"):
        make_figures(period=Q1, by=BY)
    Engagement.objects.bulk_create(extra[9:])
    after = volume_of(make_figures(period=Q1, by=BY))
    assert after.version == 2
    lindehaven = Spot(Unit(Level.SITE, "LDH"))
    assert after.measures(lindehaven) == before.measures(lindehaven)
    assert after.told(Spot(), "participation") != before.told(Spot(), "participation")


def test_what_is_left_after_old_roles_were_forgotten_is_not_told_as_everybody(made):
    assert forget_roles(before=date(2023, 4, 15)) > 0
    with pytest.raises(WrongState, match="participation-forgotten"):
        make_figures(period=Q1, by=BY)
    with pytest.raises(WrongState, match="participation-forgotten"):
        make_figures(period=Period(2023, 2), by=BY)
    ParticipationRelease.objects.filter(period="2023-q1").delete()
    figures_each_day()
    assert not ParticipationRelease.objects.filter(period="2023-q1").exists()


def test_as_long_as_nothing_was_forgotten_figures_can_be_made(made):
    assert forget_roles(before=date(2022, 1, 1)) == 0
    with pytest.raises(WrongState, match="participation-few-changes"):
        make_figures(period=Q1, by=BY)


# --- pages -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tab", [*TABS, "steer"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_tab_is_a_page(made, ruben, tab, language):
    where = page("steer") if tab == "steer" else page("tab", tab=tab)
    assert ruben.get(where, HTTP_ACCEPT_LANGUAGE=language).status_code == 200


def test_she_lands_on_her_own_unit(made, marit, ruben):
    assert marit.get(reverse("figures:start")).url == page(period="2023-q4", kind="programme", unit="SW")
    assert ruben.get(reverse("figures:start")).url == page(period="2023-q4")


def test_a_unit_of_others_is_not_there(made, marit):
    assert marit.get(page(kind="programme", unit="PED")).status_code == 404
    assert marit.get(page(kind="site", unit="AVM")).status_code == 404
    assert marit.get(page()).status_code == 200


@pytest.mark.parametrize(
    "where",
    [{"period": "2022-q1"}, {"period": "nonsense"}, {"kind": "planet"}, {"kind": "site", "unit": "MOON"}],
)
def test_other_addresses_do_not_exist(made, ruben, where):
    assert ruben.get(page(**where)).status_code == 404


def test_other_tabs_and_files_do_not_exist(made, ruben):
    assert ruben.get(page("tab", tab="ranking")).status_code == 404
    for words in (
        {"tab": "ranking", "card": "roles", "suffix": "csv"},
        {"tab": "glance", "card": "roles", "suffix": "csv"},
        {"tab": "glance", "card": "conversion", "suffix": "exe"},
    ):
        assert ruben.get(page("card", **words)).status_code == 404


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "png", "svg"])
def test_a_card_goes_along_as_a_file(made, ruben, suffix):
    answer = ruben.get(page("card", tab="glance", card="participation", suffix=suffix))
    assert answer.status_code == 200
    assert suffix in answer["Content-Disposition"]


def test_the_number_of_queries_does_not_grow_with_rows(made, ruben, django_assert_max_num_queries):
    where = page("tab", tab="compare")
    ruben.get(where)
    caches["pages"].clear()
    with django_assert_max_num_queries(16):
        ruben.get(where)


def test_outsiders_see_nothing(made, otto):
    assert otto.get(reverse("figures:start")).status_code in (302, 403)
    assert otto.get(page()).status_code == 403


# --- keeping ---------------------------------------------------------------------------------------------


def test_a_manager_sets_a_target_for_her_programme_and_the_page_says_who_did(made, marit):
    where = page("steer", kind="programme", unit="SW")
    until = timezone.localdate().replace(year=timezone.localdate().year + 1, day=1)
    answer = marit.post(
        where, {"measure": "conversion", "value": "60", "until": until.isoformat()}, follow=True
    )
    assert f">{cast.MARIT.name}</td>" in answer.text
    target = Target.objects.get()
    assert (target.level, target.unit, target.measure, target.value) == ("programme", "SW", "conversion", 60)
    marit.post(where, {"measure": "conversion", "value": "70", "until": until.isoformat()})
    assert Target.objects.get().value == 70


def test_a_target_in_the_past_is_not_taken(made, marit):
    where = page("steer", kind="programme", unit="SW")
    answer = marit.post(where, {"measure": "conversion", "value": "60", "until": "2023-01-01"})
    assert answer.status_code == 422
    assert not Target.objects.exists()


def test_nobody_sets_a_target_for_the_unit_of_another(made, marit, ruben):
    values = {"measure": "conversion", "value": "60", "until": "2040-01-01"}
    assert marit.post(page("steer"), values).status_code == 403
    assert ruben.post(page("steer"), values).status_code == 403
    assert not Target.objects.exists()


def test_a_new_target_ends_the_one_before_it(bridge, made):
    yasmin = factories.colleague(cast.YASMIN)
    today = timezone.localdate()
    old = Target.objects.create(
        level="institution", unit="", measure="participation", value=5, set_on="2023-01-01",
        first="2023-01-01", last=today.replace(year=today.year + 3, day=1),
    )  # fmt: skip
    until = today.replace(year=today.year + 1, day=1)
    set_target(unit=INSTITUTION, measure="participation", value=8, until=until, by=yasmin)
    old.refresh_from_db()
    assert old.last < today


def test_what_if_is_arithmetic_on_released_figures_with_its_assumptions(made, ruben):
    asked = {"roles": "40", "hours": "20", "filled": "100", "new": "50", "from_pool": "on"}
    shown = ruben.get(page("steer"), asked, HTTP_ACCEPT_LANGUAGE="en").text
    assert "20 roles would go to somebody without a role" in shown
    assert "50% of them go to somebody who has no role yet" in shown
    assert "→" in shown


# --- other rooms and commands ----------------------------------------------------------------------------


def test_other_rooms_get_the_card_of_the_newest_year(made):
    sight = Sight(whole=True, everything=True, codes={})
    card = taking_part(sight, "programme", "SW", "nl")
    assert card.address.endswith("/2023/programme/SW/glance/")
    assert "2023" in card.source
    assert taking_part(sight, "programme", "MOON", "nl") is None


def test_other_rooms_get_no_card_of_a_unit_of_others(made):
    nobody = Sight(whole=True, everything=False, codes={})
    assert taking_part(nobody, "programme", "SW", "nl") is None
    assert taking_part(nobody, "institution", "all", "nl") is not None


def table(*words):
    return main(["participation", "table", *words])


def test_the_command_prints_a_line_per_unit(made, capsys):
    assert table("--by", "site", "--year", "2023", "--quarter", "1") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["2023-q1,", "unit", "AVM", "LDH"]
    assert lines[2].split()[1:3] == ["6.9", "%"]


def test_the_command_writes_figures_for_another_program(made, capsys):
    assert table("--by", "institution", "--year", "2023", "--csv") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "unit,figure,value,low,high,why"
    assert lines[1].startswith("all,participation,0.0")
