"""The agenda of a session follows from its signals."""

from hypothesis import given
from hypothesis import strategies as st

from thuis.core.loop.agenda import LAYERS, MOST, agenda, is_full, seats_missing


@given(st.lists(st.integers(), max_size=8))
def test_every_signal_has_its_turn_in_the_order_given_and_the_clock_is_right(signals):
    points = agenda(signals)
    assert [one.signal for one in points if one.kind == "signal"] == signals
    for one, following in zip(points, points[1:], strict=False):
        assert following.begins == one.begins + one.minutes


def test_it_begins_with_who_is_here_and_ends_with_what_we_agree():
    kinds = [one.kind for one in agenda([7])]
    assert kinds == ["open", "read", "signal", "choose", "agree"]
    assert sum(one.minutes for one in agenda([1, 2, 3, 4])) <= 120


def test_more_than_four_signals_are_too_many():
    assert not is_full(list(range(MOST)))
    assert is_full(list(range(MOST + 1)))


def test_layers_of_which_nobody_comes_are_named():
    assert seats_missing({"student": 2, "manager": 1}) == ("lecturer", "support")
    assert seats_missing(dict.fromkeys(LAYERS, 1)) == ()
