"""Sign-in links: signed, valid for a quarter of an hour, and dead after any sign-in of that person.

The link carries the moment of the last sign-in. Signing in moves that moment, so that the link, and every
other link that was under way, is used up. Nothing is stored when a link is asked for: an address that
exists and one that does not cost the same time.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

from thuis.core.errors import WrongState
from thuis.foundation.access.signed import read_signed
from thuis.foundation.accounts.models import User

SALT = "thuis.sign-in-link"
VALID_SECONDS = 15 * 60
VALID = timedelta(seconds=VALID_SECONDS)


@dataclass(frozen=True, slots=True)
class SignInLink:
    """What a link says once its signature is right: who, as of which sign-in, and where to go then."""

    user_id: int
    last_sign_in: str
    goal: str


def token_for(user: User, *, goal: str = "") -> str:
    """A token for the address of a link; `goal` is a path on this site."""
    return signing.dumps([user.pk, last_sign_in(user), goal], salt=SALT, compress=True)


def read_token(token: str) -> SignInLink:
    """The contents of a token.

    Raises:
        WrongState: the token was altered or is older than a quarter of an hour.
    """
    try:
        user_id, moment, goal = read_signed(token, salt=SALT, holds=VALID)
    except (signing.BadSignature, ValueError) as error:
        raise WrongState("link-used") from error
    return SignInLink(user_id, moment, goal)


def last_sign_in(user: User) -> str:
    return user.last_login.isoformat() if user.last_login else ""
