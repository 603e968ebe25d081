"""Error pages: one template, words from the message list."""

import logging
import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from thuis.core.errors import NotAllowed, NotFound, TooLarge, TooOften, UserError, WrongWay
from thuis.foundation.access.rules import anyone, open_to
from thuis.foundation.database.shortages import SECONDS, shortage
from thuis.foundation.texts.message import Message
from thuis.foundation.texts.messages import message_for

logger = logging.getLogger(__name__)
API = "/api/"  # read by programs, so errors are JSON there too
SIGN_IN = "/account/"  # where passwords are typed
# What helps whoever meets one of these: an address and the words on its button.
LOST = ("monitor:lost-link", _("Mail me my link"))
CURES = {
    "link-missing": LOST,
    "link-unknown": LOST,
    "link-used": ("account_login", _("Ask for a new link")),
}


def page(request: HttpRequest, error: UserError) -> HttpResponse:
    if isinstance(error, NotAllowed):
        _note(request, "refused")
    elif isinstance(error, TooOften):
        _note(request, "too often")
    message = message_for(error.key, error.values)
    if request.path.startswith(API):
        return _for_programs(error.key, message, error.status)
    context = {"message": message, "cure": CURES.get(error.key), "colleague": error.key == "link-used"}
    return render(request, "errors/error.html", context, status=error.status)


def _note(request: HttpRequest, what: str) -> None:
    """For the operator: who met a closed door where. The pattern of an address holds no secret, no number."""
    user, match = getattr(request, "user", None), request.resolver_match
    logger.warning("%s: user %s at %s", what, getattr(user, "pk", None), match.route if match else "?")


def _for_programs(key: str, message: Message, status: int) -> HttpResponse:
    told = {"key": key, "title": str(message.title), "cure": str(message.cure)}
    return JsonResponse({"error": told}, status=status)


@open_to(anyone("Django calls it for a form without a valid token."))
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A student whose form was too old is not noted: a line would say when somebody answered."""
    if request.user.is_authenticated or request.path.startswith(SIGN_IN):
        _note(request, "form without a token")
    return page(request, UserError("form-expired"))


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, NotAllowed("not-allowed"))


def too_often(request: HttpRequest) -> HttpResponse:
    """Signing in, asking for mail, and all else that is counted."""
    _note(request, "too often")
    return render(request, "429.html", status=TooOften.status)


def wrong_way(request: HttpRequest) -> HttpResponse:
    """An address that only a button may use, opened as a page: from the history, or by a reload."""
    return page(request, WrongWay("only-a-button"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, NotFound("not-found"))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django refuses to read: too much of it, an odd host, an address that is too long."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return _plain(request, TooLarge("request-too-large"))
    return _plain(request, UserError("request-unreadable"))


def server_error(request: HttpRequest) -> HttpResponse:
    """A shortage passes, so what somebody typed stands ready to be sent once more."""
    if (short := shortage(sys.exc_info()[1])) is None:
        return _told(request, "server-error", 500, {})
    response = _plain(request, short, typed=_typed(request))
    response.headers["Retry-After"] = str(SECONDS)
    return response


def _plain(request: HttpRequest, error: UserError, **more: object) -> HttpResponse:
    return _told(request, error.key, error.status, more)


def _told(request: HttpRequest, key: str, status: int, more: dict[str, object]) -> HttpResponse:
    """Rendered without a database, a session and a form: each may be what broke."""
    message = message_for(key, {})
    if request.path.startswith(API):
        return _for_programs(key, message, status)
    return render(request, "errors/server_error.html", {"message": message, **more}, status=status)


def _typed(request: HttpRequest) -> list[tuple[str, Any]]:
    """What the form said, with the token it came with: a forged form stays forged. No password, no file."""
    try:
        if request.method != "POST" or request.FILES or request.path.startswith(SIGN_IN):
            return []
        return [(name, told) for name, every in request.POST.lists() for told in every]
    except (OSError, UnreadablePostError):
        return []
