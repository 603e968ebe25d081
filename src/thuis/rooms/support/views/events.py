"""Events for everybody: what comes, a place with a code instead of a name, and giving it up."""

from typing import cast

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.core.errors import NotFound
from thuis.foundation.access.rules import anyone, open_to
from thuis.foundation.texts.language import page_language
from thuis.rooms.support.actions import centres as actions
from thuis.rooms.support.forms.centres import CodeForm
from thuis.rooms.support.presenters.centres import event_appointments, event_cards
from thuis.rooms.support.queries import centres as queries
from thuis.rooms.support.queries.codes import code_ahead, code_in
from thuis.rooms.support.views.route_map import sent_calendar

without_a_name = anyone(
    "Students come to an event without an account; a code stands for a place, not a name."
)


@open_to(without_a_name)
@require_GET
def events(request: HttpRequest) -> HttpResponse:
    cards = event_cards(queries.coming_events(), page_language())
    return render(request, "support/events.html", {"events": cards})


@open_to(without_a_name)
@require_GET
def event(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.event_or_404(pk)
    if not found.centre.active:
        raise NotFound("not-found")
    (card,) = event_cards([found], page_language())
    return render(request, "support/event.html", {"event": card, "ahead": code_ahead(f"event-{pk}")})


@open_to(without_a_name)
@require_GET
def event_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.event_or_404(pk)
    title = found.in_("title", page_language())
    return sent_calendar(title, event_appointments([found], page_language()), f"event-{pk}")


@open_to(without_a_name)
@require_POST
def sign_up(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer holds the code, this once; the page is never kept."""
    if refusal := ratelimit.consume_or_429(request, action="event_sign_up"):
        return cast(HttpResponse, refusal)
    code = code_in(request.POST.get("ahead", ""), f"event-{pk}")
    actions.sign_up(event=queries.event_or_404(pk), code=code)
    return _place(request, queries.place_with_code(code), code, new=True)


@open_to(without_a_name)
@require_http_methods(["GET", "POST"])
def place(request: HttpRequest) -> HttpResponse:
    """How it stands for who has a code; the code comes by POST."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if refusal := ratelimit.consume_or_429(request, action="support_code"):
            return cast(HttpResponse, refusal)
        code = form.cleaned_data["code"]
        return _place(request, queries.place_with_code(code), code, new=False)
    status = 422 if form.is_bound else 200
    return render(request, "support/place_form.html", {"form": form}, status=status)


@open_to(without_a_name)
@require_POST
def give_up(request: HttpRequest) -> HttpResponse:
    if refusal := ratelimit.consume_or_429(request, action="support_code"):
        return cast(HttpResponse, refusal)
    found = actions.give_up_place(code=request.POST.get("code", "")[:30])
    (card,) = event_cards([found], page_language())
    return render(request, "support/given_up.html", {"event": card})


def _place(request: HttpRequest, found: queries.Place, code: str, *, new: bool) -> HttpResponse:
    (card,) = event_cards([found.event], page_language())
    words = {"event": card, "waiting": found.waiting, "code": code, "new": new}
    return render(request, "support/place.html", words)
