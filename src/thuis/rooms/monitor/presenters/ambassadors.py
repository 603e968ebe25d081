"""Pages about ambassadors: the coordinator's list, a kit, the ambassador's own page, poster and slide."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thuis.core.errors import NotFound
from thuis.foundation.documents.brand import brand_colour
from thuis.foundation.documents.qr import qr_svg
from thuis.foundation.institution.models import Unit
from thuis.foundation.institution.queries import institution
from thuis.foundation.texts.language import page_language
from thuis.rooms.monitor.models import AmbassadorKit, ClassVisit, Round
from thuis.rooms.monitor.presenters.board import LineView, line_view
from thuis.rooms.monitor.queries.ambassadors import kit_token, may_change, programmes_to_visit
from thuis.rooms.monitor.queries.board import site_line
from thuis.rooms.monitor.queries.rounds import has_ended, is_open

# What a kit can be printed as: template and language.
DOCUMENTS = {
    "poster-nl": ("poster", "nl"),
    "poster-en": ("poster", "en"),
    "slide-nl": ("slide", "nl"),
    "slide-en": ("slide", "en"),
}


@dataclass(frozen=True, slots=True)
class KitRow:
    pk: int
    site: str
    label: str
    short: str
    has_ended: bool


@dataclass(frozen=True, slots=True)
class VisitRow:
    pk: int
    day: datetime.date
    site: str
    programme: str
    in_class: str
    by: str
    may_change: bool


@dataclass(frozen=True, slots=True)
class KitsPage:
    key: str
    title: str
    kits: tuple[KitRow, ...]
    visits: tuple[VisitRow, ...]
    may_add: bool


@dataclass(frozen=True, slots=True)
class KitPage:
    key: str
    title: str
    kit: KitRow
    link: str
    qr: SafeString


@dataclass(frozen=True, slots=True)
class AmbassadorPage:
    """What an ambassador sees; `line` is None while her site has no number of its own."""

    title: str
    site: str
    label: str
    short: str
    qr: SafeString
    closes_on: datetime.date
    is_open: bool
    line: LineView | None
    visits: tuple[VisitRow, ...]


def kits_page(
    round: Round, kits: Iterable[AmbassadorKit], visits: Iterable[ClassVisit], language: str
) -> KitsPage:
    names = {unit.code: unit.name_in(language) for unit in Unit.objects.filter(kind=Unit.Kind.PROGRAMME)}
    return KitsPage(
        key=round.key,
        title=round.title_in(language),
        kits=tuple(_kit_row(kit) for kit in kits),
        visits=tuple(_visit_row(visit, names) for visit in visits),
        may_add=not has_ended(round),
    )


def kit_page(kit: AmbassadorKit, language: str) -> KitPage:
    link = settings.SITE_ADDRESS + reverse("monitor:ambassador-enter", args=[kit_token(kit)])
    return KitPage(kit.round.key, kit.round.title_in(language), _kit_row(kit), link, _qr(kit))


def ambassador_page(kit: AmbassadorKit, language: str) -> AmbassadorPage:
    names = dict(programmes_to_visit(kit, language))
    return AmbassadorPage(
        title=kit.round.title_in(language),
        site=kit.site.name,
        label=kit.label,
        short=short_address(kit),
        qr=_qr(kit),
        closes_on=kit.round.closes_on,
        is_open=is_open(kit.round),
        line=thermometer(kit),
        visits=tuple(_visit_row(visit, names) for visit in kit.visits.select_related("kit__site")),
    )


def thermometer(kit: AmbassadorKit) -> LineView | None:
    """The line of the response board for this site."""
    line = site_line(kit.round, kit.site.code)
    return line_view(line, None, kit.site.name, kit.round.target) if line else None


def short_address(kit: AmbassadorKit) -> str:
    """As one types it: without https."""
    return _go(kit).split("//")[-1]


def _go(kit: AmbassadorKit) -> str:
    return settings.SITE_ADDRESS + reverse("monitor:go", args=[kit.code])


def _qr(kit: AmbassadorKit) -> SafeString:
    # our own drawing, and segno escapes the title
    return mark_safe(qr_svg(_go(kit), _qr_words(kit), shown_as="scan qr"))  # noqa: S308


def _qr_words(kit: AmbassadorKit) -> str:
    return _("QR code that leads to %(address)s") % {"address": short_address(kit)}


def _kit_row(kit: AmbassadorKit) -> KitRow:
    return KitRow(kit.pk, kit.site.name, kit.label, short_address(kit), kit.has_ended)


def _visit_row(visit: ClassVisit, names: dict[str, str]) -> VisitRow:
    return VisitRow(
        pk=visit.pk,
        day=visit.day,
        site=visit.kit.site.name,
        programme=names.get(visit.programme, visit.programme),
        in_class=visit.get_in_class_display(),
        by=visit.get_by_display(),
        may_change=may_change(visit),
    )


def document_of(kit: AmbassadorKit, name: str) -> tuple[str, dict[str, Any]]:
    """The template and the values of a poster or slide. Raises NotFound for another name."""
    if name not in DOCUMENTS:
        raise NotFound("not-found")
    template, language = DOCUMENTS[name]
    top = institution()
    with translation.override(language):
        words = _words(kit)
    return template, {
        "language": language,
        "brand": brand_colour(),
        "institution": top.name_in(language) if top else "Thuis",
        "address": short_address(kit),
        "qr": qr_svg(_go(kit), words["alt"]),
        "words": words,
    }


def _words(kit: AmbassadorKit) -> dict[str, Any]:
    return {
        "title": kit.round.title_in(page_language()),
        "question": _("How are you doing?"),
        "promise": _("Tell us in five minutes. You get a personal letter back."),
        "steps": [
            _("Scan the code, or type the address."),
            _("Fill in your mail address at school."),
            _("Use your own link, which comes by mail."),
        ],
        "privacy": _("Your lecturers never see your answers. Taking part is up to you."),
        "until": _("until %(day)s") % {"day": date_format(kit.round.closes_on, "j F")},
        "alt": _qr_words(kit),
    }
