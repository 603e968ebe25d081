"""Error pages: one template, words from the message list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thuis.core.errors import NotAllowed, NotFound, UserError
from thuis.foundation.access.rules import anyone, open_to
from thuis.foundation.texts.messages import message_for

# Whoever meets one of these is most likely a student without her link.
WITHOUT_LINK = {"link-missing", "link-unknown"}


def page(request: HttpRequest, error: UserError) -> HttpResponse:
    message = message_for(error.key, error.values)
    context = {"message": message, "asks_for_link": error.key in WITHOUT_LINK}
    return render(request, "errors/error.html", context, status=error.status)


@open_to(anyone("Django calls it for a form without a valid token."))
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(request, UserError("form-expired"))


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, NotAllowed("not-allowed"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, NotFound("not-found"))


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without a database and without a session: both may be what broke."""
    message = message_for("server-error", {})
    return render(request, "errors/server_error.html", {"message": message}, status=500)
