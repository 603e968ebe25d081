"""The page of one tab: where am I, what can I choose, and the cards."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thuis.core.charts.paper import drawn
from thuis.core.charts.table import Table
from thuis.core.participation.model import INSTITUTION, Level, Unit
from thuis.core.participation.release_model import Period
from thuis.foundation.cards.card import CardView
from thuis.foundation.cards.pictures import WIDTH, labels
from thuis.foundation.cards.plots import plot_of
from thuis.foundation.cards.tables import printed, table_behind
from thuis.rooms.participation.presenters.figures.card import Card, Tab
from thuis.rooms.participation.presenters.figures.methods import METHODS
from thuis.rooms.participation.presenters.figures.words import period_name
from thuis.rooms.participation.queries.figures import ALL, FIRST, Scene

FILES = ("csv", "xlsx", "png", "svg")
STEER = "steer"


@dataclass(frozen=True, slots=True)
class Choice:
    words: str
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class Choices:
    title: str
    options: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """`on`: the day on which students were counted; `version` of the figures."""

    title: str
    where: str
    period: str
    lead: str
    pair: bool
    grey: str
    crumbs: tuple[tuple[str, str], ...]
    tabs: tuple[tuple[str, str, bool], ...]
    units: tuple[Choices, ...]
    periods: tuple[Choices, ...]
    cards: tuple[CardView, ...]
    source: str
    papers: tuple[tuple[str, str], ...]
    concepts: tuple[str, ...] = ()


def address(scene: Scene, tab: str, *, unit: Unit | None = None, period: Period | None = None) -> str:
    """The address of a tab; what is not given stays as it is."""
    return reverse("figures:tab", kwargs={**place(scene, unit, period), "tab": tab})


def place(scene: Scene, unit: Unit | None = None, period: Period | None = None) -> dict[str, str]:
    where = unit or scene.unit
    return {
        "period": (period or scene.period).key,
        "kind": where.level.value,
        "unit": where.code or ALL,
    }


def figures_page(scene: Scene, key: str, tabs: Mapping[str, Tab]) -> FiguresPage:
    """The whole page; of the tab to steer by, everything but its forms."""
    tab = tabs.get(key)
    return FiguresPage(
        title=str(tab.title) if tab else _("Steer"),
        where=scene.name,
        period=period_name(scene.period),
        lead=str(tab.lead) if tab else _("Set a target, and see what more roles would mean."),
        pair=bool(tab and tab.pair),
        grey=scene.names.of(INSTITUTION) if scene.unit != INSTITUTION else "",
        crumbs=_crumbs(scene, key),
        tabs=(
            *((str(one.title), address(scene, name), name == key) for name, one in tabs.items()),
            (_("Steer"), reverse("figures:steer", kwargs=place(scene)), key == STEER),
        ),
        units=_units(scene, key),
        periods=_periods(scene, key),
        cards=tuple(_view(scene, tab, card) for card in cards_of(scene, tab)) if tab else (),
        source=source_line(scene),
        papers=_papers(scene),
        concepts=tab.concepts if tab else (),
    )


def _papers(scene: Scene) -> tuple[tuple[str, str], ...]:
    """What there is on paper about this unit in this period."""
    named = (("pdf", _("Report (PDF)")), ("pptx", _("Slides (PPTX)")))
    return tuple(
        (words, reverse("figures:report", kwargs={**place(scene), "suffix": kind})) for kind, words in named
    )


def cards_of(scene: Scene, tab: Tab) -> list[Card]:
    made = (make(scene) for make in tab.makers)
    return [card for card in made if card is not None]


def _view(scene: Scene, tab: Tab, card: Card) -> CardView:
    kwargs = {**place(scene), "tab": tab.key, "card": card.key}
    return CardView(
        card.key,
        card.question,
        card.sentences,
        plot_of(card.chart),
        METHODS[card.method],
        card.subject,
        "",
        card.note,
        card.reading,
        "",
        printed(table_of(card)),
        tuple((kind.upper(), reverse("figures:card", kwargs={**kwargs, "suffix": kind})) for kind in FILES),
        signal=reverse("figures:signal", kwargs=kwargs),
    )


def table_of(card: Card) -> Table:
    return table_behind(card.chart, *columns_of(card))


def columns_of(card: Card) -> tuple[str, str]:
    """What its table counts, which is people except where answers are, and over what."""
    return "" if card.method == "told" else _("People, about"), _("Period")


def picture_of(scene: Scene, card: Card) -> str:
    """The chart as SVG, with its place and source."""
    return drawn(card.chart, labels((scene.name, source_line(scene))), WIDTH)


def notes_of(scene: Scene, card: Card) -> tuple[str, ...]:
    """What goes along with the numbers of a card in a file."""
    method = METHODS[card.method]
    said = (
        card.question,
        *card.sentences,
        card.note,
        scene.name,
        f"{method.line} {method.how}",
        str(method.formula),
    )
    return (*(one for one in said if one), source_line(scene))


def source_line(scene: Scene) -> str:
    """Period and version: figures of one version never change."""
    words = {"period": period_name(scene.period), "version": scene.volume.version}
    return _("Participation, %(period)s, version %(version)s. Checked so that nobody can be found.") % words


def _crumbs(scene: Scene, tab: str) -> tuple[tuple[str, str], ...]:
    path = [INSTITUTION]
    domain = Unit(Level.DOMAIN, scene.names.domains.get(scene.unit.code, ""))
    if scene.unit.level is Level.PROGRAMME and domain.code and scene.sees(domain):
        path.append(domain)
    if scene.unit != INSTITUTION:
        path.append(scene.unit)
    return tuple((scene.name_of(one), _choice(scene, tab, unit=one).address) for one in path)


def _choice(scene: Scene, tab: str, *, unit: Unit | None = None, period: Period | None = None) -> Choice:
    where = (
        reverse("figures:steer", kwargs=place(scene, unit, period))
        if tab == STEER
        else address(scene, tab, unit=unit, period=period)
    )
    if period is not None:
        return Choice(period_name(period), where, period == scene.period)
    name = scene.names.of(unit or scene.unit)
    return Choice(name, where, unit == scene.unit)


def _units(scene: Scene, tab: str) -> tuple[Choices, ...]:
    titles = {
        Level.INSTITUTION: _("Institution"),
        Level.DOMAIN: _("Domains"),
        Level.PROGRAMME: _("Programmes"),
        Level.SITE: _("Sites"),
    }
    found = []
    for level in FIRST:
        options = [_choice(scene, tab, unit=one) for one in scene.own_units if one.level is level]
        if options:
            found.append(Choices(titles[level], tuple(sorted(options, key=lambda one: one.words))))
    return tuple(found)


def _periods(scene: Scene, tab: str) -> tuple[Choices, ...]:
    """Years and quarters, the newest first."""
    known = sorted(scene.shelf.rows, key=lambda one: (one.year, one.number), reverse=True)
    lists = (
        (_("Quarters"), [one for one in known if one.number]),
        (_("Years"), [one for one in known if not one.number]),
    )
    return tuple(
        Choices(title, tuple(_choice(scene, tab, period=one) for one in periods))
        for title, periods in lists
        if periods
    )
