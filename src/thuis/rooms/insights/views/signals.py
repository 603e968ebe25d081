"""A card becomes a signal: something that somebody wants to talk about."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuis.core.errors import NotFound
from thuis.foundation.access.rules import open_to
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.signals.actions import Figure, make_signal
from thuis.rooms.insights.access import reads_insights
from thuis.rooms.insights.presenters.card import Card
from thuis.rooms.insights.presenters.page import address, cards_of
from thuis.rooms.insights.presenters.words import group_name
from thuis.rooms.insights.queries import Scene
from thuis.rooms.insights.tabs import TABS
from thuis.rooms.insights.views.pages import asked_scene


@open_to(reads_insights)
@require_POST
def make(request: HttpRequest, round: str, kind: str, unit: str, tab: str, card: str) -> HttpResponse:
    scene = asked_scene(request, round, kind, unit)
    found = (
        next((one for one in cards_of(scene, TABS[tab]) if one.key == card), None) if tab in TABS else None
    )
    if found is None:
        raise NotFound("not-found")
    make_signal(figure=_figure(scene, tab, found), by=user_of(request))
    messages.success(request, _("This is a signal now. Find it at ‘Signals’, and say why it matters."))
    return redirect(f"{address(scene, tab)}#{card}")


def _figure(scene: Scene, tab: str, card: Card) -> Figure:
    """How the card reads at this moment; its numbers stay with their release."""
    spot = scene.spot
    return Figure(
        spot.unit_kind,
        spot.unit,
        scene.round,
        group_name(spot.filter_kind, spot.filter_value) if spot.filter_kind else "",
        card.question,
        " ".join(card.sentences),
        scene.language,
        f"{address(scene, tab)}#{card.key}",
        _("release %(version)s") % {"version": scene.release.version},
    )
