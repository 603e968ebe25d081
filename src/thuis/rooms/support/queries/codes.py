"""Codes that a student keeps instead of a name: for her place at an event, and for her story."""

import hashlib
import secrets

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # 32: five bits a character, none that looks like another
GROUPS, GROUP = 3, 4  # 60 bits


def new_code() -> str:
    """Three groups of four characters."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def digest_of(code: str) -> str:
    """What recognises a code; it opens nothing."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(f"support-code|{plain}".encode()).hexdigest()
