"""An address as a keyed digest: finds a bounce, although no list of addresses remains."""

import hmac

from django.conf import settings


def address_digest(address: str) -> str:
    """The same for one address however it is capitalised; worthless without the key."""
    key = bytes.fromhex(settings.LINK_KEY)
    return hmac.digest(key, f"mail|{address.strip().lower()}".encode(), "sha256").hex()
