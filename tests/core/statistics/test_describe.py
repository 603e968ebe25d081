"""Columns in figures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuis.core.errors import InvalidInput
from thuis.core.statistics.describe import describe, kish_n, quantile

columns = st.lists(st.integers(-50, 50), min_size=2, max_size=30)


@given(columns)
def test_without_weights_it_is_what_numpy_says(values):
    found = describe(values)
    assert found.mean == pytest.approx(np.mean(values))
    assert found.sd == pytest.approx(np.std(values, ddof=1))
    assert (found.lowest, found.median, found.highest) == (min(values), np.median(values), max(values))


@given(columns, st.floats(0.1, 10))
def test_equal_weights_of_any_size_equal_no_weights(values, weight):
    weighted, plain = describe(values, np.full(len(values), weight)), describe(values)
    assert weighted.mean == pytest.approx(plain.mean, abs=1e-9)
    assert weighted.sd == pytest.approx(plain.sd, abs=1e-9)
    assert (weighted.quarter, weighted.median, weighted.three_quarters) == (
        plain.quarter,
        plain.median,
        plain.three_quarters,
    )
    assert weighted.kish_n == pytest.approx(plain.n)


def test_quantiles_are_those_of_hyndman_and_fan_type_2():
    assert [quantile([1, 2, 3, 4, 5, 6, 7, 9], share) for share in (0.1, 0.25, 0.5, 0.75, 0.9)] == [
        1,
        2.5,
        4.5,
        6.5,
        9,
    ]


def test_a_missing_answer_is_counted_and_left_out():
    found = describe([1, np.nan, 3])
    assert (found.n, found.missing, found.mean) == (2, 1, 2)


def test_an_answer_that_weighs_nothing_does_not_count():
    assert describe([1, 2, 100], [1, 1, 0]).highest == 2


def test_one_answer_has_no_spread():
    assert describe([4]).sd is None


def test_kish_counts_half_of_two_lopsided_weights():
    assert kish_n([1, 0]) == 1
    assert kish_n([3, 1]) == pytest.approx(1.6)


@pytest.mark.parametrize(
    ("values", "weights", "key"),
    [
        ([], None, "statistics-too-few"),
        ([np.nan], None, "statistics-too-few"),
        ([np.inf], None, "statistics-not-numbers"),
        (["good"], None, "statistics-not-numbers"),
        ([[1, 2]], None, "statistics-do-not-match"),
        ([1, 2], [1], "statistics-do-not-match"),
        ([1, 2], [-1, 2], "statistics-option"),
        ([1, 2], [0, 0], "statistics-option"),
    ],
)
def test_what_cannot_be_answered_is_refused(values, weights, key):
    with pytest.raises(InvalidInput) as refused:
        describe(values, weights)
    assert refused.value.key == key
