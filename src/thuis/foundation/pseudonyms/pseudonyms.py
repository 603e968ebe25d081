"""Keyed pseudonyms: P = HMAC(K1 ⊕ K2, student | purpose).

K1 is the key of the host, K2 that of the custodian. Neither stands in a database or in a backup, and one
without the other makes no pseudonym.
"""

import hmac

YEARS = "years"  # the purpose of the trail
OWN_ROLES = "own-roles"  # of what a student agreed to about her roles
KEY_BYTES = 32
NO_SECOND_KEY = bytes(KEY_BYTES)  # K2 of an installation without custodian


def round_purpose(round_key: str) -> str:
    """What the key of one round is for."""
    return f"round:{round_key}"


def combined(host: str, custodian: bytes) -> str:
    """K1 ⊕ K2 in hexadecimal; both have 32 bytes."""
    return bytes(one ^ other for one, other in zip(bytes.fromhex(host), custodian, strict=True)).hex()


def owner(key: str, student: str, round_key: str) -> str:
    """The pseudonym of a student within one round: finds her letter, and lets her withdraw."""
    return _pseudonym(key, student, round_purpose(round_key))


def trail(key: str, student: str) -> str:
    """The pseudonym that links one student's rounds over the years; stored only with her consent."""
    return _pseudonym(key, student, YEARS)


def roles_purpose(year: int) -> str:
    """What the key of one calendar year of roles is for."""
    return f"roles:{year}"


def participant(key: str, student: str, year: int) -> str:
    """The pseudonym of a student in the roles of one calendar year; nothing links it to another year."""
    return _pseudonym(key, student, roles_purpose(year))


def roles_owner(key: str, student: str) -> str:
    """The pseudonym under which a student agreed to see her own roles; used for nothing else."""
    return _pseudonym(key, student, OWN_ROLES)


def _pseudonym(key: str, student: str, purpose: str) -> str:
    return hmac.digest(bytes.fromhex(key), f"{student}|{purpose}".encode(), "sha256").hex()
