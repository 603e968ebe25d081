"""New pseudonyms and a new order for every package, from a key that is thrown away when it is made.

HMAC-SHA-256 with a fresh key: the same student has another name in another package, and nobody can compute
either from the pseudonyms of the database.
"""

import hmac
from collections.abc import Sequence

KEY_BYTES = 32
LENGTH = 16  # hexadecimals: 64 bits, enough for no two alike in any package


def pseudonym(person: str, key: bytes) -> str:
    """The name of one student in one package. Raises ValueError on a short key."""
    if len(key) < KEY_BYTES:
        raise ValueError("the key of a package has at least 32 bytes")
    return hmac.digest(key, f"person|{person}".encode(), "sha256").hex()[:LENGTH]


def shuffled(rows: Sequence[str], key: bytes) -> list[int]:
    """In which order rows stand, from what tells them apart; the order they came in leaves no mark."""
    places = {hmac.digest(key, f"row|{row}".encode(), "sha256"): place for place, row in enumerate(rows)}
    return [places[digest] for digest in sorted(places)]
