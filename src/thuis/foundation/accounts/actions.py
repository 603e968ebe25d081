"""What changes accounts: a link is used up, a colleague is invited."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from thuis.core.errors import WrongState
from thuis.foundation.accounts.models import User
from thuis.foundation.accounts.queries import colleague_behind_link
from thuis.foundation.audit import actions as audit
from thuis.foundation.institution.models import Person, Role, Unit


@transaction.atomic
def use_link(*, token: str) -> tuple[User, str]:
    """Use up a sign-in link; returns who may now sign in, and where to go.

    Raises:
        WrongState: the link no longer works, also when somebody else used it a moment ago.
    """
    user, goal = colleague_behind_link(token)
    # One row moves for one of two simultaneous requests; the other finds nothing to move.
    moved = User.objects.filter(pk=user.pk, last_login=user.last_login).update(last_login=timezone.now())
    if not moved:
        raise WrongState("link-used")
    audit.record("use-sign-in-link", by=user, about=user)
    user.refresh_from_db()
    return user, goal


@transaction.atomic
def invite_colleague(*, email: str, name: str, role: str, unit: Unit, on: date, by: audit.Actor) -> User:
    """Give somebody an account, a place among the colleagues and a role from a day; twice changes nothing."""
    user = User.objects.filter(email=email.strip().lower()).first() or _new_user(email, name)
    person = Person.objects.filter(user=user).first() or _new_person(user)
    _, is_new = Role.objects.get_or_create(
        person=person, kind=role, unit=unit, site=None, ends_on=None, defaults={"starts_on": on}
    )
    if is_new:
        audit.record(f"colleague-invited:{role}", by=by, about=user)
    return user


def _new_user(email: str, name: str) -> User:
    user = User(email=email.strip().lower(), name=name.strip())
    user.set_unusable_password()
    user.save()
    return user


def _new_person(user: User) -> Person:
    """The colleague of this account: one that the roster brought, else a new one known by the address."""
    person = Person.objects.filter(kind=Person.Kind.STAFF, email__iexact=user.email, user=None).first()
    if person is None:
        given, _, family = user.name.partition(" ")
        person = Person(
            kind=Person.Kind.STAFF,
            number=user.email[:40],
            given_name=given,
            family_name=family,
            email=user.email,
        )
    person.user = user
    person.save()
    return person
