"""The report of one unit in one period, to read or to edit."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from thuis.core.charts.table import has_numbers
from thuis.core.participation.model import INSTITUTION
from thuis.foundation.cards.papers import advice, answer_of, distinct, headline, missing, words_of
from thuis.foundation.cards.pictures import labels
from thuis.foundation.documents.report import Report, Section
from thuis.rooms.participation.presenters.figures.card import Card, Tab
from thuis.rooms.participation.presenters.figures.methods import METHODS
from thuis.rooms.participation.presenters.figures.page import cards_of, source_line, table_of
from thuis.rooms.participation.presenters.figures.words import period_name
from thuis.rooms.participation.queries.figures import Scene

GLANCE = "glance"


def unit_report(scene: Scene, tabs: Mapping[str, Tab]) -> Report:
    """Every tab of a unit: its first page as figures in large, each further tab as a section."""
    found = {key: cards_of(scene, tab) for key, tab in tabs.items()}
    cards = [card for each in found.values() for card in each]
    untold = [(str(tabs[key].title), card) for key, each in found.items() for card in each if not _told(card)]
    return Report(
        title=_("Roles of students"),
        where=scene.name,
        round=period_name(scene.period),
        release=_release(scene),
        institution=scene.names.of(INSTITUTION),
        lead=str(tabs[GLANCE].lead),
        headlines=tuple(headline(card) for card in found[GLANCE] if card.reading),
        stand_outs=(),
        sections=tuple(
            _section(scene, tabs[key], each) for key, each in found.items() if any(map(_told, each))
        ),
        missing=tuple(missing(title, card) for title, card in untold),
        advice=advice(cards, _few_words()),
        labels=labels(),
        words=words_of(_("version %(version)s") % {"version": scene.volume.version}),
    )


def _told(card: Card) -> bool:
    return has_numbers(card.chart)


def _section(scene: Scene, tab: Tab, cards: list[Card]) -> Section:
    source = distinct((scene.name, source_line(scene)))
    answers = (answer_of(card, METHODS[card.method], table_of(card), source) for card in cards if _told(card))
    return Section(str(tab.title), tuple(answers))


def _release(scene: Scene) -> str:
    said = _("All figures are from version %(version)s of this period and stay as they are.")
    checked = _(
        "Every figure was checked so that nobody can be found. Numbers of people carry a little noise."
    )
    return f"{said % {'version': scene.volume.version}} {checked}"


def _few_words() -> str:
    return _(
        "Few students have a role here. So some figures are not told: nobody may be found in them. "
        "Put what is told beside the wider unit, and ask your students how they hear of a role."
    )
