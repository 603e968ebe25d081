"""The page of one tab: where am I, what can I choose, and the cards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuis.core.disclosure.model import EVERYTHING
from thuis.core.disclosure.released import Suppressed
from thuis.foundation.access.addresses import address_of
from thuis.foundation.cards.card import CardView
from thuis.foundation.cards.plots import plot_of
from thuis.foundation.cards.tables import printed
from thuis.foundation.release.book import Spot
from thuis.rooms.insights.access import Reader
from thuis.rooms.insights.presenters.card import Card
from thuis.rooms.insights.presenters.methods import METHODS
from thuis.rooms.insights.presenters.standouts import stand_outs
from thuis.rooms.insights.presenters.tab import AT_ONCE, Found, Tab
from thuis.rooms.insights.presenters.words import group_kind, group_name, why_hidden
from thuis.rooms.insights.queries import AGAINST, Scene

FILES = ("csv", "xlsx", "png", "svg")
HEADLINE = "wellbeing"  # whether a group is told at all shows in this measure
SUBJECTS = {
    "wellbeing": gettext_lazy("Wellbeing"),
    "belonging": gettext_lazy("Belonging"),
    "participation": gettext_lazy("Participation"),
    "inclusion": gettext_lazy("Inclusion"),
    "study": gettext_lazy("Study"),
}
KINDS = ("institution", "domain", "programme", "site")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose. Without an address it cannot be chosen, and `why` says so."""

    words: str
    address: str
    current: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    title: str
    options: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class InsightsPage:
    title: str
    where: str
    round: str
    lead: str
    pair: bool
    stand_outs: tuple[tuple[str, str, str], ...]
    grey: str
    crumbs: tuple[tuple[str, str], ...]
    tabs: tuple[tuple[str, str, bool], ...]
    rounds: Choices
    units: tuple[Choices, ...]
    groups: tuple[Choices, ...]
    against: Choices
    group: str
    without_group: str
    cards: tuple[CardView, ...]
    papers: tuple[tuple[str, str], ...]
    contents: tuple[tuple[str, str], ...]
    leaf: Page[Found]
    before_page: str
    concepts: tuple[str, ...] = ()


def address(scene: Scene, tab: str, *, spot: Spot | None = None, round: str = "", against: str = "") -> str:
    """The address of a tab; what is not given stays as it is."""
    where = spot or scene.spot
    place = {"round": round or scene.round, "kind": where.unit_kind, "unit": where.unit, "tab": tab}
    return address_of("insights:tab", **place) + query(where, against or scene.against)


@lru_cache(maxsize=8192)
def query(spot: Spot, against: str) -> str:
    """What follows the path; the same for nearly every address on a page."""
    asked = {}
    if spot.filter_kind:
        asked["group"] = f"{spot.filter_kind}:{spot.filter_value}"
    if against != AGAINST[0]:
        asked["against"] = against
    return f"?{urlencode(asked)}" if asked else ""


def insights_page(scene: Scene, tab: Tab, tabs: Mapping[str, Tab], number: str = "1") -> InsightsPage:
    """The whole page, in the language of the scene; `tabs` are all there are, in order.

    `number`: which page of the cards that were found; the nearest when there is no such page.
    """
    found = Paginator(tuple(tab.found(scene)) if tab.found else (), AT_ONCE)
    leaf = found.get_page(number)
    group = group_name(scene.spot.filter_kind, scene.spot.filter_value) if scene.spot.filter_kind else ""
    return InsightsPage(
        title=str(tab.title),
        where=scene.name,
        round=scene.round,
        lead=str(tab.lead),
        pair=tab.pair,
        stand_outs=_stand_outs(scene, tabs) if tab.pair else (),
        grey=scene.name_beside,
        crumbs=_crumbs(scene, tab.key),
        tabs=tuple((str(one.title), address(scene, key), key == tab.key) for key, one in tabs.items()),
        rounds=_rounds(scene, tab.key),
        units=_units(scene, tab.key),
        groups=_groups(scene, tab.key),
        against=_against(scene, tab.key),
        group=group,
        without_group=address(scene, tab.key, spot=scene.spot.everybody) if group else "",
        cards=tuple(_card(scene, tab, card, tabs) for card in _cards(scene, tab, leaf)),
        papers=paper_addresses(scene),
        contents=_contents(scene, tab, found),
        leaf=leaf,
        before_page=_before_page(scene),
        concepts=tab.concepts,
    )


def _stand_outs(scene: Scene, tabs: Mapping[str, Tab]) -> tuple[tuple[str, str, str], ...]:
    """Each sentence with the name and the address of the tab that tells more."""
    return tuple(
        (one.sentence, str(tabs[one.tab].title), address(scene, one.tab)) for one in stand_outs(scene)
    )


def cards_of(scene: Scene, tab: Tab) -> list[Card]:
    """Every card of a tab, on all its pages."""
    return _cards(scene, tab, tab.found(scene) if tab.found else ())


def _cards(scene: Scene, tab: Tab, found: Iterable[Found]) -> list[Card]:
    made = (make(scene) for make in (*tab.makers, *(one.make for one in found)))
    return [card for card in made if card is not None]


def _contents(scene: Scene, tab: Tab, found: Paginator[Found]) -> tuple[tuple[str, str], ...]:
    """The titles of all cards that were found, and where each stands, when they do not fit on one page."""
    if found.num_pages < 2:
        return ()
    start = address(scene, tab.key).partition("?")[0] + _before_page(scene)
    return tuple(
        (one.title, f"{start}page={leaf.number}#{one.key}") for leaf in found for one in leaf.object_list
    )


def _before_page(scene: Scene) -> str:
    asked = query(scene.spot, scene.against)
    return f"{asked}&" if asked else "?"


def _card(scene: Scene, tab: Tab, card: Card, tabs: Mapping[str, Tab]) -> CardView:
    closer = address(scene, card.key) if tab.pair and card.key in tabs else card.closer
    files = tuple((kind.upper(), file_address(scene, tab.key, card.key, kind)) for kind in FILES)
    return CardView(
        card.key,
        card.question,
        card.sentences,
        plot_of(card.chart),
        METHODS[card.method],
        card.subject,
        str(SUBJECTS[card.subject]) if tab.pair and card.subject else "",
        card.note,
        card.reading,
        closer,
        printed(card.table),
        files,
        card.quotes,
        _deed(scene, "signal", tab, card),
        _deed(scene, "report-add", tab, card),
    )


def _deed(scene: Scene, name: str, tab: Tab, card: Card) -> str:
    """Where a button below a card leads."""
    path = address_of(f"insights:{name}", **_place(scene, tab=tab.key, card=card.key))
    return path + query(scene.spot, scene.against)


def _place(scene: Scene, **more: str) -> dict[str, str]:
    return {"round": scene.round, "kind": scene.spot.unit_kind, "unit": scene.spot.unit, **more}


def paper_addresses(scene: Scene) -> tuple[tuple[str, str], ...]:
    """What there is on paper about this unit, with everybody in it."""
    return (
        (_("Report (PDF)"), address_of("insights:report-unit", **_place(scene, suffix="pdf"))),
        (_("Slides (PPTX)"), address_of("insights:report-unit", **_place(scene, suffix="pptx"))),
        (_("Poster for students (PDF)"), address_of("insights:report-poster", **_place(scene))),
        (_("Reports of all units"), address_of("insights:report-batches", round=scene.round)),
        (_("My report"), address_of("insights:report")),
    )


def file_address(scene: Scene, tab: str, card: str, suffix: str) -> str:
    """Where a card lies as a file; the suffix ends the path."""
    path = address_of("insights:card", **_place(scene, tab=tab, card=card, suffix=FILES[0]))
    return path.removesuffix(FILES[0]) + suffix + query(scene.spot, scene.against)


def _crumbs(scene: Scene, tab: str) -> tuple[tuple[str, str], ...]:
    whole = (scene.places.name(EVERYTHING, "all"), address(scene, tab, spot=Spot()))
    if scene.spot.unit_kind == EVERYTHING:
        return (whole,)
    domain = scene.places.domains.get(scene.spot.unit, "") if scene.spot.unit_kind == "programme" else ""
    between = Spot("domain", domain)
    path = [whole]
    if domain and scene.reader.sees(between):
        path.append((scene.places.name("domain", domain), address(scene, tab, spot=between)))
    return (*path, (scene.name, ""))


def _rounds(scene: Scene, tab: str) -> Choices:
    options = tuple(
        Choice(key, address(scene, tab, round=key), key == scene.round)
        for key in reversed(scene.release.round_keys)
    )
    return Choices(_("Round"), options)


def _units(scene: Scene, tab: str) -> tuple[Choices, ...]:
    """Every unit that this reader sees in full, per kind."""
    own = scene.reader.own_units(dict(scene.book.units))
    titles = {
        "institution": _("Institution"),
        "domain": _("Domains"),
        "programme": _("Programmes"),
        "site": _("Sites"),
    }
    found = []
    for kind in KINDS:
        options = [_unit(scene, tab, kind, code) for code in own.get(kind, ())]
        if options:
            found.append(Choices(titles[kind], tuple(sorted(options, key=lambda one: one.words))))
    return tuple(found)


def _unit(scene: Scene, tab: str, kind: str, code: str) -> Choice:
    spot = Spot(kind, code)
    current = (kind, code) == (scene.spot.unit_kind, scene.spot.unit)
    return Choice(scene.places.name(kind, code), address(scene, tab, spot=spot), current)


def _groups(scene: Scene, tab: str) -> tuple[Choices, ...]:
    """Every target group here; one that is not told cannot be chosen and says why."""
    return tuple(
        Choices(group_kind(kind), tuple(_group(scene, tab, kind, value) for value in values))
        for kind, values in scene.groups.items()
    )


def _group(scene: Scene, tab: str, kind: str, value: str) -> Choice:
    spot = scene.spot.of_group(kind, value)
    cell = scene.cell(HEADLINE, spot=spot)
    words = group_name(kind, value)
    if cell is None:
        return Choice(words, "", why=_("Not in this round."))
    if isinstance(cell.told, Suppressed):
        return Choice(words, "", why=why_hidden(cell.told.reason, scene.shape.rules.thresholds.mean))
    return Choice(words, address(scene, tab, spot=spot), spot == scene.spot)


def _against(scene: Scene, tab: str) -> Choices:
    """What a programme stands beside: its domain or the whole."""
    if scene.spot.unit_kind != "programme":
        return Choices("", ())
    domain = scene.places.domains.get(scene.spot.unit, "")
    names = {"domain": scene.places.name("domain", domain), EVERYTHING: scene.places.name(EVERYTHING, "all")}
    options = tuple(
        Choice(names[kind], address(scene, tab, against=kind), kind == scene.against) for kind in AGAINST
    )
    return Choices(_("Beside"), options)


def landing(reader: Reader, rounds: Sequence[str], units: dict[str, tuple[str, ...]], tab: str) -> str:
    """Where somebody begins: her own unit in the newest round."""
    spot = reader.first_spot(units)
    return address_of("insights:tab", round=rounds[-1], kind=spot.unit_kind, unit=spot.unit, tab=tab)
