"""Inviting colleagues, on the page and on the command line."""

import re
from datetime import date

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import cast, factories
from tests.pages import AuditingClient
from thuis.config.cli import main
from thuis.core.errors import NotAllowed
from thuis.foundation.accounts.actions import invite_colleague
from thuis.foundation.accounts.models import User
from thuis.foundation.audit.actions import Operator
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.institution.models import Person, Role, Unit

NOOR = {"name": "Noor Bakker", "email": "Noor@DeBrug.example"}
DAY = date(2026, 3, 2)
OPERATOR = Operator("test")


def invite(unit, **changes):
    return invite_colleague(**{**NOOR, "role": "manager", "unit": unit, "on": DAY, "by": OPERATOR, **changes})


def test_an_invited_colleague_has_an_account_a_person_and_a_role(bridge):
    user = invite(bridge.social_work)
    role = user.person.roles.get()
    assert (user.email, user.has_usable_password()) == ("noor@debrug.example", False)
    assert (role.kind, role.unit, role.starts_on) == ("manager", bridge.social_work, DAY)
    assert AuditEvent.objects.get().deed == "colleague-invited:manager"


def test_inviting_twice_changes_nothing(bridge):
    assert invite(bridge.social_work) == invite(bridge.social_work, name="Somebody else")
    assert (User.objects.count(), Person.objects.count(), Role.objects.count()) == (1, 1, 1)
    assert AuditEvent.objects.count() == 1


def test_a_second_role_is_added_to_the_first(bridge):
    invite(bridge.social_work)
    user = invite(bridge.institution, role="admin")
    assert set(user.person.roles.values_list("kind", flat=True)) == {"manager", "admin"}


def test_a_colleague_whom_the_roster_brought_is_recognised_by_her_address(bridge):
    known = Person.objects.create(kind="staff", number="m1", given_name="Noor", email="noor@debrug.example")
    assert invite(bridge.social_work).person == known


def test_a_student_with_the_same_address_stays_a_student(bridge):
    student = factories.student(bridge.social_work_avermeer, email="noor@debrug.example")
    assert invite(bridge.social_work).person != student


def test_an_admin_invites_on_the_page_and_the_colleague_gets_a_mail(ineke, bridge):
    answer = ineke.post(
        "/account/colleagues/", {**NOOR, "role": "lecturer", "unit": bridge.pedagogy.pk}, follow=True
    )
    assert "Noor Bakker" in answer.content.decode()
    path = re.search(r"https?://[^/\s]+(/account/link/\S+)", mail.outbox[0].body)[1]
    assert AuditingClient().post(path).status_code == 302


def test_a_form_with_gaps_invites_nobody(ineke):
    answer = ineke.post("/account/colleagues/", {"name": "Noor"})
    assert answer.status_code == 422
    assert not mail.outbox


def test_the_list_of_colleagues_costs_the_same_for_six_and_for_sixty(ineke, bridge):
    ineke.get("/account/colleagues/")
    counts = []
    for size in (6, 60):
        for number in range(size):
            invite(bridge.social_work, email=f"c{number}@debrug.example", name=f"Collega {number}")
        with CaptureQueriesContext(connection) as queries:
            page = ineke.get("/account/colleagues/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert re.search(r"Pagina 1 van 2", page.content.decode())


@pytest.mark.parametrize("who", ["bram", "marit", "yasmin", "ruben", "otto"])
def test_nobody_but_the_admin_invites(request, who, bridge):
    client = request.getfixturevalue(who)
    answer = client.post("/account/colleagues/", {**NOOR, "role": "admin", "unit": bridge.institution.pk})
    assert answer.status_code == NotAllowed.status
    assert not User.objects.filter(name="Noor Bakker").exists()


WORDS = ["staff", "invite", "--email", "ineke@debrug.example", "--name", "Ineke Smit", "--role", "admin"]


def test_the_first_admin_comes_in_by_a_printed_link(db, capsys):
    assert main([*WORDS, "--institution", "Hogeschool De Brug"]) == 0
    path = re.search(r"(/account/link/\S+)", capsys.readouterr().out)[1]
    client = AuditingClient()
    client.post(path)
    assert client.get("/account/colleagues/").status_code == 200
    assert Unit.objects.get().name_nl == "Hogeschool De Brug"


def test_without_an_institution_the_command_says_what_to_add(db, capsys):
    assert main(WORDS) == 1
    assert "--institution" in capsys.readouterr().err


def test_the_command_knows_units_by_their_code(bridge, capsys):
    assert main([*WORDS, "--unit", "SW"]) == 0
    assert Role.objects.get().unit == bridge.social_work
    assert main([*WORDS, "--unit", "XYZ"]) == 1
    assert "XYZ" in capsys.readouterr().err


def test_the_cast_can_all_be_invited(bridge):
    for character in cast.STAFF:
        if character.role:
            invite(
                bridge.unit(character.unit), email=character.email, name=character.name, role=character.role
            )
    assert Role.objects.count() == 5
