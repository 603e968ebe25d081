"""Before, after, and what may be said of the difference."""

import pytest

from thuis.core.loop.remeasure import (
    DESIGNS,
    matters_of_scale,
    matters_of_share,
    remeasured,
    share_with_chance,
    shows_no_cause,
)
from thuis.core.statistics.beside import Span, difference
from thuis.core.statistics.change import Verdict

LOW, HIGH = Span(50, 48, 52), Span(60, 58, 62)


def test_a_clear_difference_is_called_one_with_its_interval():
    found = remeasured(LOW, HIGH, 4)
    assert found.change == difference(HIGH, LOW)
    assert found.change.value == 10
    assert found.change.low > 0
    assert found.verdict is Verdict.HIGHER
    assert remeasured(HIGH, LOW, 4).verdict is Verdict.LOWER


def test_what_the_release_tells_of_the_change_goes_before_what_we_compute():
    told = Span(10, -1, 21)
    found = remeasured(LOW, HIGH, 4, told)
    assert found.change == told
    assert found.verdict is Verdict.TOO_FEW


def test_about_the_same_is_only_said_when_that_is_sure():
    assert remeasured(LOW, Span(50.5, 49, 52), 4).verdict is Verdict.ABOUT_THE_SAME
    assert remeasured(Span(50, 40, 60), Span(51, 41, 61), 4).verdict is Verdict.TOO_FEW


@pytest.mark.parametrize(
    ("before", "after", "missing"), [(None, HIGH, "before"), (LOW, None, "after"), (None, None, "both")]
)
def test_without_one_of_both_there_is_no_difference(before, after, missing):
    found = remeasured(before, after, 4)
    assert (found.change, found.missing, found.verdict) == (None, missing, Verdict.TOO_FEW)


def test_a_share_carries_chance_and_noise():
    plain, noisy = share_with_chance(0.1, 400, 0), share_with_chance(0.1, 400, 2.5)
    assert plain.low - noisy.low == pytest.approx(2.5 / 400)
    assert noisy.low < plain.low < 0.1 < plain.high < noisy.high
    assert share_with_chance(1.0, 30, 2.5).high == 1.0
    assert share_with_chance(0.0, 30, 2.5).low == 0.0


def test_the_smallest_difference_that_matters_is_that_of_the_cards():
    assert matters_of_scale(0, 100) == pytest.approx(4)
    assert matters_of_scale(1, 5) == pytest.approx(0.16)
    assert matters_of_share(0.2) == pytest.approx(0.02)
    assert matters_of_share(0.0) > 0


def test_only_a_comparison_and_a_lot_look_at_causes():
    assert [design for design in DESIGNS if not shows_no_cause(design)] == [3, 4]
