"""Shares as people say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuis.core.fieldwork.words import one_of


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, None), (0.02, None), (0.05, (1, 20)), (0.24, (1, 4)), (0.31, (3, 10)), (0.65, (2, 3)), (1, (1, 1))],
)
def test_the_nearest_simple_fraction(share, words):
    assert one_of(share) == words


@given(st.floats(0.025, 1))
def test_it_is_never_far_from_the_truth(share):
    a, b = one_of(share)
    assert abs(a / b - share) <= 0.05 + 1e-9
