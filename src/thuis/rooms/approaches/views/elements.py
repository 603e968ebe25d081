"""The sixteen elements: all in one drawing, and one by one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thuis.foundation.access.rules import open_to, signed_in
from thuis.foundation.texts.language import page_language
from thuis.rooms.approaches.presenters.elements import element_page, rings_page
from thuis.rooms.approaches.presenters.library import cards
from thuis.rooms.approaches.queries.content import element_or_404, elements
from thuis.rooms.approaches.queries.library import Wanted, entries_like


@open_to(signed_in)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    page = rings_page(elements(), page_language())
    return render(request, "approaches/elements.html", {"page": page})


@open_to(signed_in)
@require_GET
def element(request: HttpRequest, element: str) -> HttpResponse:
    language = page_language()
    page = element_page(element_or_404(element), elements(), language)
    fitting = cards(entries_like(Wanted(element=element)), language)
    return render(request, "approaches/element.html", {"page": page, "cards": fitting})
