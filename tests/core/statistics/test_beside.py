"""Two figures with intervals, side by side."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuis.core.errors import InvalidInput
from thuis.core.statistics.beside import Span, difference, verdicts
from thuis.core.statistics.change import Verdict

FAR = Span(20.0, 18.0, 22.0)
NEAR = Span(0.2, -1.0, 1.4)


def test_variances_add_up():
    found = difference(Span(60.0, 57.0, 63.0), Span(50.0, 46.0, 54.0))
    assert (found.value, found.low, found.high) == pytest.approx((10.0, 5.0, 15.0))


@given(st.floats(-50, 50), st.floats(0.1, 10), st.floats(-50, 50), st.floats(0.1, 10))
def test_the_other_way_round_is_the_same_difference_with_the_other_sign(a, wide, b, narrow):
    one, other = Span(a, a - wide, a + wide), Span(b, b - narrow, b + narrow)
    found, turned = difference(one, other), difference(other, one)
    assert (found.value, found.low, found.high) == pytest.approx((-turned.value, -turned.high, -turned.low))


def test_what_is_clear_alone_may_be_chance_in_a_long_list():
    barely = Span(5.0, 0.2, 9.8)
    assert verdicts([barely], 4) == (Verdict.HIGHER,)
    assert verdicts([barely, *[NEAR] * 9], 4)[0] == Verdict.TOO_FEW


def test_what_is_far_away_stays_clear_in_any_list():
    found = verdicts([FAR, Span(-20.0, -22.0, -18.0), *[NEAR] * 30], 4)
    assert found[:3] == (Verdict.HIGHER, Verdict.LOWER, Verdict.ABOUT_THE_SAME)


def test_without_a_spread_a_difference_is_sure_and_no_difference_is_none():
    assert verdicts([Span(9.0, 9.0, 9.0), Span(0.0, 0.0, 0.0)], 4) == (Verdict.HIGHER, Verdict.ABOUT_THE_SAME)


def test_an_empty_list_says_nothing():
    assert verdicts([], 4) == ()


def test_something_must_matter():
    with pytest.raises(InvalidInput):
        verdicts([FAR], 0)


def test_of_twenty_equal_units_fewer_than_one_list_in_twenty_names_one():
    """Family-wise error by simulation: 2,000 lists of 20 differences that are all chance."""
    rng = np.random.default_rng(7)
    named = 0
    for values in rng.standard_normal((2000, 20)):
        spans = [Span(10 * v, 10 * v - 19.6, 10 * v + 19.6) for v in values.tolist()]
        named += any(one in (Verdict.HIGHER, Verdict.LOWER) for one in verdicts(spans, 4))
    assert named / 2000 <= 0.06
