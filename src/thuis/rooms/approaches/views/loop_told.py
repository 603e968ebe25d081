"""What everybody reads: you said, we did. As a page, a feed, and for colleagues a poster."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thuis.core.errors import NotFound
from thuis.foundation.access.rules import anyone, open_to
from thuis.foundation.documents.pdf import pdf
from thuis.foundation.institution.queries import units_above
from thuis.foundation.texts.language import page_language
from thuis.rooms.approaches.access.loop import sees_boards
from thuis.rooms.approaches.presenters.loop_told import PAPERS, feed, poster_values, told_page
from thuis.rooms.approaches.queries.loop_told import unit_of_address, whole

to_read = anyone("What colleagues chose to tell students; names stand there only when somebody agreed.")


@open_to(to_read)
@require_GET
def institution(request: HttpRequest) -> HttpResponse:
    page = told_page(whole(), (), page_language())
    return render(request, "approaches/loop/told.html", {"page": page})


@open_to(to_read)
@require_GET
def of_unit(request: HttpRequest, kind: str, unit: str) -> HttpResponse:
    found = unit_of_address(kind, unit)
    page = told_page(found, units_above(found), page_language())
    return render(request, "approaches/loop/told.html", {"page": page})


@open_to(to_read)
@require_GET
def atom(request: HttpRequest, kind: str, unit: str, language: str) -> HttpResponse:
    if language not in dict(settings.LANGUAGES):
        raise NotFound("not-found")
    words = feed(unit_of_address(kind, unit), language)
    return HttpResponse(words, content_type="application/atom+xml; charset=utf-8")


@open_to(sees_boards)
@require_GET
def poster(request: HttpRequest, kind: str, unit: str, language: str, paper: str) -> HttpResponse:
    """For the wall: for colleagues, since making it costs time."""
    found = unit_of_address(kind, unit)
    if language not in dict(settings.LANGUAGES) or paper not in PAPERS:
        raise NotFound("not-found")
    values = poster_values(found, language, paper, whole().name_in(language))
    response = HttpResponse(pdf("told", values), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="told-{found.code}-{language}-{paper}.pdf"'.lower()
    return response
