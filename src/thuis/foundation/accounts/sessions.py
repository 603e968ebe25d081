"""Ending sessions from elsewhere: by herself from another device, or by the operator."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from thuis.foundation.accounts.models import User
from thuis.foundation.audit import actions as audit


@transaction.atomic
def end_sessions(*, user: User, by: audit.Actor, but: str | None = None) -> int:
    """End every session of a colleague, except the one with key `but`; returns how many."""
    ended = [one.pk for one in Session.objects.exclude(pk=but or "") if _is_of(one, user)]
    Session.objects.filter(pk__in=ended).delete()
    audit.record("sessions-ended", by=by, about=user)
    return len(ended)


def _is_of(session: Session, user: User) -> bool:
    return bool(session.get_decoded().get(SESSION_KEY) == str(user.pk))
