"""Changing the institution by hand, and taking it over from DUO."""

from datetime import date, timedelta

import pytest

from tests import cast, factories
from tests.core.intake.test_duo import SAMPLE, tables
from thuis.core.errors import InvalidInput, NotAllowed, WrongState
from thuis.core.intake.formats.duo import read
from thuis.foundation.audit.actions import Operator
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.institution import actions
from thuis.foundation.institution.code_tables import take_over_institution, take_over_of
from thuis.foundation.institution.models import Person, ProgrammeAtSite, Role, Site, Unit

TODAY = date(2026, 3, 1)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def ineke_user(bridge):
    return factories.colleague(cast.INEKE)


def take_over(found, today=TODAY):
    plan = take_over_of(found)
    take_over_institution(plan=plan, today=today, by=Operator("tests"))
    return plan


def everything():
    models = (Unit, Site, ProgrammeAtSite)
    return [sorted(map(repr, model.objects.values_list())) for model in models]


@pytest.mark.django_db
def test_inholland_is_taken_over_once_and_a_second_time_changes_nothing():
    found = read(tables(SAMPLE), "27PZ")
    take_over(found)
    assert (Site.objects.count(), ProgrammeAtSite.objects.count()) == (18, 151)
    assert Unit.objects.filter(kind="programme").count() == 106
    assert Unit.objects.filter(kind="domain").count() == len({one.part for one in found.programmes})
    before, events = everything(), AuditEvent.objects.count()
    assert take_over(found).is_empty
    assert (everything(), AuditEvent.objects.count()) == (before, events)


@pytest.mark.django_db
def test_what_vanished_from_the_tables_ends_and_nothing_is_deleted():
    found = read(tables(SAMPLE), "27PZ")
    take_over(found)
    gone = found.programmes[0].code
    less = type(found)(
        found.code,
        found.name,
        found.sites[1:],
        found.programmes[1:],
        frozenset(pair for pair in found.taught if gone not in pair and found.sites[0].code not in pair),
    )
    take_over(less)
    assert Unit.objects.get(kind="programme", code=gone).ends_on == YESTERDAY
    assert Site.objects.get(code=found.sites[0].code).ends_on == YESTERDAY
    assert ProgrammeAtSite.objects.count() == 151
    assert ProgrammeAtSite.objects.filter(ends_on=YESTERDAY).count() == 151 - len(less.taught)
    assert take_over(less).is_empty


@pytest.mark.django_db
def test_what_an_admin_renamed_moved_or_added_stays():
    found = read(tables(SAMPLE), "27PZ")
    take_over(found)
    programme = Unit.objects.filter(kind="programme").first()
    domain = Unit.objects.filter(kind="domain").exclude(pk=programme.parent_id).first()
    actions.move_programme(programme=programme, domain=domain, by=Operator("tests"))
    programme.name_nl = "Anders"
    actions.save_unit(unit=programme, by=Operator("tests"))
    own = factories.unit("programme", "EIGEN", "Eigen", "Own", domain)
    factories.at_site(own, Site.objects.first())
    before = everything()
    assert take_over(found).is_empty
    assert everything() == before


def test_one_installation_serves_one_institution(bridge):
    with pytest.raises(WrongState):
        take_over_of(read(tables(SAMPLE), "27PZ"))


def test_only_an_admin_changes_the_institution(bridge):
    with pytest.raises(NotAllowed):
        actions.save_site(site=bridge.avermeer, by=factories.colleague(cast.MARIT))


def test_a_programme_moves_to_a_domain_and_nowhere_else(bridge, ineke_user):
    other = factories.unit("domain", "TE", "Techniek", "Engineering", bridge.institution)
    actions.move_programme(programme=bridge.social_work, domain=other, by=ineke_user)
    assert Unit.objects.get(code="SW").parent == other
    with pytest.raises(InvalidInput):
        actions.move_programme(programme=bridge.social_work, domain=bridge.pedagogy, by=ineke_user)


def test_nothing_ends_while_students_are_enrolled_there(bridge, ineke_user):
    factories.student(bridge.social_work_avermeer)
    for end, of in (
        (actions.end_unit, {"unit": bridge.social_work}),
        (actions.end_site, {"site": bridge.avermeer}),
        (actions.end_programme_at_site, {"taught": bridge.social_work_avermeer}),
    ):
        with pytest.raises(WrongState) as refused:
            end(**of, last_day=YESTERDAY, by=ineke_user)
        assert refused.value.key == "still-enrolled"


def test_a_domain_with_programmes_stays(bridge, ineke_user):
    with pytest.raises(WrongState) as refused:
        actions.end_unit(unit=bridge.domain, last_day=YESTERDAY, by=ineke_user)
    assert refused.value.key == "unit-not-empty"


def test_what_ends_takes_what_is_taught_along_and_can_be_taught_again(bridge, ineke_user):
    actions.end_unit(unit=bridge.pedagogy, last_day=YESTERDAY, by=ineke_user)
    actions.end_site(site=bridge.lindehaven, last_day=YESTERDAY, by=ineke_user)
    ended = set(ProgrammeAtSite.objects.filter(ends_on=YESTERDAY))
    assert ended == {bridge.pedagogy_avermeer, bridge.social_work_lindehaven}
    taught = actions.teach_at(programme=bridge.social_work, site=bridge.lindehaven, by=ineke_user)
    assert (taught.pk, taught.ends_on) == (bridge.social_work_lindehaven.pk, None)


def test_a_role_is_given_to_colleagues_only(bridge, ineke_user):
    sanne = factories.student(bridge.social_work_avermeer)
    role = Role(person=sanne, kind="lecturer", unit=bridge.social_work, starts_on=TODAY)
    with pytest.raises(InvalidInput):
        actions.give_role(role=role, by=ineke_user)


def test_a_role_ends_at_once(bridge, ineke_user):
    factories.colleague(cast.MARIT)
    role = Role.objects.get(kind="manager")
    actions.end_role(role=role, today=TODAY, by=ineke_user)
    assert Role.objects.get(pk=role.pk).ends_on == YESTERDAY
    person = Person.objects.get(email=cast.MARIT.email)
    new = actions.give_role(
        role=Role(person=person, kind="manager", unit=bridge.social_work, starts_on=TODAY), by=ineke_user
    )
    actions.end_role(role=new, today=TODAY, by=ineke_user)
    assert not Role.objects.filter(starts_on=TODAY).exists()


def test_the_last_admin_stays(bridge, ineke_user):
    role = Role.objects.get(kind="admin")
    with pytest.raises(WrongState) as refused:
        actions.end_role(role=role, today=TODAY, by=ineke_user)
    assert refused.value.key == "last-admin"
    factories.role(
        Person.objects.create(kind="staff", number="x", user=factories.user(cast.OTTO)),
        "admin",
        bridge.institution,
    )
    actions.end_role(role=role, today=TODAY, by=ineke_user)
