"""Files as people really save them: any encoding, any separator, Excel's habits, and limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuis.core.intake.limits import Limits
from thuis.core.intake.problems import Refused
from thuis.core.intake.sheet import SEPARATORS, decoded, harmless, lines, rendered, separator_of

# Letters that stand alone in Latin-1 cannot be taken for UTF-8, and every encoding of the list has them.
LETTERS = st.text("abcXYZ0189 -.'\"\n;,|éüßñ", max_size=12).map(lambda text: text.strip())
CELLS = LETTERS.filter(lambda text: "\r" not in text and not text.startswith(('="', "sep=")))
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3).filter(any), min_size=1, max_size=8)


@given(
    rows=ROWS,
    separator=st.sampled_from(SEPARATORS),
    encoding=st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252")),
)
def test_what_is_rendered_is_read_back_in_every_encoding_and_separator(rows, separator, encoding):
    header = ["person_kind", "number", "given_name"]
    found = list(lines(rendered(header, rows, separator=separator, encoding=encoding)))
    assert [line.cells for line in found] == [header, *rows]


def test_a_line_number_is_that_of_the_file_when_a_cell_holds_line_breaks():
    source = b'a;b\r\n"one\ntwo\nthree";x\r\n\r\ny;z\r\n'
    assert [(line.number, line.cells[0]) for line in lines(source)] == [
        (1, "a"),
        (2, "one\ntwo\nthree"),
        (6, "y"),
    ]


def test_zeros_that_excel_wraps_stay():
    assert list(lines(b'number\n="00123"\n'))[1].cells == ["00123"]


def test_the_separator_that_excel_names_on_the_first_line_is_used():
    found = list(lines(b"sep=;\na;b,c\n1;2,3\n"))
    assert [line.cells for line in found] == [["a", "b,c"], ["1", "2,3"]]


def test_separators_inside_quotes_do_not_count():
    assert separator_of('"a;b;c;d",e\n') == ","


def test_bytes_that_windows_does_not_know_are_still_read():
    assert decoded(b"a\x81b\xe9") == "a\x81bé"


def test_a_broken_utf_16_file_is_refused():
    with pytest.raises(Refused) as refused:
        decoded(b"\xff\xfea")
    assert refused.value.key == "not-text"


@pytest.mark.parametrize(
    ("source", "limits", "key"),
    [
        (b"x" * 11, Limits(file_bytes=10), "file-too-large"),
        (b"a\n1\n2\n3\n", Limits(rows=2), "too-many-rows"),
        (b"a;b;c\n", Limits(columns=2), "too-many-columns"),
        (b"a\nlonglong\n", Limits(cell_characters=5), "cell-too-long"),
        (b'a\n"' + b"x" * 140_000, Limits(), "broken-quotes"),
    ],
)
def test_a_file_above_a_limit_is_refused(source, limits, key):
    with pytest.raises(Refused) as refused:
        list(lines(source, limits))
    assert refused.value.key == key


@pytest.mark.parametrize("cell", ["=1+1", "+31", "-2", "@x", "\tx"])
def test_a_cell_that_we_hand_out_never_runs_as_a_formula(cell):
    assert harmless(cell) == f"'{cell}"
    assert harmless("Jansen") == "Jansen"
