"""Roles, units and enrolments, asked for on a day."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import cast, factories
from thuis.core.errors import NotFound
from thuis.foundation.institution import queries
from thuis.foundation.institution.models import Group, GroupMembership, Person, Role

DAY = date(2026, 3, 1)
START = factories.THIS_YEAR


@pytest.fixture
def marit_user(bridge):
    return factories.colleague(cast.MARIT)


def test_a_role_holds_from_its_first_day_to_its_last(bridge):
    user = factories.user(cast.BRAM)
    person = Person.objects.create(kind="staff", number="m1", user=user)
    factories.role(person, "lecturer", bridge.social_work, starts_on=DAY, ends_on=DAY)
    for day, holds in ((DAY - timedelta(days=1), False), (DAY, True), (DAY + timedelta(days=1), False)):
        assert queries.user_has_role(user, "lecturer", day) is holds


def test_a_role_holds_for_everything_below_its_unit_and_nothing_above(bridge, marit_user):
    ruben = factories.colleague(cast.RUBEN)
    assert queries.user_has_role(ruben, Role.Kind.RESEARCHER, DAY, unit=bridge.social_work)
    assert queries.user_has_role(marit_user, ("manager", "admin"), DAY, unit=bridge.social_work)
    assert not queries.user_has_role(marit_user, "manager", DAY, unit=bridge.domain)
    assert not queries.user_has_role(marit_user, "manager", DAY, unit=bridge.pedagogy)
    assert not queries.user_has_role(marit_user, "admin", DAY)


def test_a_role_at_one_site_holds_there_only(bridge):
    user = factories.user(cast.BRAM)
    person = Person.objects.create(kind="staff", number="m1", user=user)
    factories.role(person, "lecturer", bridge.social_work, site=bridge.avermeer)
    assert queries.user_has_role(user, "lecturer", DAY, unit=bridge.social_work, site=bridge.avermeer)
    assert not queries.user_has_role(user, "lecturer", DAY, unit=bridge.social_work, site=bridge.lindehaven)
    assert not queries.user_has_role(user, "lecturer", DAY, unit=bridge.social_work)
    assert not queries.user_has_role(user, "lecturer", DAY, site=bridge.lindehaven)
    assert queries.units_of(user, "lecturer", DAY) == frozenset()


def test_units_of_a_colleague_are_whole_subtrees(bridge):
    ruben = factories.colleague(cast.RUBEN)
    assert queries.units_of(ruben, "researcher", DAY) == queries.units_under(bridge.institution)
    assert len(queries.units_under(bridge.institution)) == 4
    assert queries.units_under(bridge.social_work) == {bridge.social_work.pk}
    assert [unit.code for unit in queries.units_above(bridge.social_work)] == ["SW", "MM", "DB"]


def test_a_visitor_has_no_role_and_no_person(bridge):
    assert queries.roles_of(AnonymousUser(), DAY) == ()
    assert queries.person_of(AnonymousUser()) is None
    assert queries.person_of(factories.colleague(cast.BRAM)).email == cast.BRAM.email


def test_people_with_a_role_at_a_unit_or_above_it(bridge, marit_user):
    factories.colleague(cast.RUBEN)
    assert queries.people_with_role("manager", DAY, unit=bridge.social_work).get().user == marit_user
    assert not queries.people_with_role("manager", DAY, unit=bridge.pedagogy).exists()
    assert queries.people_with_role("researcher", DAY).count() == 1


def test_enrolled_students_come_with_all_that_a_round_needs(bridge):
    sanne = factories.student(bridge.social_work_avermeer, language="en")
    factories.student(bridge.pedagogy_avermeer, ends_on=DAY - timedelta(days=1))
    enrolment = sanne.enrolments.get()
    for code in ("SW2B", "SW2A"):
        group = Group.objects.create(code=code, programme_at_site=bridge.social_work_avermeer, study_year=2)
        GroupMembership.objects.create(enrolment=enrolment, group=group)
    (found,) = queries.students_enrolled_on(DAY)
    assert (found.person_id, found.programme, found.site, found.language) == (sanne.pk, "SW", "AVM", "en")
    assert (found.study_year, found.form, found.groups) == (2, "full-time", ("SW2A", "SW2B"))
    assert queries.students_enrolled_on(DAY, unit=bridge.pedagogy) == ()
    assert queries.students_enrolled_on(DAY, site=bridge.lindehaven) == ()


def test_enrolled_students_cost_two_queries_however_many_there_are(bridge):
    for _ in range(30):
        factories.student(bridge.social_work_avermeer)
    with CaptureQueriesContext(connection) as seen:
        assert len(queries.students_enrolled_on(DAY)) == 30
    assert len(seen) == 2


def test_what_ended_is_not_there_any_more(bridge):
    bridge.pedagogy_avermeer.ends_on = START
    bridge.pedagogy_avermeer.save()
    assert [one.programme.code for one in queries.programmes_at(bridge.avermeer, DAY)] == ["SW"]
    bridge.pedagogy.ends_on = START
    bridge.pedagogy.save()
    assert [unit.code for unit in queries.programmes_under(bridge.institution, DAY)] == ["SW"]
    assert queries.unit_by_code("programme", "PED") == bridge.pedagogy
    assert queries.unit_by_code("domain", "PED") is None


def test_people_are_found_by_parts_of_their_name_and_page_by_page(bridge):
    for number in range(55):
        Person.objects.create(
            kind="student", number=f"9{number:03}", given_name="Noor", family_name="de Vries"
        )
    factories.student(bridge.social_work_avermeer, given_name="Sanne", family_name="Hofstra")
    found, more = queries.people_matching("noor vries", page=1)
    assert (len(found), more) == (50, True)
    found, more = queries.people_matching("noor vries", page=2)
    assert (len(found), more) == (5, False)
    assert [str(one) for one in queries.people_matching("hof", page=1)[0]] == ["Sanne Hofstra"]


def test_what_does_not_exist_is_not_found(bridge):
    for query in (queries.unit_or_404, queries.site_or_404, queries.taught_or_404, queries.person_or_404):
        with pytest.raises(NotFound):
            query(99_999)
