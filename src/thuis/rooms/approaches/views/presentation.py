"""Chosen approaches, one at a time in big type, for a meeting or an open day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thuis.core.errors import NotFound
from thuis.foundation.access.rules import anyone, open_to
from thuis.foundation.texts.language import page_language
from thuis.rooms.approaches.presenters.library import sheet
from thuis.rooms.approaches.queries.library import presented

in_public = anyone("Only approaches that somebody chose to present; nothing here is about a person.")


@open_to(in_public)
@require_GET
def presentation(request: HttpRequest, number: int = 1) -> HttpResponse:
    found = presented()
    if not found and number == 1:
        return render(request, "approaches/nothing_presented.html")
    if not 1 <= number <= len(found):
        raise NotFound("not-found")
    words = {
        "page": sheet(found[number - 1].approach, page_language()),
        "number": number,
        "of": len(found),
        "before": number - 1,
        "after": number + 1 if number < len(found) else 0,
    }
    return render(request, "approaches/presentation.html", words)
