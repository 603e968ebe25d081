"""Personal links: 128 bits, derived from a key, stored as a digest.

The link of an invitation is HMAC(link key, invitation | generation), so a reminder can carry the same link
although no database holds it. Each use of a link hashes it for another purpose: the digest that finds the
invitation and the digest that finds the draft have nothing in common for whoever has only the databases.
"""

import base64
import hashlib
import hmac

LINK_BYTES = 16


def link_token(key: str, invitation: str, generation: int) -> str:
    """The 26 characters a student receives (128 bits, base32 in lower case: easy to read aloud)."""
    digest = hmac.digest(bytes.fromhex(key), f"link|{invitation}|{generation}".encode(), "sha256")
    return base64.b32encode(digest[:LINK_BYTES]).decode().rstrip("=").lower()


def invitation_digest(token: str) -> str:
    """What `default` stores to recognise a link."""
    return _digest("invitation", token)


def draft_digest(token: str) -> str:
    """What `responses` stores to find the draft of a link."""
    return _digest("draft", token)


def _digest(purpose: str, token: str) -> str:
    return hashlib.sha256(f"{purpose}|{token}".encode()).hexdigest()
