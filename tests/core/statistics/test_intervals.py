"""Intervals: agreement with R, refusals, and coverage."""

import math

import numpy as np
import pytest

from thuis.core.errors import InvalidInput
from thuis.core.statistics.intervals import (
    Interval,
    finite_population_factor,
    logit_interval,
    mean_interval,
    normal_p,
    t_interval,
    wilson_interval,
)


def test_wilson_agrees_with_prop_test():
    found = wilson_interval(0.2, 50)  # prop.test(10, 50, correct = FALSE)
    assert (found.low, found.high) == pytest.approx((0.1124375, 0.3303711), abs=1e-6)


def test_wilson_has_something_to_say_when_nobody_said_yes():
    found = wilson_interval(0, 12)
    assert found.low == 0
    assert found.high == pytest.approx(0.2425, abs=1e-4)


def test_the_mean_interval_agrees_with_t_test():
    found = mean_interval([1, 2, 3, 4, 10])  # t.test(c(1, 2, 3, 4, 10))
    assert (found.low, found.high) == pytest.approx((-0.3899451654, 8.3899451654), abs=1e-6)


def test_a_complete_cohort_has_no_uncertainty_of_its_own():
    found = mean_interval([1, 2, 3], population=3)
    assert (found.low, found.high) == (2, 2)


def test_infinite_degrees_of_freedom_give_the_normal_interval():
    assert t_interval(0, 1, math.inf).high == pytest.approx(1.959964, abs=1e-6)


def test_the_logit_interval_stays_between_0_and_1():
    found = logit_interval(0.99, 0.02, 10)
    assert 0 < found.low < 0.99 < found.high < 1


def test_an_interval_holds_its_ends():
    assert Interval(1, 2).holds(1)
    assert not Interval(1, 2).holds(2.1)


def test_p_of_nothing_without_doubt_is_1():
    assert (normal_p(0, 0), normal_p(1, 0)) == (1, 0)
    assert normal_p(1.959964, 1) == pytest.approx(0.05, abs=1e-6)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: wilson_interval(1.1, 5),
        lambda: wilson_interval(0.5, 0),
        lambda: logit_interval(0, 0.1, 5),
        lambda: t_interval(0, -1, 5),
        lambda: t_interval(0, 1, 0),
        lambda: t_interval(0, 1, 5, level=1),
        lambda: finite_population_factor(11, 10),
    ],
)
def test_settings_out_of_range_are_refused(wrong):
    with pytest.raises(InvalidInput) as refused:
        wrong()
    assert refused.value.key == "statistics-option"


@pytest.mark.parametrize("n", [12, 30, 80])
def test_wilson_covers_the_truth_in_the_promised_share(n):
    """Answers are whole people, so coverage jumps with the truth: the promise is kept over all truths."""
    rng = np.random.default_rng(7)
    truths = rng.uniform(0.05, 0.95, 4000)
    held = [wilson_interval(rng.binomial(n, truth) / n, n).holds(truth) for truth in truths]
    assert 0.93 <= np.mean(held) <= 0.97
