"""What stands in a report: the cards that matter, the released numbers, and enough for fourteen students."""

import io
from dataclasses import replace

import pypdf
import pytest
from django.utils import translation
from pptx import Presentation

from tests.rooms.insights import scenes
from tests.rooms.insights.scenes import scene
from thuis.core.charts.model import Bars, Dots, Hidden, Told
from thuis.core.charts.table import points_of
from thuis.core.disclosure.released import Figure, Suppressed
from thuis.foundation.documents.report import report_pdf
from thuis.foundation.documents.slides import slides
from thuis.foundation.release.book import Spot
from thuis.rooms.insights.presenters.page import cards_of
from thuis.rooms.insights.presenters.papers import STANDARD, chosen_report, standard_report
from thuis.rooms.insights.tabs import TABS

SMALL = Spot("programme", scenes.SMALL)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def card(where, tab, key):
    return where, TABS[tab], next(one for one in cards_of(where, TABS[tab]) if one.key == key)


def read(made):
    pages = pypdf.PdfReader(io.BytesIO(report_pdf(made))).pages
    return " ".join("\n".join(page.extract_text() for page in pages).split())


def test_a_standard_report_has_the_subjects_in_their_order():
    made = standard_report(scene(), TABS)
    titles = [section.title for section in made.sections]
    wanted = [str(TABS[tab].title) for tab, _keys in STANDARD]
    assert titles == [title for title in wanted if title in titles]
    assert {"Belonging", "Wellbeing", "Study", "Inclusion", "Help", "Who answered"} <= set(titles)
    assert len(made.headlines) == 4


def test_every_card_of_the_standard_report_exists():
    for tab, keys in STANDARD:
        found = {one.key for one in cards_of(scene(), TABS[tab])}
        assert set(keys) <= found, tab


def test_a_report_says_its_release_place_round_and_number_of_answers():
    made = standard_report(scene(), TABS)
    assert (made.where, made.round) == ("Social Work", "Round 2026")
    assert "release 3" in made.release
    assert "About 60 students answered." in made.lead


def test_each_figure_of_a_deck_is_the_released_one():
    where = scene()
    made = standard_report(where, TABS)
    deck = Presentation(io.BytesIO(slides(made)))
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    drawn = {value for chart in charts for one in chart.plots[0].series for value in one.values} - {None}
    released = {
        cell.told.estimate
        for spot in (where.spot, where.beside)
        for round in where.rounds
        for measure in where.shape.rules.measures
        for kind in ("mean", "share_below", "answer_share", "count")
        for cell in where.book.cells(spot, round, measure.name, kind)
        if isinstance(cell.told, Figure)
    }
    rates = {
        point.value
        for answer in made.answers
        for point in points_of(answer.chart)
        if isinstance(point, Told) and answer.question == "How many students answered?"
    }
    assert drawn
    assert drawn <= released | rates


class FewAnswers(scenes.FakeBook):
    """Fourteen answers: means are told with a wide interval, shares of answers need twenty."""

    def cells(self, spot, round, measure, statistic):
        found = super().cells(spot, round, measure, statistic)
        if spot.unit != scenes.SMALL:
            return found
        return tuple(replace(cell, told=self._few(cell.told)) for cell in found)

    def _few(self, told):
        return told if isinstance(told, Suppressed) else replace(told, n_shown=15)


@pytest.fixture
def fourteen():
    where = scene(SMALL)
    return replace(where, book=FewAnswers(where.shape))


def test_fourteen_students_get_their_means_with_intervals_beside_the_domain(fourteen):
    made = standard_report(fourteen, TABS)
    level = next(answer for answer in made.answers if answer.question == "Do students feel at home?")
    assert isinstance(level.chart, Dots)
    assert all(isinstance(row.point, Told) and row.usual is not None for row in level.chart.rows)
    assert all(one.value for one in made.headlines)
    assert "About 15 students answered." in made.lead


def test_fourteen_students_are_told_why_no_shares_of_answers_are_shown(fourteen):
    made = standard_report(fourteen, TABS)
    assert made.advice.startswith("Few students answered here.")
    assert any("What do they say?" in one.question for one in made.missing)
    assert all("Fewer than 20 answers." in one.reason for one in made.missing)
    for answer in made.answers:
        assert not isinstance(answer.chart, Bars)
    text = read(made)
    assert made.advice in text
    assert "Fewer than 20 answers." in text


def test_fourteen_students_have_no_share_anywhere_in_their_deck(fourteen):
    deck = Presentation(io.BytesIO(slides(standard_report(fourteen, TABS))))
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert charts
    kinds = {str(chart.chart_type).split()[0] for chart in charts}
    assert kinds <= {"BAR_CLUSTERED", "LINE_MARKERS"}


def test_a_unit_of_which_enough_is_told_needs_no_advice():
    assert standard_report(scene(), TABS).advice == ""


def test_a_chosen_report_has_the_cards_in_their_order_below_their_subjects():
    where = scene()
    made = chosen_report(
        [card(where, "study", "level"), card(where, "study", "stop"), card(where, "help", "needs")]
    )
    assert [section.title for section in made.sections] == ["Study", "Help"]
    assert [len(section.answers) for section in made.sections] == [2, 1]
    assert made.headlines == ()


def test_cards_of_several_units_say_whose_they_are():
    other = scene(Spot("programme", "PED"))
    made = chosen_report([card(scene(), "study", "level"), card(other, "study", "level")])
    assert made.where == "Social Work, Pedagogiek"
    assert [section.title for section in made.sections] == [
        "Social Work, 2026: Study",
        "Pedagogiek, 2026: Study",
    ]


def test_a_card_from_the_first_page_keeps_its_figure():
    answer = chosen_report([card(scene(), "glance", "wellbeing")]).answers[0]
    assert answer.sentences[0].startswith(card(scene(), "glance", "wellbeing")[2].reading.value)


def test_a_chosen_card_without_figures_is_named_with_its_reason():
    made = chosen_report([card(scene(SMALL), "study", "level"), card(scene(SMALL), "study", "answers")])
    assert [one.question for one in made.missing] == ["Study: Are they interested?"]
    assert len(made.answers) == 1


def test_a_report_is_made_in_dutch_too():
    with translation.override("nl"):
        made = standard_report(scene(language="nl"), TABS)
        text = read(made)
    assert made.language == "nl"
    assert "Sociale" not in text
    for words in ("Verslag", "Binding", "Hoe dit berekend is", "uitgave 3", "pagina 1 /"):
        assert words in text


def test_nothing_that_is_hidden_prints_a_number(fourteen):
    for answer in standard_report(fourteen, TABS).answers:
        for row in answer.table.rows:
            if any("Fewer than" in cell for cell in row):
                assert row[1] == "–"
    hidden = [
        p
        for a in standard_report(fourteen, TABS).answers
        for p in points_of(a.chart)
        if isinstance(p, Hidden)
    ]
    assert all(point.reason for point in hidden)


def test_before_the_first_release_every_page_says_so(bridge, ruben, anonymous):
    assert anonymous.get("/results/").status_code == 200
    assert ruben.get("/insights/results/").status_code == 200
