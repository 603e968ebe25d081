"""The student behind a link to her own roles: she asked for it by mail, or came by another link of hers."""

from collections.abc import Callable
from datetime import timedelta

from django.core import signing
from django.http import HttpRequest

from thuis.core.errors import NotFound, WrongState
from thuis.foundation.access.cookies import cookie_name
from thuis.foundation.access.signed import read_signed
from thuis.foundation.institution.models import Person

SALT, COOKIE_SALT = "thuis.own-roles-link", "thuis.own-roles-visit"
COOKIE = "own-roles"
LINK_HOLDS, VISIT_HOLDS = timedelta(minutes=30), timedelta(hours=2)


def link_token(person: Person) -> str:
    """For the address in her mail."""
    return signing.dumps(person.pk, salt=SALT)


def visit_cookie(person: Person) -> str:
    """For the device on which she opened it."""
    return signing.dumps(person.pk, salt=COOKIE_SALT)


def person_by_token(token: str) -> Person:
    """Whose link it is. Raises WrongState when it is older than half an hour, or not ours."""
    person = _person(token, SALT, LINK_HOLDS)
    if person is None:
        raise WrongState("own-link-old")
    return person


def student_or_none(request: HttpRequest) -> Person | None:
    """The student of this request, if she came in by a link of hers."""
    found = _person(request.COOKIES.get(cookie_name(COOKIE), ""), COOKIE_SALT, VISIT_HOLDS)
    other: Callable[[], Person | None] | None = getattr(request, "student_by_link", None)
    return found or (other() if other else None)


def student_of(request: HttpRequest) -> Person:
    """The student of this request. Raises NotFound when she did not come in by a link of hers."""
    found = student_or_none(request)
    if found is None:
        raise NotFound("own-link-missing")
    return found


def students_with_address(email: str) -> list[Person]:
    """Students who get mail at an address."""
    return list(Person.objects.filter(kind=Person.Kind.STUDENT, email__iexact=email))


def student_with_key(pk: int) -> Person | None:
    return Person.objects.filter(kind=Person.Kind.STUDENT, pk=pk).first()


def _person(token: str, salt: str, holds: timedelta) -> Person | None:
    try:
        pk = read_signed(token, salt=salt, holds=holds)
    except signing.BadSignature:
        return None
    return student_with_key(pk)
