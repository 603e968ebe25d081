"""A centre for who keeps it: counting, events, stories with a panel, what followed, and the report."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.foundation.access.rules import open_to
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.documents.pdf import pdf
from thuis.foundation.texts.language import page_language
from thuis.rooms.support.access import (
    check_user_can_edit_offer,
    check_user_can_read_stories,
    edits_support,
    reads_stories,
)
from thuis.rooms.support.actions import centres as actions
from thuis.rooms.support.actions import stories as telling
from thuis.rooms.support.forms.centres import EffectForm, EventForm, PanelForm, ProfileForm
from thuis.rooms.support.models import CentreProfile, Event, Followed, Panel, SupportOffer
from thuis.rooms.support.presenters import centres as pages
from thuis.rooms.support.presenters.stories import report_document, report_page, ripple_view
from thuis.rooms.support.queries import centres as queries
from thuis.rooms.support.queries import stories
from thuis.rooms.support.queries.offers import today


@open_to(edits_support)
@require_GET
def centres(request: HttpRequest) -> HttpResponse:
    found = [
        (centre.code, centre.in_("name", page_language())) for centre in queries.centres_of(user_of(request))
    ]
    return render(request, "support/centres.html", {"centres": found})


@open_to(edits_support)
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest, code: str) -> HttpResponse:
    centre = _centre(request, code)
    known = queries.profile_of(centre) or CentreProfile(centre=centre)
    form = ProfileForm(_posted(request), instance=known)
    if form.is_valid():
        actions.save_profile(profile=form.save(commit=False), by=user_of(request))
        messages.success(request, _("Saved. Students see it from now on."))
        return redirect("support:profile", code=code)
    return _page(request, centre, "support:profile", "profile", {"form": form})


# --- counting ----------------------------------------------------------------------------------------------


@open_to(edits_support)
@require_http_methods(["GET", "POST"])
def tally(request: HttpRequest, code: str) -> HttpResponse:
    """Two taps: open this page, press what it was about. A mistake is taken back with the same button."""
    centre = _centre(request, code)
    if request.method == "POST":
        deed = actions.take_tally_back if "back" in request.POST else actions.tally
        deed(
            centre=centre,
            kind=request.POST.get("kind", ""),
            about=request.POST.get("about", ""),
            by=user_of(request),
        )
        return redirect("support:tally", code=code)
    boards = pages.tap_boards(queries.tallied_today(centre), page_language())
    return _page(request, centre, "support:tally", "tally", {"boards": boards, "today": today()})


# --- events ------------------------------------------------------------------------------------------------


@open_to(edits_support)
@require_GET
def events(request: HttpRequest, code: str) -> HttpResponse:
    centre = _centre(request, code)
    rows = pages.event_rows(queries.events_of(centre), page_language())
    return _page(request, centre, "support:centre-events", "centre_events", {"events": rows})


@open_to(edits_support)
@require_http_methods(["GET", "POST"])
def event(request: HttpRequest, code: str, pk: int = 0) -> HttpResponse:
    centre = _centre(request, code)
    known = queries.event_or_404(pk, centre=centre) if pk else Event(centre=centre)
    form = EventForm(_posted(request), instance=known)
    if form.is_valid():
        actions.save_event(event=form.save(commit=False), by=user_of(request))
        messages.success(request, _("Saved. Students see it from now on."))
        return redirect("support:centre-events", code=code)
    return _page(request, centre, "support:centre-events", "event_form", {"form": form, "known": bool(pk)})


# --- stories -----------------------------------------------------------------------------------------------


@open_to(reads_stories)
@require_http_methods(["GET", "POST"])
def read_stories(request: HttpRequest, code: str) -> HttpResponse:
    """A panel reads together and chooses."""
    centre = _centre(request, code)
    check_user_can_read_stories(user_of(request), centre)
    waiting = list(stories.stories_to_read(centre))
    panel = Panel(centre=centre, on=today())
    form = PanelForm(_posted(request), instance=panel, stories=waiting)
    if form.is_valid():
        telling.sit(panel=form.save(commit=False), reasons=form.reasons, by=user_of(request))
        messages.success(request, _("Saved, with the reasons of the panel."))
        return redirect("support:stories", code=code)
    words = {"form": form, "panels": stories.panels_of(centre)}
    return _page(request, centre, "support:stories", "stories", words)


@open_to(edits_support)
@require_http_methods(["GET", "POST"])
def ripple(request: HttpRequest, code: str) -> HttpResponse:
    centre = _centre(request, code)
    form = EffectForm(_posted(request), instance=Followed(centre=centre), centre=centre)
    if form.is_valid():
        telling.note_effect(effect=form.save(commit=False), by=user_of(request))
        return redirect("support:ripple", code=code)
    effects = stories.noted(stories.effects_of(centre), page_language())
    return _page(request, centre, "support:ripple", "ripple", {"form": form, "ripple": ripple_view(effects)})


@open_to(edits_support)
@require_POST
def remove_effect(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    centre = _centre(request, code)
    telling.remove_effect(effect=stories.effect_or_404(pk, centre), by=user_of(request))
    return redirect("support:ripple", code=code)


# --- the report --------------------------------------------------------------------------------------------


@open_to(edits_support)
@require_GET
def report(request: HttpRequest, code: str) -> HttpResponse:
    centre = _centre(request, code)
    page = None
    if stories.has_report(centre, public=False):
        found = stories.impact_of(centre, public=False, language=page_language())
        page = report_page(found, centre, page_language())
    words = {"page": page, "is_public": stories.has_report(centre, public=True)}
    return _page(request, centre, "support:report", "report", words)


@open_to(edits_support)
@require_GET
def report_file(request: HttpRequest, code: str) -> HttpResponse:
    """The report on paper. Raises WrongState when a story or a count is missing."""
    centre, language = _centre(request, code), page_language()
    page = report_page(stories.impact_of(centre, public=False, language=language), centre, language)
    content = pdf("centre-report", report_document(page, public=False, language=language))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{code}-{language}.pdf"'
    return response


def _centre(request: HttpRequest, code: str) -> SupportOffer:
    """The centre of this address, for who keeps it. Raises NotFound or NotAllowed."""
    centre = queries.centre_with_code(code)
    check_user_can_edit_offer(user_of(request), centre)
    return centre


def _page(
    request: HttpRequest, centre: SupportOffer, here: str, template: str, words: dict[str, Any]
) -> HttpResponse:
    form = words.get("form")
    around = {
        "code": centre.code,
        "centre": centre.in_("name", page_language()),
        "tabs": pages.tabs_of(centre, here),
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, f"support/centre/{template}.html", {**around, **words}, status=status)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
