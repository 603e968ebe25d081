"""Keyed pseudonyms: P = HMAC(K, student | purpose). The key stands in no database and in no backup."""

import hmac


def owner(key: str, student: str, round_key: str) -> str:
    """The pseudonym of a student within one round: finds her letter, and lets her withdraw."""
    return _pseudonym(key, student, f"round:{round_key}")


def trail(key: str, student: str) -> str:
    """The pseudonym that links one student's rounds over the years; stored only with her consent."""
    return _pseudonym(key, student, "years")


def _pseudonym(key: str, student: str, purpose: str) -> str:
    return hmac.digest(bytes.fromhex(key), f"{student}|{purpose}".encode(), "sha256").hex()
