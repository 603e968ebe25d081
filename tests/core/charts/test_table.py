"""The table says what the picture says: numbers in full, bands without a value, and reasons."""

import re
from dataclasses import replace

import pytest
from hypothesis import given

from tests.core.charts.samples import HEADINGS, KINDS, SHARE, bars, dots, lines, quadrant
from tests.core.charts.strategies import charts
from thuis.core.charts.model import Hidden, Told
from thuis.core.charts.table import has_numbers, points_of, table_of


def test_dots_have_their_reference_beside_them():
    table = table_of(dots(), HEADINGS)
    assert table.headers == ("Row", "Score", "From", "To", "De Brug", "Answers", "Remark")
    assert table.rows[0] == (
        "Nursing",
        58.4,
        pytest.approx(56.2),
        pytest.approx(60.6),
        62,
        50,
        "about the same",
    )
    assert table.rows[2] == ("Pedagogy", None, 0, 10, 62, 20, "")
    assert table.rows[3] == ("Physiotherapy", None, None, None, 62, None, "Fewer than 10 answers.")
    assert table.measured == {1, 2, 3, 4}


def test_without_reference_there_is_no_column_for_it():
    chart = dots()
    plain = replace(chart, rows=tuple(replace(row, usual=None) for row in chart.rows), value_column="")
    table = table_of(plain, HEADINGS)
    assert table.headers == ("Row", "Value", "From", "To", "Answers", "Remark")
    assert table.rows[1] == ("Social Work", 66, 64, 68, 50, "higher")
    assert table.measured == {1, 2, 3}


def test_a_reference_without_a_name_has_a_plain_heading():
    assert table_of(replace(dots(), reference=""), HEADINGS).headers[4] == "Reference"


def test_bars_have_a_row_for_each_answer():
    table = table_of(bars(), HEADINGS)
    assert table.rows[0] == ("Peers notice when I am absent", "disagree", 0.15, 0.12, 0.18, 20, "")
    assert table.rows[3] == ("I have people to study with", "disagree", None, 0, 0.1, 20, "")
    assert table.rows[6][:6] == ("I talk with lecturers", "", None, None, None, None)
    assert table.rows[6][6].startswith("Not shown apart")
    assert table.scale == SHARE
    assert table.measured == {2, 3, 4}


def test_lines_have_a_row_for_each_round_and_then_the_reference():
    table = table_of(lines(), HEADINGS)
    assert table.headers[:3] == ("Row", "Round", "Value")
    assert table.rows[0] == ("With lecturers", "2023", 54, 51, 57, 50, "")
    assert table.rows[1] == ("With lecturers", "2024", None, None, None, None, "Fewer than 10 answers.")
    assert table.rows[8] == ("With lecturers, De Brug", "2023", 56, 53, 59, 50, "")
    assert len(table.rows) == 16


def test_a_quadrant_has_four_rows():
    table = table_of(quadrant(), HEADINGS)
    assert [row[0] for row in table.rows] == ["Engaged", "Strained", "Detached", "Worn out"]
    assert table.rows[2] == ("Detached", None, None, None, None, "Fewer than 10 answers.")


@given(charts())
def test_a_table_has_as_many_cells_as_headings(chart):
    table = table_of(chart, HEADINGS)
    assert {len(row) for row in table.rows} <= {len(table.headers)}
    assert table.title == chart.title
    assert all(column < len(table.headers) for column in table.measured)


@given(charts())
def test_a_row_without_a_value_has_no_number_of_answers_unless_it_is_a_band(chart):
    table = table_of(chart, HEADINGS)
    value, answers = min(table.measured), table.headers.index("Answers")
    for row in table.rows:
        if row[value + 1] is None:
            assert (row[value], row[value + 2], row[answers]) == (None, None, None)


@pytest.mark.parametrize("kind", KINDS)
def test_points_come_in_the_order_of_the_table(kind):
    found = list(points_of(KINDS[kind]()))
    table = table_of(KINDS[kind](), HEADINGS)
    value = min(table.measured)
    said = [point.value if isinstance(point, Told) else None for point in found]
    assert [row[value] for row in table.rows][: len(said)] == said


@given(charts())
def test_a_chart_has_numbers_when_one_point_is_told(chart):
    assert has_numbers(chart) == any(not isinstance(point, Hidden) for point in points_of(chart))


def test_a_hidden_point_can_hold_no_number():
    with pytest.raises(TypeError, match=re.escape("unexpected keyword argument 'value'")):
        Hidden("too few", value=3)
