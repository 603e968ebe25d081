"""Reading what we signed ourselves and gave away for a while: links in mails, visits on a device."""

import time
from datetime import timedelta
from typing import Any

from django.core import signing

SKEW_SECONDS = 60  # two machines of one site never agree to the second


def read_signed(token: str, *, salt: str, holds: timedelta) -> Any:
    """What was signed.

    One that seems to come from later was signed while the clock ran ahead. By its age it would hold until the
    clock is there again, which can take years, so it holds no more.

    Raises:
        BadSignature: it was altered, is too old, or is of a moment that is yet to come.
    """
    found = signing.loads(token, salt=salt, max_age=holds)
    if signing.b62_decode(token.rsplit(":", 2)[1]) > time.time() + SKEW_SECONDS:
        raise signing.SignatureExpired
    return found
