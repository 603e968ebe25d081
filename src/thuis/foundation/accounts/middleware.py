"""What holds for whoever is signed in: a session ends, and a password alone is not enough."""

import time
from collections.abc import Callable
from typing import cast

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from thuis.foundation.access.addresses import address_of

GetResponse = Callable[[HttpRequest], HttpResponse]

IDLE_SECONDS = 30 * 60
WHOLE_SECONDS = 8 * 60 * 60
# The clock of a session is written at most once a minute, so that reading pages does not mean writing rows.
COARSE_SECONDS = 60
OPEN_TO_HALF_SIGNED_IN = ("account", "choose-language", "brand")


class SessionLimits:
    """Ends a session after half an hour without a click, and after eight hours whatever happens.

    One that seems to come from later ends too: the clock was set back, and its age would be wrong as long.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = time.time()
            if self._is_over(request, now):
                logout(request)
                messages.info(request, _("You were away for a while. Please sign in again."))
                return redirect_to_login(request.get_full_path())
            self._remember(request, now)
        return self.get_response(request)

    def _is_over(self, request: HttpRequest, now: float) -> bool:
        began = request.session.get("began", now)
        seen = request.session.get("seen", now)
        is_from_later = now < max(began, seen) - COARSE_SECONDS
        return bool(is_from_later or now - seen > IDLE_SECONDS or now - began > WHOLE_SECONDS)

    def _remember(self, request: HttpRequest, now: float) -> None:
        request.session.setdefault("began", now)
        if now - request.session.get("seen", 0) > COARSE_SECONDS:
            request.session["seen"] = now


class SecondFactorFirst:
    """Sends a session that began with a password alone to set up a second way, before anything else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._stands_half_in(request):
            return redirect("mfa_index")
        return self.get_response(request)

    def _stands_half_in(self, request: HttpRequest) -> bool:
        if not request.user.is_authenticated or request.path.startswith(_open_paths()):
            return False
        methods = {record["method"] for record in get_authentication_records(request, request.user)}
        return methods == {"password"} and not cast(bool, is_mfa_enabled(request.user))


def _open_paths() -> tuple[str, ...]:
    return tuple(map(address_of, OPEN_TO_HALF_SIGNED_IN))
