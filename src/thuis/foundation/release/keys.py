"""Keys with which programs of a colleague read the API, and nothing else.

A key is 32 random bytes, so a plain SHA-256 keeps it safe: there is nothing to guess. It sees what its owner
sees at that moment; when her role ends, so does the key's sight.
"""

import datetime
import hashlib
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from thuis.core.errors import InvalidInput, NotFound, NotSignedIn, WrongState
from thuis.foundation.audit.actions import record
from thuis.foundation.permissions.roles import check_user_can_see_institution
from thuis.foundation.release.keys_models import ProgramKey

PREFIX = "thuis_"
BYTES = 32
LONGEST = datetime.timedelta(days=365)
MOST = 10
BEARER = "Bearer "
View = TypeVar("View", bound=Callable[..., HttpResponse])


@transaction.atomic
def make_key(*, name: str, expires_on: datetime.date, by: Any) -> tuple[ProgramKey, str]:
    """A new key for herself, and its words, which are shown once and kept nowhere.

    Raises:
        NotAllowed: her role sees no results. WrongState: she has many keys already.
        InvalidInput: the last day is not between tomorrow and a year from now.
    """
    check_user_can_see_institution(by)
    today = timezone.localdate()
    if not today < expires_on <= today + LONGEST:
        raise InvalidInput("api-key-until", days=LONGEST.days)
    if len([one for one in keys_of(by) if is_valid(one)]) >= MOST:
        raise WrongState("keys-full", most=MOST)
    words = PREFIX + secrets.token_urlsafe(BYTES)
    key = ProgramKey.objects.create(
        user=by, name=name, digest=_digest(words), made_on=today, expires_on=expires_on
    )
    record("program-key.made", by=by, about=key)
    return key, words


@transaction.atomic
def revoke_key(*, pk: int, by: Any) -> ProgramKey:
    """End one of her own keys, from this moment. Raises NotFound: it is not hers, or ended already."""
    key = ProgramKey.objects.filter(pk=pk, user=by, revoked_on=None).first()
    if key is None:
        raise NotFound("not-found")
    key.revoked_on = timezone.localdate()
    key.save(update_fields=("revoked_on",))
    record("program-key.revoked", by=by, about=key)
    return key


def keys_of(user: Any) -> tuple[ProgramKey, ...]:
    """Her keys, newest first."""
    return tuple(ProgramKey.objects.filter(user=user))


def is_valid(key: ProgramKey) -> bool:
    """Whether a key opens anything today; its last day counts."""
    return key.revoked_on is None and timezone.localdate() <= key.expires_on


def with_key(view: View) -> View:
    """Let `Authorization: Bearer …` stand for who made the key. A key goes before a session.

    Raises:
        NotSignedIn: the key is wrong, ended or too old, or its owner's account is closed.
    """

    @wraps(view)
    def keyed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        given = request.headers.get("Authorization", "")
        if given and request.method in ("GET", "HEAD"):
            request.user = _owner_of(given)
        return view(request, *args, **kwargs)

    return cast(View, keyed)


def _owner_of(given: str) -> Any:
    digest = _digest(given.removeprefix(BEARER)) if given.startswith(BEARER) else ""
    key = ProgramKey.objects.select_related("user").filter(digest=digest).first()
    if key is None or not is_valid(key) or not key.user.is_active:
        raise NotSignedIn("api-key-unknown")
    today = timezone.localdate()
    if key.used_on != today:  # once a day: reading must not mean writing
        ProgramKey.objects.filter(pk=key.pk).update(used_on=today)
    return key.user


def _digest(words: str) -> str:
    return hashlib.sha256(words.strip().encode()).hexdigest()
