"""Signing in, in the audit chain: who did, by which way, and who tried in vain. No address, no place."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from thuis.foundation.accounts.models import User
from thuis.foundation.accounts.queries import colleague_with_address
from thuis.foundation.audit import actions as audit

DOOR = audit.Operator("sign-in")
NOBODY = "accounts.user:none"


@transaction.atomic
def note_sign_in(*, request: HttpRequest, by: User) -> None:
    """With the ways she used: `mail-link`, `password`, `mfa`."""
    ways = {str(record["method"]) for record in get_authentication_records(request, by)}
    audit.record(f"signed-in:{', '.join(sorted(ways))}", by=by, about=by)


@transaction.atomic
def note_sign_out(*, by: User) -> None:
    audit.record("signed-out", by=by, about=by)


@transaction.atomic
def note_failure(*, user: User | None, way: str) -> None:
    """The number of tries is limited before this, so that nobody fills the chain."""
    audit.record(f"sign-in-failed:{way}", by=DOOR, about=user or NOBODY)


def account_tried(credentials: dict[str, Any]) -> User | None:
    return colleague_with_address(str(credentials.get("email", "")))


class _Noted:
    """A wrong code is noted."""

    user: User

    def clean_code(self) -> str:
        try:
            return str(super().clean_code())  # type: ignore[misc]  # of the form beside it
        except ValidationError:
            note_failure(user=self.user, way="mfa")
            raise


class CodeForm(_Noted, AuthenticateForm):  # type: ignore[misc]  # allauth carries no types
    """The code after a password or a mail link."""


class CodeAgainForm(_Noted, ReauthenticateForm):  # type: ignore[misc]
    """The code of who is in already, before a deed that wants a sign-in of a moment ago."""
