"""For lecturers: a self-check that only her own browser keeps, and the same questions for a meeting."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.foundation.access.cookies import cookie_name
from thuis.foundation.access.rules import open_to, signed_in
from thuis.foundation.texts.language import page_language
from thuis.rooms.approaches.forms.lecturers import packed, posted, unpacked
from thuis.rooms.approaches.presenters.lecturers import (
    MOST_PICKED,
    SelfCheck,
    asked_about,
    lecturers_page,
    questions,
)
from thuis.rooms.approaches.queries.content import elements, recommendations
from thuis.rooms.approaches.queries.lecturers import own_results
from thuis.rooms.approaches.queries.lecturers_names import groups_to_learn

COOKIE, DAYS = "self-check", 180


@open_to(signed_in)
@require_http_methods(["GET", "POST"])
def lecturers(request: HttpRequest) -> HttpResponse:
    """The self-check. What is posted goes back to the browser as a cookie; nothing is written here."""
    check = posted(request.POST, _known()) if request.method == "POST" else _kept(request)
    if request.method == "POST" and not check.too_many:
        return _keep(redirect(reverse("approaches:lecturers") + "#monday"), request, check)
    page = lecturers_page(recommendations(), elements(), check, own_results(request.user), page_language())
    words = {
        "page": page,
        "most": MOST_PICKED,
        "days": DAYS,
        "learns_names": bool(groups_to_learn(request.user)),
    }
    return render(request, "approaches/lecturers/check.html", words, status=422 if check.too_many else 200)


@open_to(signed_in)
@require_POST
def wipe(request: HttpRequest) -> HttpResponse:
    """Her browser forgets; there is nothing else to forget."""
    response = redirect("approaches:lecturers")
    response.delete_cookie(_name(), path=_path(), samesite="Strict")
    return response


@open_to(signed_in)
@require_GET
def team(request: HttpRequest) -> HttpResponse:
    """An agenda and a sheet of paper for a meeting. Nothing is filled in here, and nothing is counted."""
    every = questions(recommendations(), elements(), SelfCheck(), page_language())
    chosen = request.GET.getlist("about")
    words = {"questions": every, "asked": asked_about(every, chosen), "chosen": chosen}
    return render(request, "approaches/lecturers/team.html", words)


def _kept(request: HttpRequest) -> SelfCheck:
    return unpacked(request.get_signed_cookie(_name(), default="", salt=_salt(request)) or "", _known())


def _keep(response: HttpResponse, request: HttpRequest, check: SelfCheck) -> HttpResponse:
    response.set_signed_cookie(
        _name(),
        packed(check),
        salt=_salt(request),
        max_age=DAYS * 24 * 60 * 60,
        path=_path(),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
    )
    return response


def _path() -> str:
    """No other page even receives it."""
    return reverse("approaches:lecturers")


def _name() -> str:
    return cookie_name(COOKIE, path=_path())


def _salt(request: HttpRequest) -> str:
    """A colleague who signs in after her in the same browser does not see it."""
    return f"self-check-{request.user.pk}"


def _known() -> tuple[str, ...]:
    return tuple(one.key for one in recommendations())
