"""The forecast holds the final number nineteen times out of twenty, when last round's rhythm returns."""

import numpy as np
import pytest

from thuis.core.fieldwork.forecast import forecast
from thuis.core.fieldwork.rounding import VARIANCE, rounded

# Hand-ins per day of four weeks: a peak after the invitation and after each of two reminders.
RHYTHM = np.array(
    [30, 18, 10, 6, 3, 2, 2, 24, 12, 6, 4, 2, 1, 1, 20, 10, 5, 3, 2, 1, 1, 2, 2, 1, 1, 1, 1, 3.0]
)
RHYTHM = RHYTHM / RHYTHM.sum()


def a_round(size, random):
    return np.cumsum(random.poisson(size * RHYTHM))


def as_shown(number, parts, random):
    """The number as the board shows it: spread over groups, each rounded by its own draw."""
    groups = random.multinomial(number, np.full(parts, 1 / parts))
    return sum(
        rounded(int(group), int(offset))
        for group, offset in zip(groups, random.integers(0, 5, parts), strict=True)
    )


@pytest.mark.parametrize("size", [600, 2500])
@pytest.mark.parametrize("day", [4, 9, 20])
@pytest.mark.parametrize("parts", [0, 40])
def test_coverage_is_ninety_five_percent(size, day, parts):
    random = np.random.default_rng(day * size + parts)
    inside, runs = 0, 1500
    for _ in range(runs):
        last, this = a_round(size * random.uniform(0.6, 1.4), random), a_round(size, random)
        seen = [int(this[day - 1]), int(last[day - 1]), int(last[-1])]
        if parts:
            seen = [as_shown(number, parts, random) for number in seen]
        found = forecast(*seen, variance=VARIANCE * parts)
        inside += found is not None and found.low <= this[-1] <= found.high
    assert 0.93 <= inside / runs <= 0.97


def test_the_same_rhythm_gives_the_same_end():
    found = forecast(400, 200, 500)
    assert found.middle == pytest.approx(1000)
    assert found.low < 1000 < found.high
    # by hand: F (1-f)/f (1 + F/L) = 1000 · 1.5 · 3 = 4500, its root 67.1, exp(1.96 · 0.0671) = 1.1405
    assert found.high == pytest.approx(1140.5, abs=0.5)
    assert found.low == pytest.approx(1000 / 1.1405, abs=0.5)


@pytest.mark.parametrize("seen", [(29, 200, 500), (200, 29, 100), (400, 40, 500)])
def test_with_few_answers_it_is_too_early_to_say(seen):
    assert forecast(*seen) is None


def test_it_never_falls_below_what_is_in_already():
    assert forecast(400, 480, 500, variance=4000).low == 400


def test_after_the_last_day_only_rounding_is_left():
    found = forecast(400, 500, 500)
    assert (found.low, found.middle, found.high) == (400, 400, 400)
