"""What a page draws and prints: only released numbers, nothing of what is hidden, all of it inside."""

import re

import pytest
from django.utils import translation

from tests.rooms.insights.scenes import scene
from thuis.core.charts.model import (
    BarRow,
    Bars,
    DotRow,
    Dots,
    Hidden,
    Line,
    Lines,
    Quadrant,
    Scale,
    Tile,
    Told,
)
from thuis.foundation.cards.plots import plot_of
from thuis.foundation.cards.plots.bars import sum_words
from thuis.foundation.release.book import Spot
from thuis.rooms.insights.presenters.page import cards_of
from thuis.rooms.insights.tabs import TABS


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


WHY = Hidden("Fewer than 10 answers.")
BAND = Told(None, 0.9, 1.0, 20)


def percents(value):
    return [float(found) for found in re.findall(r"'(-?[\d.]+)%'", str(value))]


@pytest.mark.parametrize("tab", TABS)
def test_everything_is_drawn_inside_the_chart(tab):
    for spot in (Spot(), Spot("programme", "SW"), Spot("programme", "WTB"), Spot("site", "AVM")):
        for card in cards_of(scene(spot), TABS[tab]):
            if not isinstance(card.chart, Bars):
                assert all(0 <= one <= 100 for one in percents(plot_of(card.chart)))


def test_a_hidden_row_has_a_reason_and_no_number():
    rows = (DotRow("a", WHY, usual=50.0), DotRow("b", Told(10.0, 5.0, 15.0, 20)))
    first, second = plot_of(Dots("t", "", "", rows)).rows
    assert (first.hidden, first.x, first.value, first.interval) == (WHY.reason, "", "", "")
    assert (second.x, second.low, second.high) == ("10%", "5%", "15%")


def test_a_band_is_a_line_without_a_dot_and_without_a_number():
    row = plot_of(Dots("t", "", "", (DotRow("a", BAND),), Scale(0, 1, "%", factor=100))).rows[0]
    assert (row.x, row.value, row.interval) == ("", "more than 90%", "")


def test_the_middle_of_a_band_is_never_printed():
    row = plot_of(Bars("t", "", ("no", "yes"), (BarRow("a", (Told(None, 0.0, 0.1, 20), BAND)),))).rows[0]
    assert [part.words for part in row.parts] == ["", ""]
    assert (row.left, row.right) == ("less than 10%", "more than 90%")
    assert "95" not in str(row.parts[0].words + row.left + row.right + row.aloud)


def test_a_sum_with_a_band_has_two_ends():
    assert sum_words((Told(0.3, 0.2, 0.4, 20), Told(None, 0.1, 0.2, 20))) == "40–50%"
    assert sum_words((Told(0.3, 0.2, 0.4, 20), Told(0.2, 0.1, 0.3, 20))) == "50%"
    assert sum_words((None,)) == ""


def test_an_answer_told_with_another_leaves_the_shades_as_they_are():
    shares = (None, Told(0.2, 0.1, 0.3, 20, "never or seldom"), *[Told(0.2, 0.1, 0.3, 20)] * 3)
    row = plot_of(Bars("t", "", tuple("abcde"), (BarRow("x", shares),))).rows[0]
    assert [part.shade for part in row.parts] == ["a2", "a3", "a4", "a5"]
    assert row.aloud.startswith("never or seldom 20%")


@pytest.mark.parametrize("shades", [[1, 5], [1, 3, 5], [1, 2, 4, 5], [1, 2, 3, 4, 5], [1, 1, 2, 3, 4, 5, 5]])
def test_both_sides_of_a_bar_have_the_same_strength(shades):
    count = len(shades)
    shares = tuple(Told(1 / count, 0, 1, 20) for _ in range(count))
    row = plot_of(Bars("t", "", tuple("abcdefg"[:count]), (BarRow("x", shares),))).rows[0]
    assert [part.shade for part in row.parts] == [f"a{shade}" for shade in shades]


def test_a_hidden_row_of_answers_says_why():
    row = plot_of(Bars("t", "", ("no", "yes"), (BarRow("a", WHY),))).rows[0]
    assert (row.hidden, row.parts) == (WHY.reason, ())


def test_a_line_has_a_gap_where_a_round_is_hidden_and_no_end_when_the_last_one_is():
    told = Told(60.0, 55.0, 65.0, 20)
    panel = Line("a", (told, WHY, told, WHY), reference=(told, told, told, told))
    drawn = plot_of(Lines("t", ("1", "2", "3", "4"), (panel,), reference="De Brug")).panels[0]
    assert len(drawn.curves) == len(drawn.bands) == 2
    assert drawn.end == ""
    assert drawn.other == "De Brug 60"
    assert drawn.aloud == "a, 1 to 4: 60, not shown, 60, not shown. De Brug: 60, 60, 60, 60."


def test_the_words_at_the_end_of_two_lines_do_not_touch():
    panel = Line("a", (Told(60.0, 55.0, 65.0, 20),), reference=(Told(61.0, 60.0, 62.0, 20),))
    drawn = plot_of(Lines("t", ("1",), (panel,), reference="A long name of a domain")).panels[0]
    assert abs(float(drawn.end_word_y) - float(drawn.other_y)) >= 16
    assert drawn.other == "61"


def test_four_kinds_have_a_share_or_a_reason():
    tiles = (
        Tile("a", "", Told(0.4, 0.3, 0.5, 20)),
        Tile("b", "", WHY),
        Tile("c", "", BAND),
        Tile("d", "", BAND),
    )
    plot = plot_of(Quadrant("t", ("few", "many"), ("high", "low"), tiles, Tile("e", "", BAND)))
    (up, (first, second)), (down, (third, _)) = plot.rows
    assert (up, down, plot.across) == ("high", "low", ("few", "many"))
    assert (first.value, first.interval, first.x) == ("40%", "30–50%", "40%")
    assert (second.value, second.x, second.hidden) == ("", "", WHY.reason)
    assert (third.value, third.x, third.low, third.high) == ("more than 90%", "", "90%", "100%")
    assert plot.between.value == "more than 90%"
    assert plot_of(Quadrant("t", ("few", "many"), ("high", "low"), tiles)).between is None


def test_numbers_have_the_sign_of_the_language():
    row = DotRow("a", Told(2.5, 2.0, 3.0, 20))
    with translation.override("nl"):
        assert plot_of(Dots("t", "", "", (row,), Scale(0, 4, decimals=1))).rows[0].value == "2,5"
