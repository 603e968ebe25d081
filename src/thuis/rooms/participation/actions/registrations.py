"""Roles told by hand: by a coordinator, or by the student herself and then confirmed."""

import secrets
from datetime import date

from django.db import transaction
from django.utils import timezone

from thuis.core.errors import WrongState
from thuis.foundation.audit.actions import Actor, record
from thuis.foundation.database.turns import ROLES_TOLD, wait_for_turn
from thuis.rooms.participation.access import check_user_can_keep_roles
from thuis.rooms.participation.models import Engagement
from thuis.rooms.participation.queries.people import Pseudonyms, normal, years_between
from thuis.rooms.participation.queries.places import studies_by_number, study_year_of
from thuis.rooms.participation.queries.register import domain_of_programmes
from thuis.rooms.participation.queries.registrations import Told, check_told, rows_with_code, told_rows

ALPHABET = "ACDEFGHJKLMNPQRTUVWXY3479"  # nothing that looks or sounds like another
CODE = 6
State = Engagement.State


@transaction.atomic
def register_role(*, told: Told, by: Actor) -> str:
    """A coordinator knows of a role; it counts at once. Returns its code."""
    check_user_can_keep_roles(by)
    code = _write(told, State.CONFIRMED)
    record("role.registered", by=by, about=f"role:{code}")
    return code


@transaction.atomic
def tell_own_role(*, told: Told) -> str:
    """A student tells of a role of hers; it waits for a coordinator. Not audited. Returns its code."""
    return _write(told, State.ASKED)


@transaction.atomic
def confirm_role(*, code: str, by: Actor) -> None:
    """A coordinator knows that it is so. Raises WrongState when it was answered already."""
    _answer(code, State.CONFIRMED, by)
    record("role.confirmed", by=by, about=f"role:{code}")


@transaction.atomic
def refuse_role(*, code: str, by: Actor) -> None:
    """A coordinator does not know of it. Raises WrongState when it was answered already."""
    _answer(code, State.REFUSED, by)
    record("role.refused", by=by, about=f"role:{code}")


@transaction.atomic
def take_role_back(*, code: str, number: str) -> None:
    """A student removes what she told herself, as long as nobody answered. Raises WrongState otherwise."""
    pseudonyms = Pseudonyms()
    rows = rows_with_code(code).filter(state=State.ASKED).select_for_update()
    mine = [row.pk for row in rows if row.pseudonym == pseudonyms.of(normal(number), row.first.year)]
    if not mine:
        raise WrongState("role-answered")
    Engagement.objects.filter(pk__in=mine).delete()


def forget_unanswered(*, before: date) -> int:
    """Remove what waited too long or was not confirmed; returns how many rows."""
    old = told_rows().filter(last__lt=before, state__in=(State.ASKED, State.REFUSED))
    return old.delete()[0]


def _answer(code: str, state: str, by: Actor) -> None:
    check_user_can_keep_roles(by)
    rows = rows_with_code(code).select_for_update()
    if {row.state for row in rows} != {State.ASKED}:
        raise WrongState("role-answered")
    rows.update(state=state)


def _write(told: Told, state: str) -> str:
    number = check_told(told)
    studies = [one for one in studies_by_number(number).get(number, []) if one.holds_on(told.first)]
    here = [one for one in studies if (one.programme, one.site) == (told.programme, told.site)]
    is_now = study_year_of(told.first) == study_year_of(timezone.localdate())
    pseudonyms, code = Pseudonyms(), _new_code()
    wait_for_turn(ROLES_TOLD)  # a click twice: the second finds what the first told
    for first, last, share in years_between(told.first, told.last):
        person = pseudonyms.of(number, first.year)
        _check_new(person, told.role, first, last)
        Engagement.objects.create(
            pseudonym=person,
            role=told.role,
            domain=domain_of_programmes().get(told.programme, ""),
            programme=told.programme,
            site=told.site,
            first=first,
            last=last,
            hours=None if told.hours is None else told.hours * share,
            study_year=here[0].study_year if here and is_now else None,
            form=here[0].form if here else "",
            state=state,
            code=code,
            known_by=told.known_by,
        )
    return code


def _check_new(person: str, role: str, first: date, last: date) -> None:
    same = Engagement.objects.filter(pseudonym=person, role=role, first__lte=last, last__gte=first)
    if same.exclude(state=State.REFUSED).exists():
        raise WrongState("role-known-already")


def _new_code() -> str:
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE))
        if not Engagement.objects.filter(code=code).exists():
            return code
