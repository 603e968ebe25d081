"""Forget how a colleague signs in beside her mailbox: her phone is gone, or the secret key is a new one."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from thuis.core.errors import NotFound

if TYPE_CHECKING:
    from thuis.foundation.accounts.models import User


def arguments(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--email", help="of one colleague: apps, recovery codes and passkeys")
    which.add_argument(
        "--unreadable", action="store_true", help="of everybody: what was sealed under another secret key"
    )


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from thuis.foundation.accounts.second_factors import forget_second_factors
    from thuis.foundation.audit.actions import Operator

    by, gone, people = Operator("staff-forget-authenticator"), 0, 0
    for user, only in _whose(options.email):
        gone += forget_second_factors(user=user, by=by, only=only)
        people += 1
    print(f"Forgotten: {gone} second factors, of {people} colleague{'s' * (people != 1)}.")
    return 0


def _whose(email: str | None) -> "Iterator[tuple[User, list[int] | None]]":
    """Whose, and which of them; None for all."""
    from thuis.foundation.accounts.models import User
    from thuis.foundation.accounts.second_factors import unreadable

    if not email:
        yield from unreadable().items()
        return
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        raise NotFound("not-found")
    yield user, None
