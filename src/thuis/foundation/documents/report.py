"""A report on paper: chosen questions with their answers, charts, tables and methods, as tagged PDF."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from thuis.core.charts.model import Chart
from thuis.core.charts.paper import Labels, described, drawn
from thuis.foundation.documents.brand import brand_colour
from thuis.foundation.documents.pdf import pdf

WIDE = 740.0  # pixels of a drawing over the width of the text; words then print at nine points


@dataclass(frozen=True, slots=True)
class Explained:
    """How figures were computed: one line, how, and the formula with its source."""

    line: str
    how: str
    formula: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A table in words, as people read it."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One question: what is said of it, its chart and table, how it was computed, and where it comes from."""

    question: str
    sentences: tuple[str, ...]
    chart: Chart
    note: str
    table: Printed
    method: Explained
    source: str


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """A subject in one figure. `hidden` says why there is none; `lines` say how sure and since when."""

    question: str
    value: str
    most: str
    lines: tuple[str, ...]
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A question without any figure here, and why."""

    question: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """All of a report. `words` are those of the page itself, see `templates/report.typ`; `release` names the
    version that every figure is from; `advice` is for a unit in which much is not told."""

    title: str
    where: str
    round: str
    release: str
    institution: str
    lead: str
    headlines: tuple[Headline, ...]
    stand_outs: tuple[str, ...]
    sections: tuple[Section, ...]
    missing: tuple[Missing, ...]
    advice: str
    labels: Labels
    words: Mapping[str, str]

    @property
    def language(self) -> str:
        return self.labels.language

    @property
    def answers(self) -> tuple[Answer, ...]:
        return tuple(answer for section in self.sections for answer in section.answers)

    @property
    def methods(self) -> tuple[Explained, ...]:
        """Each method once, in the order in which it is used."""
        return tuple(dict.fromkeys(answer.method for answer in self.answers))


def report_pdf(report: Report) -> bytes:
    """The report as PDF/UA-1: title, language, bookmarks, page numbers, words with every picture."""
    return pdf("report", values_of(report))


def values_of(report: Report) -> dict[str, object]:
    """What the template prints. No calculation is left to it."""
    return {
        "title": f"{report.title}: {report.where}",
        "heading": report.title,
        "where": report.where,
        "round": report.round,
        "release": report.release,
        "institution": report.institution,
        "language": report.language,
        "brand": brand_colour(),
        "lead": report.lead,
        "headlines": [asdict(one) for one in report.headlines],
        "stand_outs": report.stand_outs,
        "sections": [_section(section, report.labels) for section in report.sections],
        "missing": [asdict(one) for one in report.missing],
        "advice": report.advice,
        "methods": [asdict(one) for one in report.methods],
        "words": dict(report.words),
    }


def _section(section: Section, labels: Labels) -> dict[str, object]:
    return {"title": section.title, "answers": [_answer(one, labels) for one in section.answers]}


def _answer(answer: Answer, labels: Labels) -> dict[str, object]:
    return {
        "question": answer.question,
        "text": " ".join(answer.sentences),
        **placed(answer.chart, labels, WIDE),
        "note": answer.note,
        "table": asdict(answer.table),
        "method": answer.method.line,
        "source": answer.source,
    }


def placed(chart: Chart, labels: Labels, width: float) -> dict[str, str]:
    """A drawing without its title, which stands above it already, and what it says in words."""
    return {"svg": drawn(untitled(chart), labels, width), "alt": said(chart, labels)}


def said(chart: Chart, labels: Labels) -> str:
    """All that the chart tells, for who hears it."""
    return f"{chart.title} {described(chart, labels)}".strip()


def untitled(chart: Chart) -> Chart:
    return replace(chart, title="")
