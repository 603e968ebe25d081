"""Forgetting second factors: of a colleague whose phone is gone, or of everybody whose seal opens no more."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.db import transaction

from thuis.foundation.accounts.models import User
from thuis.foundation.accounts.sealing import opened
from thuis.foundation.accounts.sessions import end_sessions
from thuis.foundation.audit import actions as audit

SEEDS = ("secret", "seed")  # of an app, of recovery codes; a passkey has none here


@transaction.atomic
def forget_second_factors(*, user: User, by: audit.Actor, only: Iterable[int] | None = None) -> int:
    """Take away all of them, or `only` those with these keys; she is signed out. Returns how many went."""
    found = Authenticator.objects.filter(user=user)
    found = found if only is None else found.filter(pk__in=list(only))
    gone = len(found)
    if gone:
        found.delete()
        end_sessions(user=user, by=by)
        audit.record("second-factors-forgotten", by=by, about=user)
    return gone


def unreadable() -> dict[User, list[int]]:
    """Per colleague the second factors that were sealed under another secret key."""
    found: dict[User, list[int]] = {}
    for one in Authenticator.objects.select_related("user").order_by("user_id"):
        if not _opens(one):
            found.setdefault(one.user, []).append(one.pk)
    return found


def _opens(one: Authenticator) -> bool:
    try:
        for name in SEEDS:
            opened(one.data.get(name, ""))
    except InvalidToken:
        return False
    return True
