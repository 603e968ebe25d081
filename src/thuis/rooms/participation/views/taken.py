"""What somebody takes along from released figures: a report of a unit, or a card as a signal."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thuis.core.errors import NotFound
from thuis.foundation.access.rules import open_to
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.cards.papers import PAPERS
from thuis.foundation.signals.actions import Figure, make_signal
from thuis.foundation.texts.language import page_language
from thuis.rooms.participation.access import reads_figures
from thuis.rooms.participation.presenters.figures.card import Card
from thuis.rooms.participation.presenters.figures.page import address, cards_of
from thuis.rooms.participation.presenters.figures.papers import unit_report
from thuis.rooms.participation.queries.figures import ALL, Scene, scene_for
from thuis.rooms.participation.tabs import TABS


@open_to(reads_figures)
@require_GET
def report(request: HttpRequest, period: str, kind: str, unit: str, suffix: str) -> HttpResponse:
    scene = _scene(request, period, kind, unit)
    if suffix not in PAPERS:
        raise NotFound("not-found")
    made = unit_report(scene, TABS)
    name = slugify(f"{made.where} {made.title} {period}")
    headers = {"Content-Disposition": f'attachment; filename="{name}.{suffix}"'}
    return HttpResponse(PAPERS[suffix].make(made), content_type=PAPERS[suffix].content_type, headers=headers)


@open_to(reads_figures)
@require_POST
def signal(request: HttpRequest, period: str, kind: str, unit: str, tab: str, card: str) -> HttpResponse:
    scene = _scene(request, period, kind, unit)
    found = card_or_404(scene, tab, card)
    make_signal(figure=_figure(scene, tab, found), by=user_of(request))
    messages.success(request, _("This is a signal now. Find it at ‘Signals’, and say why it matters."))
    return redirect(f"{address(scene, tab)}#{card}")


def card_or_404(scene: Scene, tab: str, key: str) -> Card:
    """Raises NotFound: no such tab, or no such card for this unit."""
    cards = cards_of(scene, TABS[tab]) if tab in TABS else []
    found = next((one for one in cards if one.key == key), None)
    if found is None:
        raise NotFound("not-found")
    return found


def _figure(scene: Scene, tab: str, card: Card) -> Figure:
    """How the card reads at this moment; its numbers stay with their version."""
    return Figure(
        unit_kind=scene.unit.level.value,
        unit=scene.unit.code or ALL,
        period=scene.period.key,
        group="",
        question=card.question,
        said=_words_of(card),
        language=scene.language,
        address=f"{address(scene, tab)}#{card.key}",
        source=_("participation, version %(version)s") % {"version": scene.volume.version},
    )


def _words_of(card: Card) -> str:
    """A figure in large says what the sentences below it leave to it."""
    large = [card.reading.value, card.reading.likely] if card.reading and not card.reading.hidden else []
    return " ".join([*large, *card.sentences]).strip()


def _scene(request: HttpRequest, period: str, kind: str, unit: str) -> Scene:
    return scene_for(request.user, period, kind, unit, page_language())
