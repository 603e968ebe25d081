"""The sheet of a scan, for whoever has a code: no account, no name, and nothing that says when."""

from typing import cast

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from thuis.core.elements.scan import Role
from thuis.foundation.access.cookies import cookie_name
from thuis.foundation.access.rules import open_to
from thuis.foundation.texts.language import page_language
from thuis.rooms.approaches.access.scan import with_code
from thuis.rooms.approaches.actions.scan import hand_in
from thuis.rooms.approaches.forms.scan import sheet_of
from thuis.rooms.approaches.models import ScanTally
from thuis.rooms.approaches.presenters.scan import sheet
from thuis.rooms.approaches.presenters.scan_words import ROLE_NAMES
from thuis.rooms.approaches.queries.content import elements
from thuis.rooms.approaches.queries.scan import Door, door_or_404, rules_of

A_DAY = 24 * 60 * 60


@open_to(with_code)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, code: str) -> HttpResponse:
    if refusal := ratelimit.consume_or_429(request, action="scan_sheet", limit_get=True):
        return cast(HttpResponse, refusal)
    door = door_or_404(code)
    if _has_answered(request, door):
        return redirect("approaches:scan-thanks")
    given = sheet_of(request.POST, list(door.tally.counts)) if request.method == "POST" else {}
    if given:
        hand_in(code=code, answers=given)
        return _thanked(door)
    return _asked(request, door)


def _asked(request: HttpRequest, door: Door) -> HttpResponse:
    scan, language = door.tally.scan, page_language()
    words = {
        "name": scan.unit.name_in(language),
        "role": ROLE_NAMES[cast(Role, door.tally.role)],
        "levels": sheet(scan, elements(), {}, language),
        "is_long": scan.form == scan.Form.LONG,
        "least": rules_of(scan).least,
        "is_empty": request.method == "POST",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "approaches/scan/sheet.html", words, status=status)


@open_to(with_code)
@require_GET
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "approaches/scan/thanks.html")


def _has_answered(request: HttpRequest, door: Door) -> bool:
    """A link that everybody shares works once in a browser; a slip works once by itself."""
    return door.slip is None and _cookie(door.tally) in request.COOKIES


def _thanked(door: Door) -> HttpResponse:
    response = redirect("approaches:scan-thanks")
    if door.slip is None:
        response.set_cookie(
            _cookie(door.tally),
            "yes",
            max_age=A_DAY,
            path=_path(),
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
    return response


def _cookie(tally: ScanTally) -> str:
    """Of a scan, whatever the role: nobody is two of them."""
    return cookie_name(f"scan-{tally.scan_id}", path=_path())


def _path() -> str:
    return reverse("approaches:scan-thanks").removesuffix("thanks/")
