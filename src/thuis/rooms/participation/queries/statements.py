"""Statements on paper: what is on one, sealed, so that only the code on the paper opens it."""

import base64
import hashlib
import json
import secrets
from typing import Any

from cryptography.fernet import Fernet

from thuis.core.errors import NotFound
from thuis.rooms.participation.models import Statement

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # 32: five bits a character, none that looks like another
GROUPS, GROUP = 4, 4  # 80 bits


def new_code() -> str:
    """Four groups of four characters."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def digest_of(code: str) -> str:
    """What recognises a code; it opens nothing."""
    return hashlib.sha256(f"statement-digest|{_plain(code)}".encode()).hexdigest()


def sealed(content: dict[str, Any], code: str) -> bytes:
    """What is on the paper, under the code."""
    return _lock(code).encrypt(json.dumps(content, ensure_ascii=False).encode())


def statement_with_code(code: str) -> dict[str, Any]:
    """What is on the paper with this code. Raises NotFound."""
    found = Statement.objects.filter(code_digest=digest_of(code)).first()
    if found is None:
        raise NotFound("statement-unknown")
    content: dict[str, Any] = json.loads(_lock(code).decrypt(bytes(found.sealed)))
    return content


def _lock(code: str) -> Fernet:
    key = hashlib.sha256(f"statement-key|{_plain(code)}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def _plain(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isalnum())
