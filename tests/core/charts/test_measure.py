"""Words are measured with a table, and never come out wider than their room."""

from hypothesis import given
from hypothesis import strategies as st

from thuis.core.charts.measure import cut, width_of, wrapped

ROOMS = st.floats(-10, 400)


def test_widths_are_those_of_noto_sans():
    # advance widths in the font: H 741, u 618, i 258, s 479; bold 765, 650, 299, 502
    assert width_of("Huis", 1000) == 760 + 618 + 258 + 480
    assert width_of("Huis", 10, bold=True) == 7.65 + 6.5 + 2.99 + 5.02
    assert width_of("0123456789", 1000) == 5720


def test_an_accent_does_not_make_a_letter_wider():
    assert width_of("één ïé", 13) == width_of("een ie", 13)
    assert width_of("e\u0301", 13) == width_of("e", 13)


def test_what_the_table_does_not_know_is_a_full_square():
    assert width_of("家", 12) == 12


@given(st.text(max_size=60), ROOMS)
def test_cut_words_fit(words, room):
    left = cut(words, room, 12)
    assert left == "" or width_of(left, 12) <= room + 0.1
    assert left == words or left == "" or left.endswith("…")


@given(st.text(max_size=120), st.floats(20, 400), st.integers(1, 4), st.booleans())
def test_wrapped_words_fit_on_few_lines(words, room, most, bold):
    lines = wrapped(words, room, 13, bold, most)
    assert len(lines) <= most
    assert all(width_of(line, 13, bold) <= room + 0.1 for line in lines)


def test_wrapping_loses_nothing_where_there_is_room():
    assert wrapped("a lecturer knows me", 64, 13) == ("a lecturer", "knows me")
    assert wrapped("one line", 400, 13) == ("one line",)
    assert wrapped("  ", 400, 13) == ()


def test_what_is_left_over_ends_in_a_sign():
    assert wrapped("I dare to ask a lecturer for help", 80, 13) == ("I dare to ask", "a lecturer f…")
