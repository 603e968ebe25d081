"""Codes that a student keeps instead of a name: for her place at an event, and for her story."""

import hashlib
import secrets
from datetime import timedelta

from django.core import signing

from thuis.foundation.access.signed import read_signed

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # 32: five bits a character, none that looks like another
GROUPS, GROUP = 3, 4  # 60 bits
SALT, HOLDS = "support-code-ahead", timedelta(days=1)


def new_code() -> str:
    """Three groups of four characters."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def digest_of(code: str) -> str:
    """What recognises a code; it opens nothing."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(f"support-code|{plain}".encode()).hexdigest()


def code_ahead(about: str) -> str:
    """A code that goes with a form, so that a form that is sent twice is one place."""
    return signing.dumps([about, new_code()], salt=SALT)


def code_in(ahead: str, about: str) -> str:
    """The code that went with the form; a new one when it was for something else, altered or too old."""
    try:
        meant, code = read_signed(ahead, salt=SALT, holds=HOLDS)
    except signing.BadSignature:
        return new_code()
    return code if meant == about else new_code()
