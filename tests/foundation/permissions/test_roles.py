"""Who may do what: the whole table, and the edges of place and time."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from tests import cast, factories
from thuis.core.errors import NotAllowed
from thuis.foundation.institution.models import Unit
from thuis.foundation.permissions import roles as permissions

CAST = {
    "bram": cast.BRAM,
    "marit": cast.MARIT,
    "yasmin": cast.YASMIN,
    "ruben": cast.RUBEN,
    "ineke": cast.INEKE,
    "otto": cast.OTTO,
}
# deed -> who may, for the whole institution
EVERYWHERE = {
    "manage_people": {"ineke"},
    "open_rounds": {"ineke", "ruben"},
    "see_institution": {"bram", "marit", "yasmin", "ruben"},
    "review_approaches": {"ruben", "yasmin"},
    "edit_support": {"ineke", "yasmin"},
    "keep_roles": {"ineke", "yasmin"},
    "export_research": {"ruben"},
    "decide_research": {"ineke", "ruben"},
    "read_words": {"ruben"},
    "release_words": {"ineke", "ruben"},
}
# (deed, unit) -> who may, there
AT_A_UNIT = {
    ("see_results", "SW"): {"bram", "marit", "yasmin", "ruben"},
    ("see_results", "PED"): {"yasmin", "ruben"},
    ("see_results", "MM"): {"yasmin", "ruben"},
    ("choose_actions", "SW"): {"marit", "yasmin"},
    ("choose_actions", "PED"): {"yasmin"},
    ("open_scans", "SW"): {"marit", "yasmin", "ruben"},
    ("open_scans", "PED"): {"yasmin", "ruben"},
    ("follow_fieldwork", "SW"): {"marit", "yasmin", "ruben", "ineke"},
    ("follow_fieldwork", "PED"): {"yasmin", "ruben", "ineke"},
    ("read_reports", "SW"): set(),
}


def asks(deed, *about):
    """Both halves of a pair, which must agree."""
    answer = getattr(permissions, f"user_can_{deed}")(*about)
    try:
        getattr(permissions, f"check_user_can_{deed}")(*about)
    except NotAllowed:
        assert not answer
    else:
        assert answer
    return answer


def who_may(deed, *about):
    return {name for name, character in CAST.items() if asks(deed, factories.colleague(character), *about)}


@pytest.mark.parametrize("deed", EVERYWHERE)
def test_who_may_do_what_for_the_whole_institution(bridge, deed):
    assert who_may(deed) == EVERYWHERE[deed]


@pytest.mark.parametrize(("deed", "code"), AT_A_UNIT)
def test_who_may_do_what_at_a_unit(bridge, deed, code):
    assert who_may(deed, bridge.unit(code)) == AT_A_UNIT[deed, code]


def test_every_deed_stands_in_this_table():
    deeds = {name.removeprefix("user_can_") for name in vars(permissions) if name.startswith("user_can_")}
    assert deeds == {*EVERYWHERE, *(deed for deed, _ in AT_A_UNIT)}


def test_every_question_has_its_check():
    names = {name for name in vars(permissions) if "user_can_" in name and not name.startswith("_")}
    assert {f"check_{name}" for name in names if not name.startswith("check_")} == {
        name for name in names if name.startswith("check_")
    }


def test_a_visitor_may_nothing(bridge):
    assert not any(asks(deed, AnonymousUser()) for deed in EVERYWHERE)
    assert not asks("see_results", AnonymousUser(), bridge.social_work)


@pytest.mark.parametrize(
    ("begins", "ends", "holds"),
    [(-10, None, True), (0, 0, True), (1, None, False), (-10, -1, False), (-10, 1, True)],
)
def test_a_role_holds_from_its_first_day_to_its_last(bridge, begins, ends, holds):
    user = factories.colleague(cast.OTTO)
    today = timezone.localdate()
    factories.role(
        user.person,
        "manager",
        bridge.social_work,
        starts_on=today + timedelta(days=begins),
        ends_on=None if ends is None else today + timedelta(days=ends),
    )
    assert asks("choose_actions", user, bridge.social_work) is holds


def test_a_role_at_one_site_says_nothing_about_the_whole_programme(bridge):
    user = factories.colleague(cast.OTTO)
    factories.role(user.person, "manager", bridge.social_work, site=bridge.avermeer)
    assert not asks("see_results", user, bridge.social_work)


def test_a_role_at_a_domain_holds_for_its_programmes_but_not_above(bridge):
    user = factories.colleague(cast.OTTO)
    factories.role(user.person, "manager", bridge.domain)
    assert asks("choose_actions", user, bridge.pedagogy)
    assert not asks("choose_actions", user, bridge.institution)


def test_an_adviser_reads_reports_and_an_admin_does_not(bridge):
    adviser = factories.colleague(cast.OTTO)
    factories.role(adviser.person, "adviser", bridge.institution)
    assert asks("read_reports", adviser, bridge.social_work)
    assert not asks("read_reports", factories.colleague(cast.INEKE), bridge.social_work)


def test_an_admin_sees_no_results_anywhere(bridge):
    ineke = factories.colleague(cast.INEKE)
    assert not any(asks("see_results", ineke, unit) for unit in Unit.objects.all())


def test_without_an_institution_nobody_keeps_it(db):
    assert not asks("manage_people", factories.user(cast.OTTO))
