"""Shares of themes leave as other shares do: never exact, never none or all, the same when asked again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuis.core.errors import InvalidInput
from thuis.core.words.themes import LEAST, noise_level, themes_told

KEY = b"k" * 32
THEMES = ("timetable", "teachers", "rooms")


def texts(n, shares, seed=1):
    rng = np.random.default_rng(seed)
    return {
        f"t{number:03}": frozenset(theme for theme, p in zip(THEMES, shares, strict=True) if rng.random() < p)
        for number in range(n)
    }


def told(codes, label="2026|OPE01", key=KEY):
    return themes_told(codes, THEMES, key=key, label=label)


def test_nineteen_texts_tell_nothing():
    with pytest.raises(InvalidInput):
        told(texts(LEAST - 1, (0.5, 0.2, 0)))


def test_the_same_texts_tell_the_same_and_another_question_something_else():
    codes = texts(60, (0.5, 0.3, 0.2))
    assert told(codes) == told(dict(reversed(codes.items())))
    assert told(codes) != told(codes, label="2026|OPE02")
    assert told(codes) != told(codes, key=b"o" * 32)


@given(st.integers(LEAST, 200), st.lists(st.floats(0, 1), min_size=3, max_size=3), st.integers(0, 99))
def test_nobody_is_told_as_none_or_all(n, shares, seed):
    for theme in told(texts(n, shares, seed)):
        assert 0 <= theme.low < theme.high <= 1
        assert theme.n % 5 == 0
        if theme.share is None:
            assert theme.low == 0 or theme.high == 1
        else:
            assert 0 < theme.low <= theme.share <= theme.high < 1 or theme.low == 0 or theme.high == 1


def test_the_exact_number_cannot_be_read():
    right = all_ = 0
    for seed in range(80):
        codes = texts(40, (0.5, 0.4, 0.3), seed)
        for theme in told(codes, label=str(seed)):
            exact = sum(theme.key in found for found in codes.values())
            right, all_ = right + (round(theme.share * 40) == exact), all_ + 1
    assert 0.2 < right / all_ < 0.5  # a normal draw of one text or more: 0.38 at most


def test_intervals_hold_the_truth():
    truth, held, all_ = (0.5, 0.3, 0.15), 0, 0
    for seed in range(400):
        for theme, p in zip(told(texts(60, truth, seed), label=str(seed)), truth, strict=True):
            held, all_ = held + (theme.low <= p <= theme.high), all_ + 1
    assert 0.93 <= held / all_ <= 0.985


def test_themes_that_say_the_same_get_more_noise():
    rng = np.random.default_rng(3)
    one = rng.random((50, 1)) < 0.5
    alone = noise_level(np.hstack([one, np.zeros((50, 2))]))
    assert noise_level(np.repeat(one, 3, axis=1)) > 1.5 * alone
    assert noise_level(np.zeros((50, 3))) == 1
