"""Who opens a page."""

from typing import cast

from django.http import HttpRequest

from thuis.foundation.accounts.models import User


def user_of(request: HttpRequest) -> User:
    """The colleague behind a page that asks for signing in; its rule has seen to that she is one."""
    return cast(User, request.user)
