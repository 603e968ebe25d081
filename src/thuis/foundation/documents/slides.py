"""A report as slides that can be edited: one question per slide, with a chart that holds its own numbers."""

import io
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Inches, Pt

from thuis.foundation.documents.brand import brand_colour
from thuis.foundation.documents.report import Answer, Headline, Report, said
from thuis.foundation.documents.slide_charts import place_chart, rgb, untold

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN = Inches(0.7)
INNER = WIDTH - 2 * MARGIN
TITLE_ONLY = 5  # the layout of python-pptx's own template with a title and nothing else
INK, MUTED = rgb("16202E"), rgb("566273")
LOCALES = {"nl": "nl-NL", "en": "en-GB"}
MOST_REASONS = 6  # rows without a figure that are named beside a chart; the notes name all


def slides(report: Report) -> bytes:
    """The deck: a title, the subjects at a glance, one slide per question, and what has no figure."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    deck.core_properties.title = f"{report.title}: {report.where}"
    deck.core_properties.language = report.language
    deck.core_properties.author = report.institution
    _title(deck, report)
    if report.headlines:
        _glance(deck, report)
    for section in report.sections:
        for answer in section.answers:
            _question(deck, report, section.title, answer)
    if report.missing:
        _missing(deck, report)
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def _slide(deck: Any, report: Report, title: str, subject: str = "") -> Any:
    """An empty slide with its title below its subject, a band in the colour of the house, and its source."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    band = slide.shapes.add_shape(1, 0, 0, WIDTH, Inches(0.14))
    band.fill.solid()
    band.fill.fore_color.rgb = rgb(brand_colour())
    band.line.fill.background()
    _decoration(band)
    head = slide.shapes.title
    head.left, head.top, head.width, head.height = MARGIN, Inches(0.5), INNER, Inches(0.8)
    _write(head.text_frame, [title], 28, rgb(brand_colour()), report.language, bold=True)
    if subject:
        _text(slide, [subject], (MARGIN, Inches(0.25), INNER, Inches(0.35)), 12, MUTED, report.language)
    foot = f"{report.where} · {report.round} · {report.words['version']}"
    _text(slide, [foot], (MARGIN, Inches(7.0), INNER, Inches(0.35)), 11, MUTED, report.language)
    return slide


def _decoration(shape: Any) -> None:
    """Says to a screen reader that there is nothing to read."""
    shape.name = "-"
    shape._element.nvSpPr.cNvPr.set("descr", "")


def _title(deck: Any, report: Report) -> None:
    slide = _slide(deck, report, f"{report.title}: {report.where}")
    head = slide.shapes.title
    head.top, head.height = Inches(2.0), Inches(1.2)
    _write(
        head.text_frame,
        [f"{report.title}: {report.where}"],
        40,
        rgb(brand_colour()),
        report.language,
        bold=True,
    )
    lines = [line for line in (report.round, report.institution) if line]
    _text(slide, lines, (MARGIN, Inches(3.4), INNER, Inches(1.0)), 20, INK, report.language)
    lines = [line for line in (report.advice, report.release) if line]
    _text(slide, lines, (MARGIN, Inches(4.7), INNER, Inches(1.6)), 14, MUTED, report.language)
    _notes(slide, [report.lead, report.words["careful"]])


def _glance(deck: Any, report: Report) -> None:
    """Up to four subjects, two by two."""
    slide = _slide(deck, report, report.words["glance"])
    wide, high = int(INNER / 2 - Inches(0.15)), Inches(2.55)
    for place, one in enumerate(report.headlines[:4]):
        left = MARGIN + (place % 2) * (wide + Inches(0.3))
        top = Inches(1.45) + (place // 2) * (high + Inches(0.15))
        box = (left, Emu(top), Emu(wide), high)
        frame = _text(slide, [one.question], box, 18, INK, report.language, bold=True)
        _figure(frame, one, report.language)
    _notes(slide, [*report.stand_outs, report.release])
    if report.stand_outs:
        _stand_outs(deck, report)


def _stand_outs(deck: Any, report: Report) -> None:
    slide = _slide(deck, report, report.words["stand_outs"])
    box = (MARGIN, Inches(1.5), INNER, Inches(5.0))
    _text(slide, report.stand_outs, box, 22, INK, report.language)
    _notes(slide, [report.words["careful"]])


def _figure(frame: Any, one: Headline, language: str) -> None:
    if one.hidden:
        _line(frame, one.hidden, 14, MUTED, language)
        return
    _line(frame, f"{one.value} {one.most}", 32, rgb(brand_colour()), language, bold=True)
    for line in one.lines:
        _line(frame, line, 14, MUTED, language)


def _question(deck: Any, report: Report, subject: str, answer: Answer) -> None:
    """The question, its answer in words, the chart, what has no figure and why; the method in the notes."""
    slide = _slide(deck, report, answer.question, subject)
    language = report.language
    _text(slide, [" ".join(answer.sentences)], (MARGIN, Inches(1.3), INNER, Inches(1.0)), 16, INK, language)
    reasons = untold(answer.chart, report.labels)
    high = Inches(4.5) if reasons else Inches(4.6)
    wide = INNER - Inches(3.4) if reasons else INNER
    frame = place_chart(slide, answer.chart, report.labels, (MARGIN, Inches(2.35), wide, high))
    if frame is not None:
        frame._element.nvGraphicFramePr.cNvPr.set("descr", said(answer.chart, report.labels))
    if reasons:
        box = (MARGIN + wide + Inches(0.2), Inches(2.35), Inches(3.2), high)
        shown = [*reasons[:MOST_REASONS], *(["…"] if len(reasons) > MOST_REASONS else [])]
        _text(slide, shown, box, 12, MUTED, language)
    method = (answer.method.line, answer.method.how, answer.method.formula)
    _notes(slide, [*answer.sentences, answer.note, *reasons, *method, answer.source])


def _missing(deck: Any, report: Report) -> None:
    slide = _slide(deck, report, report.words["missing"])
    lines = [report.words["missing_why"], *(f"{one.question} {one.reason}" for one in report.missing)]
    box = (MARGIN, Inches(1.4), INNER, Inches(5.4))
    _text(slide, lines, box, 16 if len(lines) < 12 else 12, INK, report.language)
    _notes(slide, lines)


Box = tuple[int, int, int, int]


def _text(
    slide: Any,
    lines: Sequence[str],
    box: Box,
    size: int,
    colour: Any,
    language: str,
    bold: bool = False,
) -> Any:
    frame = slide.shapes.add_textbox(*box).text_frame
    _write(frame, lines, size, colour, language, bold)
    return frame


def _write(
    frame: Any, lines: Sequence[str], size: int, colour: Any, language: str, bold: bool = False
) -> None:
    """These lines and nothing else, from the top left."""
    frame.clear()
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    for number, line in enumerate(lines):
        _line(frame, line, size, colour, language, bold, first=number == 0)


def _line(
    frame: Any,
    words: str,
    size: int,
    colour: Any,
    language: str,
    bold: bool = False,
    first: bool = False,
) -> None:
    paragraph = frame.paragraphs[0] if first else frame.add_paragraph()
    paragraph.alignment = 1  # left, whatever the template says
    paragraph.space_after = Pt(4)
    run = paragraph.add_run()
    run.text = words
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, colour
    run._r.get_or_add_rPr().set("lang", LOCALES.get(language, language))


def _notes(slide: Any, lines: Sequence[str]) -> None:
    slide.notes_slide.notes_text_frame.text = "\n".join(line for line in lines if line)
