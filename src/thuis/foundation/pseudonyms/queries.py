"""Which key makes the pseudonyms of a purpose, and how the second keys stand."""

import enum
import hashlib
from collections.abc import Iterable

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuis.core.errors import WrongState
from thuis.foundation.database.rows import row
from thuis.foundation.pseudonyms.custody import read_key
from thuis.foundation.pseudonyms.models import CustodyKey
from thuis.foundation.pseudonyms.pseudonyms import NO_SECOND_KEY, combined


class KeyState(enum.Enum):
    """How the second key of a purpose stands."""

    NONE = "none"
    LOADED = "loaded"
    AWAY = "away"
    DESTROYED = "destroyed"

    @property
    def words(self) -> Promise:
        return STATE_WORDS[self]

    @property
    def opens(self) -> bool:
        """Whether pseudonyms can be made now."""
        return self in {KeyState.NONE, KeyState.LOADED}


STATE_WORDS: dict[KeyState, Promise] = {
    KeyState.NONE: _("no second key: the key of the server alone"),
    KeyState.LOADED: _("loaded"),
    KeyState.AWAY: _("not loaded"),
    KeyState.DESTROYED: _("destroyed"),
}


def fingerprint_of(purpose: str, key: bytes) -> str:
    """Enough to recognise a key, too little to make it."""
    return hashlib.sha256(f"fingerprint|{purpose}|".encode() + key).hexdigest()


def key_state(purpose: str) -> KeyState:
    """How the second key of one purpose stands now."""
    known = row(CustodyKey, "purpose", purpose)
    return state_of(known) if known else KeyState.NONE


def state_of(known: CustodyKey) -> KeyState:
    if known.destroyed_on:
        return KeyState.DESTROYED
    return KeyState.LOADED if _loaded(known) else KeyState.AWAY


def pseudonym_key(purpose: str) -> str:
    """K1 ⊕ K2 for one purpose; K2 is zero where no custodian holds one.

    Raises:
        WrongState: the second key is not loaded, or it was destroyed.
    """
    known = row(CustodyKey, "purpose", purpose)
    if known is None:
        return combined(settings.PSEUDONYM_KEY, NO_SECOND_KEY)
    if known.destroyed_on:
        raise WrongState("key-destroyed")
    key = _loaded(known)
    if key is None:
        raise WrongState("key-not-loaded")
    return combined(settings.PSEUDONYM_KEY, key)


def open_key(purpose: str) -> str | None:
    """The same key, or None while no pseudonyms can be made."""
    try:
        return pseudonym_key(purpose)
    except WrongState:
        return None


def _loaded(known: CustodyKey) -> bytes | None:
    """The key in the folder when it is the right one: a wrong key would make wrong pseudonyms silently."""
    key = read_key(known.purpose)
    return key if key and fingerprint_of(known.purpose, key) == known.fingerprint else None


def missing_keys(purposes: Iterable[str]) -> list[str]:
    """The purposes for which students cannot hand in now.

    Where the installation has a custodian, a purpose without a second key is missing too.
    """
    wanted = {KeyState.LOADED} if settings.CUSTODIAN else {KeyState.LOADED, KeyState.NONE}
    return [purpose for purpose in purposes if key_state(purpose) not in wanted]
