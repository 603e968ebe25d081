"""Cards on paper: what every report has in common, whichever room its cards are from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuis.core.charts.model import Chart, Hidden
from thuis.core.charts.table import Table, points_of
from thuis.foundation.cards.card import Method, Reading
from thuis.foundation.cards.tables import printed
from thuis.foundation.documents.report import (
    Answer,
    Explained,
    Headline,
    Missing,
    Printed,
    Report,
    report_pdf,
)
from thuis.foundation.documents.slides import slides

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


class Card(Protocol):
    """The part of a room's card that paper needs."""

    @property
    def question(self) -> str: ...
    @property
    def sentences(self) -> tuple[str, ...]: ...
    @property
    def chart(self) -> Chart: ...
    @property
    def note(self) -> str: ...
    @property
    def reading(self) -> Reading | None: ...


def answer_of(card: Card, method: Method, table: Table, source: str) -> Answer:
    """A card as a part of a report."""
    shown = printed(table)
    first = (_reading(card.reading),) if card.reading and not card.reading.hidden else ()
    return Answer(
        card.question,
        (*first, *card.sentences),
        card.chart,
        card.note,
        Printed(shown.headers, shown.rows),
        Explained(str(method.line), str(method.how), str(method.formula)),
        source,
    )


def _reading(reading: Reading) -> str:
    """'64 of 100, likely 62–66.'"""
    value = " ".join(words for words in (reading.value, reading.most) if words)
    return ", ".join(words for words in (value, reading.likely) if words) + "."


def headline(card: Card) -> Headline:
    """A subject of a first page as a figure in large."""
    reading = card.reading or Reading()
    said = reading.said[:1].upper() + reading.said[1:]
    lines = tuple(line for line in (reading.likely, said, *reading.lines) if line)
    return Headline(card.question, reading.value, reading.most, lines, reading.hidden)


def missing(title: str, card: Card) -> Missing:
    """A card without any figure, and why."""
    reasons = [point.reason for point in points_of(card.chart) if isinstance(point, Hidden)]
    return Missing(f"{title}: {card.question}", distinct(reasons))


def distinct(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def advice(cards: Sequence[Card], words: str) -> str:
    """`words` for a unit in which a third or more is not told: what to do with what is."""
    points = [point for card in cards for point in points_of(card.chart)]
    hidden = sum(isinstance(point, Hidden) for point in points)
    return "" if 3 * hidden < len(points) or not points else words


def words_of(version: str) -> dict[str, str]:
    """The words of a report itself."""
    return {
        "version": version,
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
