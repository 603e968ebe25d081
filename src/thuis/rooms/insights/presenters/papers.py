"""Cards as a report: for a unit the cards that always matter, or the cards that somebody chose."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thuis.core.charts.model import Hidden
from thuis.core.charts.table import has_numbers, points_of
from thuis.core.disclosure.released import Suppressed
from thuis.foundation.cards.card import Reading
from thuis.foundation.cards.pictures import labels
from thuis.foundation.cards.tables import printed
from thuis.foundation.documents.report import (
    Answer,
    Explained,
    Headline,
    Missing,
    Printed,
    Report,
    Section,
    report_pdf,
)
from thuis.foundation.documents.slides import slides
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
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@dataclass(frozen=True, slots=True)
class PaperKind:
    """What a report can be made as."""

    content_type: str
    make: Callable[[Report], bytes]
    words: str | Promise


PAPERS: dict[str, PaperKind] = {
    "pdf": PaperKind("application/pdf", report_pdf, gettext_lazy("PDF to read or print")),
    "pptx": PaperKind(PPTX, slides, gettext_lazy("Slides to edit (PPTX)")),
}
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
        where=_distinct(whose(each) for each, *_ in cards) if several else whose(scene),
        round=_distinct(round_name(each, each.round) for each, *_ in cards) or round_name(scene, scene.round),
        release=_release({each.release.version for each, *_ in cards} or {scene.release.version}),
        institution=scene.places.name("institution", "all"),
        lead=_lead(scene, several),
        headlines=tuple(headlines),
        stand_outs=tuple(one.sentence for one in stand_outs(scene)) if headlines else (),
        sections=_sections(told, named),
        missing=tuple(_missing(tab, card) for _scene, tab, card in untold),
        advice=advice(cards),
        labels=labels(),
        words=words_of(scene),
    )


def _distinct(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _sections(cards: Sequence[Placed], named: Callable[[Scene, Tab], str]) -> tuple[Section, ...]:
    """Neighbours with the same title stand below one heading."""
    found: list[tuple[str, list[Answer]]] = []
    for scene, tab, card in cards:
        title = named(scene, tab)
        if not found or found[-1][0] != title:
            found.append((title, []))
        found[-1][1].append(answer_of(scene, card))
    return tuple(Section(title, tuple(answers)) for title, answers in found)


def answer_of(scene: Scene, card: Card) -> Answer:
    method, table = METHODS[card.method], printed(card.table)
    first = (_reading(card.reading),) if card.reading and not card.reading.hidden else ()
    return Answer(
        card.question,
        (*first, *card.sentences),
        card.chart,
        card.note,
        Printed(table.headers, table.rows),
        Explained(str(method.line), str(method.how), str(method.formula)),
        f"{whose(scene)}. {source_line(scene)}",
    )


def _reading(reading: Reading) -> str:
    return f"{reading.value} {reading.most}, {reading.likely}."


def headline(card: Card) -> Headline:
    """A subject of the first page as a figure in large."""
    reading = card.reading or Reading()
    said = reading.said[:1].upper() + reading.said[1:]
    lines = tuple(line for line in (reading.likely, said, *reading.lines) if line)
    return Headline(card.question, reading.value, reading.most, lines, reading.hidden)


def _missing(tab: Tab, card: Card) -> Missing:
    reasons = [point.reason for point in points_of(card.chart) if isinstance(point, Hidden)]
    return Missing(f"{tab.title}: {card.question}", _distinct(reasons))


def advice(cards: Sequence[Placed]) -> str:
    """For a unit in which a third or more is not told: what to do with what is."""
    points = [point for *_, card in cards for point in points_of(card.chart)]
    hidden = sum(isinstance(point, Hidden) for point in points)
    if 3 * hidden < len(points) or not points:
        return ""
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


def words_of(scene: Scene) -> dict[str, str]:
    """The words of the report itself."""
    return {
        "version": _("release %(version)s") % {"version": scene.release.version},
        "page": _("page"),
        "to_table": _("To the table"),
        "glance": _("At a glance"),
        "stand_outs": _("What stands out"),
        "missing": _("What cannot be told here"),
        "missing_why": _(
            "These questions have no figure here. A wider unit, or more answers next time, can tell them."
        ),
        "question": _("Question"),
        "reason": _("Why"),
        "tables": _("The numbers behind the charts"),
        "methods": _("How this was computed"),
        "careful": _(
            "An interval says where the truth is likely to lie. Where two intervals overlap, there may be no "
            "difference. Figures that go together do not say what causes what."
        ),
    }
