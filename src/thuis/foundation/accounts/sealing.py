"""Seeds of authenticator apps and recovery codes, sealed: a copy of the database alone makes no code.

Under another secret key no seal opens. A colleague then has a second factor that takes no code, until the
operator forgets it (second_factors.py).
"""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

SEALED = "sealed:"
PURPOSE = b"thuis.second-factor"


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """Seals with AES-128-CBC and HMAC-SHA-256 (Fernet) under a key that comes from the secret key."""

    def encrypt(self, text: str) -> str:
        return SEALED + _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was stored before seals existed is read as it is; instead of what does not open, chance."""
        try:
            return opened(encrypted_text)
        except InvalidToken:
            return str(generate_totp_secret())  # an empty one would have codes that anybody can work out


def opened(text: str) -> str:
    """The seed itself. Raises InvalidToken when it was sealed under another secret key."""
    if not text.startswith(SEALED):
        return text
    return _lock().decrypt(text.removeprefix(SEALED).encode()).decode()


def _lock() -> Fernet:
    key = hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=32, person=PURPOSE[:16]).digest()
    return Fernet(base64.urlsafe_b64encode(key))
