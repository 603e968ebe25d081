"""Cards as a report: for a unit the cards that always matter, or the cards that somebody chose."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thuis.core.charts.table import has_numbers
from thuis.core.disclosure.released import Suppressed
from thuis.foundation.cards.papers import advice, answer_of, distinct, headline, missing, words_of
from thuis.foundation.cards.pictures import labels
from thuis.foundation.documents.report import Answer, Headline, Report, Section
from thuis.rooms.insights.presenters.card import Card
from thuis.rooms.insights.presenters.methods import METHODS
from thuis.rooms.insights.presenters.names import round_name
from thuis.rooms.insights.presenters.page import HEADLINE, cards_of
from thuis.rooms.insights.presenters.sources import source_line, whose
from thuis.rooms.insights.presenters.standouts import stand_outs
from thuis.rooms.insights.presenters.tab import Tab
from thuis.rooms.insights.queries import Scene

GLANCE = "glance"
# What a report of a unit has when nobody chose: tab and cards, in this order. A tab that is not there, or has
# nothing to tell, is left out. Lists of other units stay out: a report is about one.
STANDARD: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("belonging", ("level", "trend", "answers")),
    ("wellbeing", ("level", "trend", "low", "answers")),
    ("study", ("level", "answers", "load", "stop")),
    ("types", ("places",)),
    ("inclusion", ("level", "answers")),
    ("help", ("found", "experienced", "needs")),
    ("response", ("here",)),
)


Placed = tuple[Scene, Tab, Card]  # a card with where it is from and its tab


def standard_report(scene: Scene, tabs: Mapping[str, Tab]) -> Report:
    """The report of one unit in one round."""
    wanted = [key for key in (GLANCE, *(tab for tab, _keys in STANDARD)) if key in tabs]
    found = {key: {card.key: card for card in cards_of(scene, tabs[key])} for key in wanted}
    chosen = [
        (scene, tabs[tab], found[tab][key])
        for tab, keys in STANDARD
        if tab in found
        for key in keys
        if key in found[tab]
    ]
    headlines = [headline(card) for card in found[GLANCE].values() if card.reading]
    return _report(_("Report"), scene, chosen, headlines, lambda _scene, tab: str(tab.title))


def chosen_report(cards: Sequence[Placed]) -> Report:
    """The report of the cards that somebody chose, from one unit or from several; at least one."""
    several = len({(whose(scene), scene.round) for scene, *_ in cards}) > 1

    def title(scene: Scene, tab: Tab) -> str:
        where = f"{whose(scene)}, {scene.round}: " if several else ""
        return f"{where}{tab.title}"

    return _report(_("Report"), cards[0][0], cards, (), title, several)


def _report(
    title: str,
    scene: Scene,
    cards: Sequence[Placed],
    headlines: Sequence[Headline],
    named: Callable[[Scene, Tab], str],
    several: bool = False,
) -> Report:
    told = [one for one in cards if has_numbers(one[2].chart)]
    untold = [one for one in cards if not has_numbers(one[2].chart)]
    return Report(
        title=title,
        where=distinct(whose(each) for each, *_ in cards) if several else whose(scene),
        round=distinct(round_name(each, each.round) for each, *_ in cards) or round_name(scene, scene.round),
        release=_release({each.release.version for each, *_ in cards} or {scene.release.version}),
        institution=scene.places.name("institution", "all"),
        lead=_lead(scene, several),
        headlines=tuple(headlines),
        stand_outs=tuple(one.sentence for one in stand_outs(scene)) if headlines else (),
        sections=_sections(told, named),
        missing=tuple(missing(str(tab.title), card) for _scene, tab, card in untold),
        advice=advice([card for *_, card in cards], few_words()),
        labels=labels(),
        words=words_of(_("release %(version)s") % {"version": scene.release.version}),
    )


def _sections(cards: Sequence[Placed], named: Callable[[Scene, Tab], str]) -> tuple[Section, ...]:
    """Neighbours with the same title stand below one heading."""
    found: list[tuple[str, list[Answer]]] = []
    for scene, tab, card in cards:
        title = named(scene, tab)
        if not found or found[-1][0] != title:
            found.append((title, []))
        found[-1][1].append(_answer(scene, card))
    return tuple(Section(title, tuple(answers)) for title, answers in found)


def _answer(scene: Scene, card: Card) -> Answer:
    return answer_of(card, METHODS[card.method], card.table, f"{whose(scene)}. {source_line(scene)}")


def few_words() -> str:
    return _(
        "Few students answered here. So some figures are not told: nobody may be found in them. "
        "What is told is safe, and its interval says how sure it is. "
        "Put it beside the wider unit, and talk with your students about the rest."
    )


def _lead(scene: Scene, several: bool) -> str:
    """What this is, and about how many answered."""
    first = _("What students told us, in figures and in words.")
    cell = scene.cell(HEADLINE)
    if several or cell is None or isinstance(cell.told, Suppressed):
        return first
    n = cell.told.n_shown
    words = ngettext("About %(n)s student answered.", "About %(n)s students answered.", n) % {"n": n}
    return f"{first} {words}"


def _release(versions: set[int]) -> str:
    """Which release: the figures of one version never change."""
    names = ", ".join(str(version) for version in sorted(versions))
    said = ngettext(
        "All figures are from release %(versions)s and stay as they are.",
        "The figures are from releases %(versions)s and stay as they are.",
        len(versions),
    )
    checked = _("Every figure was checked so that nobody can be found. Numbers of answers are rounded.")
    return f"{said % {'versions': names}} {checked}"
