"""Learning names: only where the institution provides photographs, only for the lecturers of a group."""

import pytest

from tests import cast, factories
from tests.pages import AuditingClient
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.institution.models import Group, GroupMembership

pytestmark = pytest.mark.django_db
PAGE, PICTURE = "/approaches/names/", b"\xff\xd8 a photograph"


@pytest.fixture
def group(bridge):
    return Group.objects.create(code="1A", programme_at_site=bridge.social_work_avermeer, study_year=1)


@pytest.fixture
def sanne(group):
    student = factories.student(group.programme_at_site)
    GroupMembership.objects.create(enrolment=student.enrolments.get(), group=group)
    return student


@pytest.fixture
def folder(settings, tmp_path, group, sanne):
    """As an institution provides it: a photograph, and who teaches the group."""
    settings.PHOTOGRAPHS = tmp_path
    place = tmp_path / "SW-AVM-1A"
    place.mkdir()
    (place / f"{sanne.number}.jpg").write_bytes(PICTURE)
    (place / "lecturers.txt").write_text(f"{cast.BRAM.email.upper()}\n")
    return place


def test_where_no_photographs_are_provided_it_does_not_exist(bram, group, sanne):
    assert bram.get(PAGE).status_code == 404
    assert PAGE not in bram.get("/approaches/lecturers/").content.decode()


def test_a_lecturer_of_the_group_sees_a_face_and_then_its_name(bram, folder, group, sanne):
    assert PAGE in bram.get("/approaches/lecturers/").content.decode()
    page = bram.get(f"{PAGE}{group.pk}/", headers={"Accept-Language": "en"}).content.decode()
    assert "Sanne Hofstra" in page.split("Show the name")[1]
    picture = bram.get(f"{PAGE}{group.pk}/{sanne.pk}.jpg")
    assert (picture.content, picture.headers["Cache-Control"]) == (PICTURE, "no-store, private")


def test_another_lecturer_of_the_programme_does_not(bridge, folder, group, sanne):
    other = AuditingClient()
    user = factories.colleague(cast.OTTO)
    factories.role(user.person, "lecturer", bridge.social_work)
    other.force_login(user)
    assert other.get(f"{PAGE}{group.pk}/").status_code == 404
    assert other.get(f"{PAGE}{group.pk}/{sanne.pk}.jpg").status_code == 404


@pytest.mark.parametrize("who", ["marit", "yasmin", "ineke"])
def test_nobody_else_does_even_when_the_list_names_her(request, folder, group, sanne, who):
    client = request.getfixturevalue(who)
    (folder / "lecturers.txt").write_text(client.user.email)
    assert client.get(f"{PAGE}{group.pk}/{sanne.pk}.jpg").status_code == 404


def test_who_left_the_group_and_who_was_never_in_it_has_no_picture(bridge, bram, folder, group, sanne):
    stranger = factories.student(bridge.social_work_avermeer)
    (folder / f"{stranger.number}.jpg").write_bytes(PICTURE)
    assert bram.get(f"{PAGE}{group.pk}/{stranger.pk}.jpg").status_code == 404
    sanne.enrolments.update(ends_on=factories.THIS_YEAR)
    assert bram.get(f"{PAGE}{group.pk}/{sanne.pk}.jpg").status_code == 404
    assert "Sanne" not in bram.get(f"{PAGE}{group.pk}/").content.decode()


def test_practising_leaves_no_trace(bram, folder, group, sanne):
    before = AuditEvent.objects.count()
    bram.get(f"{PAGE}{group.pk}/?face=7")
    assert AuditEvent.objects.count() == before


def test_a_group_without_a_list_of_lecturers_is_nobodys(bram, folder, group):
    (folder / "lecturers.txt").unlink()
    assert bram.get(f"{PAGE}{group.pk}/").status_code == 404
