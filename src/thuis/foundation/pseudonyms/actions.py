"""What is done with second keys: made, loaded, destroyed. The audit chain says that, never the key."""

import secrets

from django.db import transaction
from django.utils import timezone

from thuis.core.errors import InvalidInput, NotFound, WrongState
from thuis.foundation.audit.actions import Actor, record
from thuis.foundation.pseudonyms.custody import remove_key, write_key
from thuis.foundation.pseudonyms.models import CustodyKey
from thuis.foundation.pseudonyms.pseudonyms import KEY_BYTES
from thuis.foundation.pseudonyms.queries import fingerprint_of


@transaction.atomic
def make_key(*, purpose: str, by: Actor, again: bool = False) -> bytes:
    """A new second key; only its fingerprint stays here. `again` replaces one that was lost.

    Raises:
        WrongState: there is a key already, or it was destroyed.
    """
    known = CustodyKey.objects.select_for_update().filter(purpose=purpose).first()
    if known and known.destroyed_on:
        raise WrongState("key-destroyed")
    if known and not again:
        raise WrongState("key-exists")
    key = secrets.token_bytes(KEY_BYTES)
    values = {"fingerprint": fingerprint_of(purpose, key), "made_on": timezone.localdate()}
    CustodyKey.objects.update_or_create(purpose=purpose, defaults=values)
    record("key.made-again" if known else "key.made", by=by, about=f"key:{purpose}")
    return key


@transaction.atomic
def load_key(*, purpose: str, key: bytes, by: Actor) -> None:
    """Put a second key in its folder, where students who hand in need it.

    Raises:
        NotFound: no key was made for this purpose.
        WrongState: it was destroyed.
        InvalidInput: it is the key of something else.
    """
    known = _known(purpose)
    if known.destroyed_on:
        raise WrongState("key-destroyed")
    if fingerprint_of(purpose, key) != known.fingerprint:
        raise InvalidInput("key-of-something-else")
    record("key.loaded", by=by, about=f"key:{purpose}")
    write_key(purpose, key)


@transaction.atomic
def destroy_key(*, purpose: str, by: Actor) -> None:
    """Remove a second key for good: it cannot be loaded again. The custodian destroys her paper herself."""
    known = _known(purpose)
    if known.destroyed_on:
        raise WrongState("key-destroyed")
    known.destroyed_on = timezone.localdate()
    known.save(update_fields=("destroyed_on",))
    record("key.destroyed", by=by, about=f"key:{purpose}")
    remove_key(purpose)


def _known(purpose: str) -> CustodyKey:
    known = CustodyKey.objects.select_for_update().filter(purpose=purpose).first()
    if known is None:
        raise NotFound("key-unknown")
    return known
