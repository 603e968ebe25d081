"""Where Thuis differs from allauth's own choices."""

import time
from typing import Any, cast

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from thuis.foundation.accounts import signing
from thuis.foundation.accounts.models import User

# of a way to say that it is still you: words for it, where allauth has others than our pages
WAYS = {"mfa_reauthenticate:webauthn": _("Use a passkey")}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Nobody signs up by herself; whoever signed in a moment ago is not asked again at once."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        records = get_authentication_records(context.request, context.request.user)
        since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
        return not any(record["at"] > since for record in records)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        ways = super().get_reauthentication_methods(user)
        return [{**way, "description": WAYS.get(way["id"], way["description"])} for way in ways]

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        signing.note_sign_in(request=request, by=user)
        return cast(HttpResponse, super().post_login(request, user, **kwargs))

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            signing.note_sign_out(by=request.user)
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        signing.note_failure(user=signing.account_tried(credentials), way="password")

    def format_email_subject(self, subject: str) -> str:
        return subject
