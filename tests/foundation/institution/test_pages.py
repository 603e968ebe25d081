"""The pages of the institution, by the people who open them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import cast, factories
from thuis.foundation.institution.models import Group, Person, ProgrammeAtSite, Role, Site, Unit


def test_the_tree_shows_domains_programmes_sites_and_numbers(ineke, bridge):
    factories.student(bridge.social_work_avermeer)
    page = ineke.get(reverse("institution:tree")).content.decode()
    assert "Social Work" in page
    assert "Avermeer, Lindehaven" in page
    assert reverse("institution:site", args=[bridge.avermeer.pk]) in page


def test_the_tree_costs_the_same_number_of_queries_however_large_it_is(ineke, bridge):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            ineke.get(reverse("institution:tree"))
        return len(seen)

    queries()
    before = queries()
    for number in range(20):
        unit = factories.unit("programme", f"P{number}", f"Opleiding {number}", "", bridge.domain)
        factories.at_site(unit, bridge.avermeer)
    assert queries() == before


@pytest.mark.django_db
def test_an_empty_institution_opens_for_nobody():
    from tests.pages import AuditingClient

    client = AuditingClient()
    client.force_login(factories.user(cast.OTTO))
    assert client.get(reverse("institution:tree")).status_code == 403


def test_names_and_domain_of_a_programme_are_changed(ineke, bridge):
    other = factories.unit("domain", "TE", "Techniek", "Engineering", bridge.institution)
    address = reverse("institution:edit-unit", args=[bridge.social_work.pk])
    assert ineke.get(address).status_code == 200
    assert ineke.post(address, {"name_nl": "", "parent": other.pk}).status_code == 422
    ineke.post(
        address, {"name_nl": "Sociaal Werk", "name_en": "Social Work", "parent": other.pk}, follow=True
    )
    unit = Unit.objects.get(code="SW")
    assert (unit.name_nl, unit.parent) == ("Sociaal Werk", other)


def test_a_domain_and_a_programme_are_added_by_hand(ineke, bridge):
    ineke.post(
        reverse("institution:new-unit", args=["domain"]), {"code": "TE", "name_nl": "Techniek"}, follow=True
    )
    domain = Unit.objects.get(kind="domain", code="TE")
    address = reverse("institution:new-unit", args=["programme"])
    values = {"code": "INF", "name_nl": "Informatica", "parent": domain.pk}
    ineke.post(address, values, follow=True)
    assert Unit.objects.get(code="INF").parent == domain
    assert ineke.post(address, values).status_code == 422
    assert ineke.get(reverse("institution:new-unit", args=["kelder"])).status_code == 404


def test_a_site_is_added_changed_and_ended(ineke, bridge):
    ineke.post(reverse("institution:new-site"), {"code": "NW", "name": "Nieuw"}, follow=True)
    site = Site.objects.get(code="NW")
    address = reverse("institution:site", args=[site.pk])
    assert ineke.get(address).status_code == 200
    ineke.post(address, {"name": "Nieuwer", "address": "Kade 1, Avermeer"})
    ineke.post(reverse("institution:end-site", args=[site.pk]), follow=True)
    site.refresh_from_db()
    assert (site.name, site.address) == ("Nieuwer", "Kade 1, Avermeer")
    assert site.ends_on is not None


def test_a_programme_is_taught_at_another_site_and_leaves_again(ineke, bridge):
    page = reverse("institution:unit", args=[bridge.pedagogy.pk])
    assert ineke.get(page).status_code == 200
    address = reverse("institution:teach", args=[bridge.pedagogy.pk])
    assert ineke.post(address, {"site": bridge.avermeer.pk}).status_code == 422
    ineke.post(address, {"site": bridge.lindehaven.pk}, follow=True)
    taught = ProgrammeAtSite.objects.get(programme=bridge.pedagogy, site=bridge.lindehaven)
    ineke.post(reverse("institution:end-place", args=[taught.pk]), follow=True)
    taught.refresh_from_db()
    assert taught.ends_on is not None
    ineke.post(reverse("institution:end-unit", args=[bridge.pedagogy.pk]), follow=True)
    assert ineke.get(page).status_code == 200


def test_groups_are_listed_with_their_students(ineke, bridge):
    address = reverse("institution:groups", args=[bridge.social_work.pk])
    assert ineke.get(address).status_code == 200
    Group.objects.create(code="SW2A", programme_at_site=bridge.social_work_avermeer, study_year=2)
    assert "SW2A" in ineke.get(address).content.decode()


def test_people_are_searched_and_opened(ineke, bridge):
    sanne = factories.student(bridge.social_work_avermeer)
    address = reverse("institution:people")
    assert "Hofstra" in ineke.get(address, {"q": "hofs"}).content.decode()
    assert ineke.get(address, {"q": "niemand", "page": "²"}).status_code == 200
    assert ineke.get(reverse("institution:person", args=[sanne.pk])).status_code == 200
    for number in range(60):
        Person.objects.create(kind="student", number=f"z{number}", family_name="Vos")
    assert "page=2" in ineke.get(address, {"q": "vos"}).content.decode()


def test_a_new_role_begins_today_unless_somebody_says_otherwise(ineke):
    person = Person.objects.create(kind="staff", number="m78", given_name="Nieuw")
    page = ineke.get(reverse("institution:person", args=[person.pk])).content.decode()
    assert f'name="starts_on" value="{timezone.localdate().isoformat()}"' in page


def test_a_role_is_given_and_ended(ineke, bridge):
    person = Person.objects.create(kind="staff", number="m77", given_name="Nieuw")
    address = reverse("institution:person", args=[person.pk])
    today = timezone.localdate().isoformat()
    values = {"kind": "lecturer", "unit": bridge.social_work.pk, "starts_on": today}
    assert ineke.post(address, {**values, "ends_on": "2020-01-01"}).status_code == 422
    ineke.post(address, values, follow=True)
    role = Role.objects.get(person=person)
    other = Person.objects.get(email=cast.INEKE.email)
    assert ineke.post(reverse("institution:end-role", args=[other.pk, role.pk])).status_code == 404
    ineke.post(reverse("institution:end-role", args=[person.pk, role.pk]), follow=True)
    assert not Role.objects.filter(person=person).exists()


def test_whoever_is_no_admin_is_kept_out(marit, bridge):
    for name in ("institution:tree", "institution:people", "institution:new-site"):
        assert marit.get(reverse(name)).status_code == 403
