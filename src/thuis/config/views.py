"""Pages that belong to no room: the front door, the style page, the choice of language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from thuis.foundation.access.rules import anyone, open_to


@open_to(anyone("The front door tells what Thuis is and where to go."))
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html")


@open_to(anyone("Shows page parts with invented examples, no content."))
def style(request: HttpRequest) -> HttpResponse:
    return render(request, "style.html")


@open_to(anyone("Sets a cookie with nl or en, nothing else."))
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    return set_language(request)
