"""What wraps every request: safe headers outside, error pages inside."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from thuis.config import errors
from thuis.core.errors import NotFound, UserError
from thuis.foundation.components.embedding import NOBODY, frame_ancestors
from thuis.foundation.institution.models import Person
from thuis.rooms.monitor.queries.visits import visit_of

GetResponse = Callable[[HttpRequest], HttpResponse]

# Everything comes from this host; nothing inline, nothing evaluated, nothing framed by others.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors ",
    )
)
HEADERS = {
    # Other hosts learn nothing. `no-referrer` would make browsers post forms with `Origin: null`, which the
    # check against forged forms refuses.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
METHOD_NOT_ALLOWED = 405
MOST_DIGITS = 20  # of a length that is worth counting
A_YEAR = 365 * 24 * 60 * 60


class SafeHeaders:
    """Adds the headers to every answer, static files and errors included."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        sites = frame_ancestors(response)
        response.headers.setdefault("Content-Security-Policy", POLICY + sites)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if sites != NOBODY:
            del response.headers["X-Frame-Options"]  # it knows no list of sites
        # also when a proxy forgets to say that the visitor came over https: our own address knows
        if request.is_secure() or settings.HTTPS:
            response.headers["Strict-Transport-Security"] = f"max-age={A_YEAR}; includeSubDomains"
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response


class TooLargeBodies:
    """Answers a body that is larger than any form or file may be, without reading it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and len(length) < MOST_DIGITS and int(length) <= settings.LARGEST_BODY:
            return self.get_response(request)
        return errors.bad_request(request, RequestDataTooBig())


class StudentByLink:
    """Rooms stand apart; a student who came in by her link of the monitor is known to them all."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.student_by_link = partial(_student, request)  # type: ignore[attr-defined]
        return self.get_response(request)


def _student(request: HttpRequest) -> Person | None:
    try:
        return visit_of(request).invitation.person
    except NotFound:
        return None


class ErrorPages:
    """Turns an error of the tree into a page that says what happened, what was kept and what to do."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != METHOD_NOT_ALLOWED or response.content:
            return response
        page = errors.wrong_way(request)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return errors.page(request, error) if isinstance(error, UserError) else None
