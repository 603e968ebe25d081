"""Deeds that want a sign-in of a moment ago: taking data out, making keys, changing how somebody signs in."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

View = TypeVar("View", bound=Callable[..., HttpResponse])


def freshly_signed_in(view: View) -> View:
    """Ask who it is once more when the sign-in is older than five minutes.

    allauth asks for a password, a code or a passkey. Whoever has none of them came in by a mail link, and
    allauth would let her pass; she asks for a new link instead.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _is_stale(request):
            return view(request, *args, **kwargs)
        if get_reauthentication_flows(request.user):
            raise ReauthenticationRequired
        logout(request)
        messages.info(request, _("This page asks who you are once more. Please sign in again."))
        return redirect_to_login(request.get_full_path())

    return cast(View, guarded)


def _is_stale(request: HttpRequest) -> bool:
    records = get_authentication_records(request, cast(Any, request.user))
    if not records:  # in a demo somebody is chosen with a button; anywhere else it is no sign-in at all
        return not settings.DEMO
    since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    return not any(record["at"] > since for record in records)
