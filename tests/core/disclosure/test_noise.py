"""Noise that nobody can average away: the same people give the same draw, other people another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuis.core.disclosure import noise
from thuis.core.disclosure.model import Measure, NoiseLevels

KEY = b"k" * 32


def drawn(people, sums, label="2026|wellbeing", key=KEY):
    return noise.draws(key, label, np.array(people).T, np.array(sums, dtype=float), 2.5)


def test_the_same_people_with_the_same_sum_get_the_same_draw_wherever_they_stand():
    both = drawn([(5, 6), (7, 8), (5, 6)], [10, 20, 10])
    assert (both[0] == both[2]).all()
    assert (both[0] != both[1]).all()


@pytest.mark.parametrize(
    "other",
    [
        drawn([(5, 7)], [10]),
        drawn([(5, 6)], [10.5]),
        drawn([(5, 6)], [10], label="2027|wellbeing"),
        drawn([(5, 6)], [10], key=b"l" * 32),
    ],
)
def test_other_people_another_answer_another_round_or_another_key_give_another_draw(other):
    assert (other != drawn([(5, 6)], [10])).all()


def test_draws_are_a_normal_distribution_that_is_cut_off():
    many = drawn([(i, i * 7) for i in range(20_000)], np.arange(20_000)).ravel()
    assert np.abs(many).max() <= 2.5
    assert many.mean() == pytest.approx(0, abs=0.01)
    assert many.var() == pytest.approx(noise.cut_variance(2.5), abs=0.01)
    assert noise.cut_variance(2.5) == pytest.approx(
        0.9113, abs=1e-4
    )  # Johnson, Kotz and Balakrishnan (1994), 13.10


def test_the_noise_is_the_larger_of_range_and_spread():
    scale = Measure("s", "scale", 0, 100)
    assert noise.level(scale, 10, NoiseLevels()) == 25
    assert noise.level(scale, 20, NoiseLevels()) == 38


@given(st.integers(2, 8), st.integers(0, 2**32 - 1))
def test_the_items_of_a_scale_average_to_the_noise_of_the_scale_and_no_less(items, seed):
    rng = np.random.default_rng(seed)
    scale, own = rng.standard_normal(5), rng.standard_normal((5, items))
    tied = noise.item_noise(scale, own, 0.5)
    assert tied.mean(axis=1) == pytest.approx(scale)


@given(st.integers(2, 5), st.integers(0, 2**32 - 1))
def test_noise_on_options_agrees_with_the_noise_on_the_sum(options, seed):
    rng = np.random.default_rng(seed)
    values, on_sum = np.arange(1.0, options + 1), rng.standard_normal(6)
    shaken = noise.option_noise(on_sum, values, rng.standard_normal((6, 5)), 1.0)
    assert shaken.sum(axis=0) == pytest.approx(np.zeros(6), abs=1e-9)
    assert values @ shaken == pytest.approx(on_sum)
