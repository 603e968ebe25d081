"""What a column accepts, and how its problems name their place."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuis.core.intake import columns
from thuis.core.intake.columns import Column, code, count, day, email, one_of, sheet, whole, words
from thuis.core.intake.limits import LIMITS
from thuis.core.intake.problems import Refused, problem

DAYS = st.dates(date(1960, 1, 1), date(2090, 12, 31))


@given(DAYS)
def test_a_day_is_read_in_every_way_of_writing_it(on):
    ways = (
        on.isoformat(),
        f"{on.isoformat()}T00:00:00.000Z",
        f"{on.day}-{on.month}-{on.year}",
        f"{on.day:02}/{on.month:02}/{on.year}",
        str((on - columns.EXCEL_DAY_ZERO).days),
    )
    assert {day(way) for way in ways} == {on}


@pytest.mark.parametrize(
    "cell", ["", "2025-13-01", "30-2-2025", "1-9-25", "99999", "1949-01-01", "morgen", "١-١-2025"]
)
def test_what_is_not_a_day_is_refused(cell):
    with pytest.raises(Refused):
        day(cell)


@pytest.mark.parametrize(
    ("cell", "bounds"), [("12", (12, 12)), ("<5", (1, 4)), ("< 5", (1, 4)), ("0", (0, 0))]
)
def test_a_small_cell_is_one_to_four_and_never_zero(cell, bounds):
    assert count(cell) == bounds


@pytest.mark.parametrize(
    ("convert", "cell", "key"),
    [
        (count, "-3", "not-a-count"),
        (whole(1, 9), "0", "not-a-number"),
        (whole(1, 9), "²", "not-a-number"),
        (code(5), "a b", "not-a-code"),
        (code(5), "abcdef", "too-long"),
        (words(3), "abcd", "too-long"),
        (one_of({"yes": "y"}), "maybe", "not-one-of"),
        (email, "sanne at debrug", "not-an-email"),
        (email, "sanne@debrug", "not-an-email"),
        (email, "x" * 250 + "@a.nl", "not-an-email"),
    ],
)
def test_what_a_column_does_not_accept_is_refused_with_its_cure(convert, cell, key):
    with pytest.raises(Refused) as refused:
        convert(cell)
    assert refused.value.key == key


def test_control_characters_become_a_space():
    assert words(20)("San\x00ne\tJansen") == "San ne Jansen"


def test_an_address_is_kept_in_lower_case():
    assert email("Sanne@DeBrug.Example") == "sanne@debrug.example"


NUMBER = Column("study_year", whole(1, 9), required=True, filled=True, aliases=("studiejaar",))
NAME = Column("name", words(10))


def read(source: bytes):
    found = sheet(source, (NUMBER, NAME))
    return [row.values for row in found.rows], found


def test_order_case_spaces_and_dutch_names_of_columns_do_not_matter():
    rows, found = read(b"extra;NAME; Studie Jaar \nx;Sanne;2\n")
    assert rows == [[2, "Sanne"]]
    assert found.header.unread == ("extra",)
    assert found.present == {"study_year", "name"}


def test_a_missing_column_is_one_problem_and_no_rows():
    rows, found = read(b"name\nSanne\n")
    assert rows == []
    assert found.problems == [problem(1, "study_year", "", "column-missing", "study_year")]


def test_a_column_that_is_there_twice_is_a_problem():
    _rows, found = read(b"study_year;study-year\n1;2\n")
    assert [(row.line, row.key) for row in found.problems] == [(1, "column-twice")]


def test_a_problem_names_line_column_value_and_cure():
    rows, found = read(b"study_year;name\n2;ok\nx;Sanne\n;Bram\n")
    assert rows == [[2, "ok"]]
    assert found.problems == [
        problem(3, "study_year", "x", "not-a-number", "1-9"),
        problem(4, "study_year", "", "empty-cell"),
    ]


def test_a_short_row_says_nothing_about_its_last_columns():
    assert read(b"study_year;name\n2\n")[0] == [[2, None]]


def test_an_empty_file_is_a_problem():
    assert [row.key for row in read(b"")[1].problems] == ["empty-file"]
    assert [row.key for row in read(b"\xff\xfea")[1].problems] == ["not-text"]


def test_ever_more_problems_end_in_one_that_says_so():
    rows, found = read(b"study_year\n" + b"x\n" * (LIMITS.problems + 500))
    assert rows == []
    assert len(found.problems) == LIMITS.problems + 1
    assert found.problems[-1].key == "too-many-problems"


def test_a_long_value_is_cut_before_it_is_shown():
    assert len(problem(1, "name", "x" * 500, "too-long").value) == 80
