"""Seeds of authenticator apps and recovery codes, sealed: a copy of the database alone makes no code."""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings

SEALED = "sealed:"
PURPOSE = b"thuis.second-factor"


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """Seals with AES-128-CBC and HMAC-SHA-256 (Fernet) under a key that comes from the secret key."""

    def encrypt(self, text: str) -> str:
        return SEALED + _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was stored before seals existed is read as it is."""
        if not encrypted_text.startswith(SEALED):
            return encrypted_text
        return _lock().decrypt(encrypted_text.removeprefix(SEALED).encode()).decode()


def _lock() -> Fernet:
    key = hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=32, person=PURPOSE[:16]).digest()
    return Fernet(base64.urlsafe_b64encode(key))
