"""Help for everybody, without a link and without an account: the route map, the finder, one offer."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thuis.core.calendar import Appointment, calendar
from thuis.core.errors import NotFound
from thuis.core.feedback.model import HelpLine
from thuis.core.finding.hearing import Heard
from thuis.core.finding.ranking import Asked, Match, listeners, ranked
from thuis.foundation.access.rules import anyone, open_to
from thuis.foundation.documents.pdf import pdf
from thuis.foundation.institution.queries import sites_on
from thuis.foundation.texts.language import page_language
from thuis.rooms.support.forms.find import FindForm
from thuis.rooms.support.models import Event, SupportOffer
from thuis.rooms.support.presenters import calendars, routemap, sheet
from thuis.rooms.support.presenters.centres import event_appointments, event_cards, profile_view
from thuis.rooms.support.presenters.people import LineCard, line_card
from thuis.rooms.support.queries import content
from thuis.rooms.support.queries import offers as queries
from thuis.rooms.support.queries.centres import coming_events, profile_of
from thuis.rooms.support.queries.stories import has_report

FOUND_SECONDS = 300  # the browser keeps what was found; what was typed does not stand in it
findable = anyone("Who can help must be findable without a link and without an account.")


@open_to(findable)
@require_GET
def help_for_all(request: HttpRequest) -> HttpResponse:
    language = page_language()
    page = routemap.route_map(
        queries.active_offers(),
        content.sorts_of_help(),
        danger=_cards(content.danger_lines(), language),
        lines=_cards(content.other_lines(), language),
        sheets=tuple(sites_on(queries.today()).values_list("code", "name")),
        language=language,
    )
    events = event_cards(coming_events()[:MOST_EVENTS], language)
    return render(request, "support/help.html", {"page": page, "form": FindForm(), "events": events})


@open_to(findable)
@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """What is typed comes by POST, so that it stands in no address, no history and no log."""
    form = FindForm(request.POST or None)
    form.is_valid()  # what does not fit is as if it was not said
    if not form.is_bound or not form.is_asked:
        return redirect("support:help")
    language, heard = page_language(), _heard(form)
    offers = queries.active_offers()
    away = queries.codes_of_absent(offers, queries.today())
    asked = Asked(form.said("site"), form.said("programme"), form.said("language"), away)
    values = [queries.as_offer(offer) for offer in offers]
    matches = ranked(values, heard, asked)
    page = routemap.found_page(
        matches or listeners(values, asked),
        offers,
        fits=bool(matches),
        in_danger=heard.danger,
        danger=_cards(content.danger_lines(), language),
        lines=_cards(_fitting(heard, matches), language),
        language=language,
    )
    response = render(request, "support/found.html", {"page": page, "form": FindForm(form.answers)})
    # so that "back" from an offer comes here again, instead of at a question whether to send words once more
    response["Cache-Control"] = f"private, max-age={FOUND_SECONDS}"
    return response


def _heard(form: FindForm) -> Heard:
    """Typed and chosen together: a choice is as certain as a word."""
    typed = content.vocabulary().heard(form.said("words"))
    topic = form.said("topic")
    if not topic:
        return typed
    return Heard(
        {**typed.topics, topic: typed.topics.get(topic, 0) + 1}, typed.kinds, typed.danger, typed.words
    )


def _fitting(heard: Heard, matches: tuple[Match, ...]) -> list[HelpLine]:
    """National lines on a topic that was heard; all of them when nothing was found."""
    lines = content.other_lines()
    return [
        line for line in lines if not matches or not line.topics or set(line.topics) & heard.topics.keys()
    ]


@open_to(findable)
@require_GET
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One offer; one that is not available now says so, and names others."""
    offer, language = queries.offer_with_code(code), page_language()
    others = [
        other
        for other in queries.active_offers()
        if other.pk != offer.pk and set(other.topics) & set(offer.topics)
    ]
    danger = _cards(content.danger_lines(), language)
    page = routemap.offer_page(offer, others[:MOST_OTHERS], content.sorts_of_help(), danger, language)
    return render(request, "support/one.html", {"page": page, **_centre(offer, language)})


def _centre(offer: SupportOffer, language: str) -> dict[str, Any]:
    """What only a success centre has: a profile, events and stories."""
    if offer.kind != SupportOffer.Kind.CENTRE or not offer.active:
        return {}
    return {
        "is_centre": True,
        "profile": profile_view(profile_of(offer), language),
        "events": event_cards(coming_events(offer), language),
        "has_report": has_report(offer, public=True),
    }


MOST_OTHERS, MOST_EVENTS = 4, 3


@open_to(findable)
@require_GET
def offer_calendar(request: HttpRequest, code: str) -> HttpResponse:
    """The opening hours of one offer, and the events of a centre, to subscribe to."""
    offer = queries.offer_with_code(code)
    found = _appointments([offer] if offer.active else [], coming_events(offer))
    return sent_calendar(offer.in_("name", page_language()), found, code)


@open_to(findable)
@require_GET
def all_calendars(request: HttpRequest) -> HttpResponse:
    """All opening hours and events in one calendar."""
    found = _appointments(queries.active_offers(), coming_events())
    return sent_calendar(_("Help for students"), found, "help")


def _appointments(offers: list[SupportOffer], events: Iterable[Event]) -> list[Appointment]:
    language, today = page_language(), queries.today()
    hours = [one for offer in offers for one in calendars.opening_hours(offer, language, today)]
    return [*hours, *event_appointments(events, language)]


def sent_calendar(name: str, found: list[Appointment], file: str) -> HttpResponse:
    """Appointments as a file that a calendar opens."""
    made = timezone.now().astimezone(datetime.UTC)
    content = calendar(name, found, made=made, language=page_language())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file}.ics"'
    return response


@open_to(findable)
@require_GET
def site_sheet(request: HttpRequest, site: str) -> HttpResponse:
    """One sheet on paper with who can help at a site."""
    place = sites_on(queries.today()).filter(code=site).first()
    if place is None:
        raise NotFound("not-found")
    language = page_language()
    there = [offer for offer in queries.active_offers() if not offer.sites or site in offer.sites]
    lines = _cards((*content.danger_lines(), *content.other_lines()), language)
    values = sheet.sheet(place.name, there, content.sorts_of_help(), lines, language)
    response = HttpResponse(pdf("support-sheet", values), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="help-{site}-{language}.pdf"'
    return response


def _cards(lines: tuple[HelpLine, ...] | list[HelpLine], language: str) -> tuple[LineCard, ...]:
    return tuple(line_card(line, language) for line in lines)
