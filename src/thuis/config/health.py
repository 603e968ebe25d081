"""Three addresses for programs that watch: does it live, can it serve, and how is it in figures."""

import hmac

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from thuis.config.operations.state import gauges, is_ready
from thuis.config.secrets import optional_secret
from thuis.core.errors import NotFound
from thuis.foundation.access.rules import Rule, anyone, open_to

NOT_READY = 503
TOKEN = "metrics-token"  # noqa: S105  # the name of its file


def _check_token(request: HttpRequest) -> None:
    """Without the right token this address does not exist. Behind a proxy everybody comes from this machine,
    so the address of the caller says nothing."""
    token = optional_secret(TOKEN)
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(given.encode(), token.encode()):
        raise NotFound("not-found")


with_token = Rule(
    "metrics-token", _check_token, reason="Figures for a monitor that holds the token; no person."
)


@open_to(anyone("Says only that the site is alive."))
@require_GET
def alive(request: HttpRequest) -> HttpResponse:
    return _words("alive")


@open_to(anyone("Says only whether the site can serve, never what is wrong."))
@require_GET
def ready(request: HttpRequest) -> HttpResponse:
    return _words("ready") if is_ready() else _words("not ready", NOT_READY)


@open_to(with_token)
@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' text format. What is not known is left out, never zero."""
    lines = [f"{name} {value:g}" for name, value in gauges().items() if value is not None]
    return _words("\n".join(lines) + "\n")


def _words(words: str, status: int = 200) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
