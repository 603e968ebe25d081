"""Error pages: one template, words from the message list."""

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from thuis.core.errors import NotAllowed, NotFound, UserError, WrongWay
from thuis.foundation.access.rules import anyone, open_to
from thuis.foundation.texts.messages import message_for

logger = logging.getLogger(__name__)
API = "/api/"  # read by programs, so errors are JSON there too
# What helps whoever meets one of these: an address and the words on its button.
LOST = ("monitor:lost-link", _("Mail me my link"))
CURES = {
    "link-missing": LOST,
    "link-unknown": LOST,
    "link-used": ("account_login", _("Ask for a new link")),
}


def page(request: HttpRequest, error: UserError) -> HttpResponse:
    if isinstance(error, NotAllowed):
        _note_refusal(request)
    message = message_for(error.key, error.values)
    if request.path.startswith(API):
        told = {"key": error.key, "title": str(message.title), "cure": str(message.cure)}
        return JsonResponse({"error": told}, status=error.status)
    context = {"message": message, "cure": CURES.get(error.key), "colleague": error.key == "link-used"}
    return render(request, "errors/error.html", context, status=error.status)


def _note_refusal(request: HttpRequest) -> None:
    """For the operator: who was refused where. The pattern of an address holds no secret and no number."""
    user, match = getattr(request, "user", None), request.resolver_match
    logger.warning("refused: user %s at %s", getattr(user, "pk", None), match.route if match else "?")


@open_to(anyone("Django calls it for a form without a valid token."))
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(request, UserError("form-expired"))


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, NotAllowed("not-allowed"))


def wrong_way(request: HttpRequest) -> HttpResponse:
    """An address that only a button may use, opened as a page: from the history, or by a reload."""
    return page(request, WrongWay("only-a-button"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, NotFound("not-found"))


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without a database and without a session: both may be what broke."""
    message = message_for("server-error", {})
    return render(request, "errors/server_error.html", {"message": message}, status=500)
