"""A deck opened by python-pptx: its charts hold the released numbers, and what is hidden has none."""

import io

import openpyxl
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from tests.core.charts.samples import KINDS, LABELS
from tests.foundation.documents.papers import METHOD, SOURCE, report
from thuis.core.charts.model import BarRow, Bars, DotRow, Dots, Hidden, Line, Lines, Scale, Told
from thuis.core.charts.paper import described
from thuis.core.charts.table import points_of
from thuis.foundation.documents.report import Answer, Printed, Section
from thuis.foundation.documents.slides import slides

NAMESPACE = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}


def deck(made):
    return Presentation(io.BytesIO(slides(made)))


def deck_of(chart):
    """A deck with one question, about this chart."""
    made = report(kinds=("dots",), headlines=False)
    answer = Answer(chart.title, ("Said.",), chart, "", Printed((), ()), METHOD, SOURCE)
    sections = (Section("Belonging", (answer,)),)
    return deck(type(made)(**{**fields(made), "sections": sections, "missing": ()}))


def fields(made):
    return {name: getattr(made, name) for name in made.__dataclass_fields__}


def slide_about(found, title):
    return next(one for one in found.slides if one.shapes.title.text_frame.text == title)


def frame_in(slide):
    return next((shape for shape in slide.shapes if shape.has_chart), None)


def series_of(chart):
    return {one.name: list(one.values) for one in chart.plots[0].series}


def text_of(slide):
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_question_has_a_slide_with_title_sentence_chart_and_notes(language):
    found = deck(report(language))
    for kind in KINDS:
        chart = KINDS[kind](language)
        slide = slide_about(found, chart.title)
        assert "One thing is so." in text_of(slide)
        assert "Belonging" in text_of(slide)
        described_as = frame_in(slide)._element.nvGraphicFramePr.cNvPr.get("descr")
        assert described_as == f"{chart.title} {described(chart, LABELS[language])}"
        notes = slide.notes_slide.notes_text_frame.text
        assert all(words in notes for words in (METHOD.line, METHOD.how, METHOD.formula, SOURCE))


def test_the_deck_has_a_title_a_glance_what_stands_out_and_what_is_missing():
    found = deck(report())
    assert found.core_properties.title == "Report: Social Work"
    titles = [slide.shapes.title.text_frame.text for slide in found.slides]
    assert titles[:3] == ["Report: Social Work", "At a glance", "What stands out"]
    assert titles[-1] == "What cannot be told here"
    assert "Fewer than 10 answers." in text_of(found.slides[1])
    assert "Help: is it found? Fewer than 20 answers." in text_of(found.slides[-1])
    assert all("release 3" in text_of(slide) for slide in found.slides)


@pytest.mark.parametrize("kind", KINDS)
def test_a_hidden_point_has_no_number_and_its_reason_stands_beside_the_chart(kind):
    chart = KINDS[kind]("en")
    slide = slide_about(deck(report()), chart.title)
    told = {point.value for point in points_of(chart) if isinstance(point, Told) and point.value is not None}
    usual = {row.usual for row in getattr(chart, "rows", ()) if isinstance(row, DotRow)} - {None}
    drawn = [value for values in series_of(frame_in(slide).chart).values() for value in values]
    assert {value for value in drawn if value is not None} <= told | usual
    assert 0 not in drawn
    hidden = [point.reason for point in points_of(chart) if isinstance(point, Hidden)]
    assert hidden
    assert all(reason in text_of(slide) for reason in hidden)


def dots(*rows, **more):
    return Dots("Home?", "", "Score", rows, Scale(), "Everybody", "belonging", **more)


def test_dots_are_bars_with_their_own_interval_and_a_grey_reference():
    chart = dots(
        DotRow("A", Told(60.25, 55.0, 66.0, 40), 58.5),
        DotRow("B", Hidden("Fewer than 10 answers."), 58.5),
        DotRow("C", Told(None, 0.0, 10.0, 20), 58.5),
        DotRow("D", Told(40.0, 30.0, 45.0, 15), 58.5),
    )
    slide = slide_about(deck_of(chart), "Home?")
    made = frame_in(slide).chart
    assert list(made.plots[0].categories) == ["A", "D"]
    assert series_of(made) == {"Score": [60.25, 40.0], "Everybody": [58.5, 58.5]}
    bars = made.plots[0].series[0]._element.find("c:errBars", NAMESPACE)
    for part, lengths in (("plus", [5.75, 5.0]), ("minus", [5.25, 10.0])):
        found = [float(value.text) for value in bars.findall(f"c:{part}//c:v", NAMESPACE)]
        assert found == pytest.approx(lengths)
    assert (made.value_axis.minimum_scale, made.value_axis.maximum_scale) == (0, 100)
    assert "B: Fewer than 10 answers." in text_of(slide)
    assert "C: less than 10" in text_of(slide)


def test_the_sheet_behind_a_chart_holds_the_ends_of_the_intervals():
    made = frame_in(slide_about(deck_of(dots(DotRow("A", Told(60.0, 55.0, 66.0, 40)))), "Home?")).chart
    book = openpyxl.load_workbook(io.BytesIO(made.part.chart_workbook.xlsx_part.blob))
    assert [cell.value for cell in book["Sheet1"][2]] == ["A", 60, 55, 66]


def shares(*values):
    return tuple(Told(value, value - 0.05, value + 0.05, 40) for value in values)


def test_answers_are_stacked_to_a_hundred_where_all_are_told():
    rows = (BarRow("First", shares(0.2, 0.3, 0.5)), BarRow("Second", Hidden("Too few.")))
    chart = Bars("Say?", "", ("no", "so so", "yes"), rows)
    slide = slide_about(deck_of(chart), "Say?")
    made = frame_in(slide).chart
    assert made.chart_type == XL_CHART_TYPE.BAR_STACKED_100
    assert series_of(made) == {"no": [0.2], "so so": [0.3], "yes": [0.5]}
    assert "Second: Too few." in text_of(slide)


def test_a_band_leaves_a_gap_and_answers_told_together_say_so():
    together = Told(0.4, 0.3, 0.5, 40, "no / so so")
    rows = (
        BarRow("First", (Told(None, 0.0, 0.1, 40), *shares(0.3, 0.62))),
        BarRow("Second", (None, together, *shares(0.6))),
    )
    slide = slide_about(deck_of(Bars("Say?", "", ("no", "so so", "yes"), rows)), "Say?")
    made = frame_in(slide).chart
    assert made.chart_type == XL_CHART_TYPE.BAR_STACKED
    assert series_of(made) == {"no": [None, None], "so so": [0.3, 0.4], "yes": [0.62, 0.6]}
    assert "First, no: less than 10%" in text_of(slide)
    assert "Second, no / so so: 40%" in text_of(slide)


def test_a_hidden_round_is_a_gap_in_its_line():
    points = (Told(50.0, 45, 55, 40), Hidden("Too few."), Told(60.0, 55, 65, 40))
    line = Line("Home", points, tuple(Told(58.0, 57, 59, 400) for _ in range(3)))
    chart = Lines("Develop?", ("2024", "2025", "2026"), (line,), "SW", "Everybody", window=(40.0, 70.0))
    slide = slide_about(deck_of(chart), "Develop?")
    made = frame_in(slide).chart
    assert series_of(made) == {"Home": [50.0, None, 60.0], "Everybody": [58.0, 58.0, 58.0]}
    assert list(made.plots[0].categories) == ["2024", "2025", "2026"]
    assert (made.value_axis.minimum_scale, made.value_axis.maximum_scale) == (40, 70)
    assert "Home, 2025: Too few." in text_of(slide)


@pytest.mark.parametrize(
    "chart",
    [
        dots(DotRow("A", Hidden("Too few."))),
        Bars("Home?", "", ("no", "yes"), (BarRow("A", Hidden("Too few.")),)),
        Lines("Home?", ("2026",), (Line("A", (Hidden("Too few."),)),)),
    ],
)
def test_without_any_number_there_is_no_chart_but_the_reason(chart):
    slide = slide_about(deck_of(chart), "Home?")
    assert frame_in(slide) is None
    assert "Too few." in text_of(slide)
