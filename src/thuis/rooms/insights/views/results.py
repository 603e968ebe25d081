"""What students may read of a round: five findings, for everybody, once somebody switched it on."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thuis.core.errors import NotFound
from thuis.foundation.access.rules import anyone, open_to, permitted
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.components.embedding import FramedResponse
from thuis.foundation.permissions.roles import user_can_open_rounds, user_can_see_institution
from thuis.foundation.release.book import Spot
from thuis.foundation.release.models import Release
from thuis.foundation.release.queries import latest_release, release_or_404
from thuis.foundation.texts.language import page_language
from thuis.rooms.insights import actions, queries
from thuis.rooms.insights.access import everybody, reads_insights
from thuis.rooms.insights.presenters.results import results_page, round_lines
from thuis.rooms.insights.queries import AGAINST, Scene, scene_of

shows_results = permitted("shows-results", user_can_open_rounds)
to_read = anyone("Released figures of the institution as a whole, of rounds that somebody chose to show.")


@open_to(to_read)
@require_GET
def rounds(request: HttpRequest) -> HttpResponse:
    release = latest_release()
    lines = round_lines(release.rounds, queries.shown_rounds(), page_language()) if release else []
    return render(request, "insights/results.html", {"rounds": [line for line in lines if line.since]})


@open_to(to_read)
@require_GET
def of_round(request: HttpRequest, round: str) -> HttpResponse:
    page = results_page(_shown(round), is_preview=False)
    return render(request, "insights/results_round.html", {"page": page})


@open_to(to_read)
@require_GET
def framed(request: HttpRequest, round: str, language: str) -> FramedResponse:
    """The same findings for a frame on an intranet: without bar, menu or session, in the language asked."""
    if language not in dict(settings.LANGUAGES):
        raise NotFound("not-found")
    with translation.override(language):
        page = results_page(_shown(round), is_preview=False)
        words = {"page": page, "address": request.build_absolute_uri(reverse("results:round", args=(round,)))}
        return FramedResponse(render_to_string("insights/results_framed.html", words))


def _shown(round: str) -> Scene:
    """What is public of a round. Raises NotFound when it is not, or no longer, shown."""
    shown = queries.shown_rounds().get(round)
    if shown is None:
        raise NotFound("not-found")
    return _whole(release_or_404(shown.release_version), round)


@open_to(shows_results)
@require_GET
def manage(request: HttpRequest) -> HttpResponse:
    release = latest_release()
    lines = round_lines(release.rounds, queries.shown_rounds(), page_language()) if release else []
    words = {
        "rounds": lines,
        "may_look": user_can_see_institution(request.user),
        "embeds": settings.EMBED_ORIGINS,
        "site": settings.SITE_ADDRESS.rstrip("/"),
    }
    return render(request, "insights/results_manage.html", words)


@open_to(reads_insights)
@require_GET
def preview(request: HttpRequest, round: str) -> HttpResponse:
    """The page as students would see it, for who reads results anyway."""
    page = results_page(_whole(queries.release_to_show(), round), is_preview=True)
    return render(request, "insights/results_round.html", {"page": page})


@open_to(shows_results)
@require_POST
def switch(request: HttpRequest, round: str) -> HttpResponse:
    release, user = queries.release_to_show(), user_of(request)
    if round not in release.round_keys:
        raise NotFound("not-found")
    if request.POST.get("show") == "yes":
        actions.show_results(round=round, release=release, by=user)
        messages.success(request, _("Everybody can read the findings of this round now."))
    else:
        actions.hide_results(round=round, by=user)
        messages.success(request, _("The page is away. Nobody can read it any more."))
    return redirect("results:manage")


def _whole(release: Release, round: str) -> Scene:
    """The institution as a whole, with nothing of its units in sight."""
    return scene_of(release, everybody(), Spot(), round=round, against=AGAINST[0], language=page_language())
