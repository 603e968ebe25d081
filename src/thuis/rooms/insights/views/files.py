"""A card as a file: its table for a spreadsheet, its chart as a picture."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from thuis.core.errors import NotFound
from thuis.foundation.access.rules import open_to
from thuis.foundation.cards.pictures import WIDTH
from thuis.foundation.documents.pictures import png
from thuis.foundation.documents.sheets import csv_bytes, xlsx_bytes
from thuis.rooms.insights.access import reads_insights
from thuis.rooms.insights.presenters.card import Card
from thuis.rooms.insights.presenters.page import cards_of
from thuis.rooms.insights.presenters.pictures import picture_of
from thuis.rooms.insights.presenters.sources import source_lines
from thuis.rooms.insights.queries import Scene
from thuis.rooms.insights.tabs import TABS
from thuis.rooms.insights.views.pages import asked_scene

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class FileKind:
    content_type: str
    make: Callable[[Scene, Card], bytes]


KINDS: dict[str, FileKind] = {
    "csv": FileKind("text/csv; charset=utf-8", lambda scene, card: csv_bytes(card.table)),
    "xlsx": FileKind(XLSX, lambda scene, card: xlsx_bytes([card.table], source_lines(scene, card))),
    "svg": FileKind("image/svg+xml", lambda scene, card: picture_of(scene, card.chart).encode()),
    "png": FileKind("image/png", lambda scene, card: png(picture_of(scene, card.chart), 2 * WIDTH)),
}


@open_to(reads_insights)
@require_GET
def card(
    request: HttpRequest, round: str, kind: str, unit: str, tab: str, card: str, suffix: str
) -> HttpResponse:
    scene = asked_scene(request, round, kind, unit)
    if tab not in TABS or suffix not in KINDS:
        raise NotFound("not-found")
    found = next((one for one in cards_of(scene, TABS[tab]) if one.key == card), None)
    if found is None:
        raise NotFound("not-found")
    name = slugify(f"{scene.name} {found.question} {round}")
    headers = {"Content-Disposition": f'attachment; filename="{name}.{suffix}"'}
    made = KINDS[suffix]
    return HttpResponse(made.make(scene, found), content_type=made.content_type, headers=headers)
