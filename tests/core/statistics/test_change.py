"""Change between rounds: paired and loose ends, verdicts, what can be detected."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.statistics.samples import CLOSED, sample
from thuis.core.errors import InvalidInput
from thuis.core.statistics.change import (
    Round,
    Verdict,
    best_change,
    change_between,
    smallest_detectable,
    smallest_that_matters,
    verdict,
)
from thuis.core.statistics.estimate import Estimate


def univbct(time):
    data = sample("univbct")
    at = (data["TIME"] == time) & ~np.isnan(data["JSAT"])
    return data["SUBNUM"][at], data["JSAT"][at]


def test_the_same_people_twice_are_a_paired_comparison():
    (who, before), (again, after) = univbct(0), univbct(1)
    both = np.intersect1d(who, again)
    found = change_between(Round(both, before[np.isin(who, both)]), Round(both, after[np.isin(again, both)]))
    assert found.both == 441
    assert found.estimate.value == pytest.approx(0.0188964353741, abs=CLOSED)
    assert found.estimate.se == pytest.approx(0.04283029747, abs=CLOSED)  # R t.test(paired = TRUE)
    assert found.estimate.df == 440


def test_strangers_are_two_independent_means():
    (who, before), (again, after) = univbct(0), univbct(1)
    found = change_between(Round(who, before), Round(again + 10_000, after))
    expected = math.sqrt(before.var(ddof=1) / len(before) + after.var(ddof=1) / len(after))
    assert found.estimate.se == pytest.approx(expected)
    assert found.covariance == 0
    # R t.test(after, before): the degrees of freedom of Welch
    parts = [before.var(ddof=1) / len(before), after.var(ddof=1) / len(after)]
    welch = sum(parts) ** 2 / (parts[0] ** 2 / (len(before) - 1) + parts[1] ** 2 / (len(after) - 1))
    assert found.estimate.df == pytest.approx(welch)


def rounds(rng, panel=40, fresh=60, tie=0.6, later=0.0):
    """Two rounds of 100 answers in which some people answer twice, with the true change `later`."""
    lasting = rng.normal(size=panel)

    def value(n):
        return rng.normal(size=n)

    first = np.concatenate([math.sqrt(tie) * lasting + math.sqrt(1 - tie) * value(panel), value(fresh)])
    second = np.concatenate([math.sqrt(tie) * lasting + math.sqrt(1 - tie) * value(panel), value(fresh)])
    return (
        Round(np.arange(panel + fresh), first),
        Round(np.r_[np.arange(panel), 1000 + np.arange(fresh)], second + later),
    )


def test_overlap_makes_the_change_more_precise_and_the_best_change_most():
    first, second = rounds(np.random.default_rng(5))
    loose = change_between(first, Round(np.arange(100) + 5000, second.values)).estimate
    tied = change_between(first, second).estimate
    best = best_change(first, second)
    assert best.se < tied.se < loose.se
    assert tied.value == loose.value


@pytest.mark.parametrize("how", [lambda *two: change_between(*two).estimate, best_change])
def test_intervals_of_a_change_cover_the_truth(how):
    rng = np.random.default_rng(11)
    held = [how(*rounds(rng, later=0.3)).interval().holds(0.3) for _ in range(1500)]
    assert 0.93 <= np.mean(held) <= 0.97


values = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=3, max_size=25)


@given(values)
def test_weights_of_1_equal_no_weights(pairs):
    first, second = np.array(pairs, dtype=float).T
    people = range(len(pairs))
    one = np.ones(len(pairs))
    plain = change_between(Round(people, first), Round(people, second)).estimate
    weighted = change_between(Round(people, first, one), Round(people, second, one)).estimate
    assert (plain.value, plain.se) == pytest.approx((weighted.value, weighted.se))


@given(values, st.randoms(use_true_random=False))
def test_the_order_of_the_people_changes_nothing(pairs, random):
    first, second = np.array(pairs, dtype=float).T
    order = random.sample(range(len(pairs)), len(pairs))
    people = np.arange(len(pairs))
    one = change_between(Round(people, first), Round(people, second)).estimate
    other = change_between(Round(people, first), Round(people[order], second[order])).estimate
    assert (one.value, one.se) == pytest.approx((other.value, other.se), abs=1e-9)


@given(values)
def test_swapping_the_rounds_mirrors_the_change(pairs):
    first, second = np.array(pairs, dtype=float).T
    people = range(len(pairs))
    up = change_between(Round(people, first), Round(people, second)).estimate
    down = change_between(Round(people, second), Round(people, first)).estimate
    assert (up.value, up.se) == pytest.approx((-down.value, down.se))


def test_a_single_person_in_both_rounds_ties_nothing():
    found = change_between(Round([1, 2, 3], [1, 2, 3]), Round([3, 4, 5], [2, 3, 5]))
    assert (found.both, found.covariance) == (1, 0)


def test_rounds_without_any_spread_still_have_degrees_of_freedom():
    found = change_between(Round([1, 2], [3, 3]), Round([4, 5, 6], [4, 4, 4])).estimate
    assert (found.value, found.se, found.df) == (1, 0, 1)


@pytest.mark.parametrize(
    ("value", "se", "said"),
    [
        (0.5, 0.1, Verdict.HIGHER),
        (-0.5, 0.1, Verdict.LOWER),
        (0.05, 0.05, Verdict.ABOUT_THE_SAME),
        (0.12, 0.03, Verdict.ABOUT_THE_SAME),  # surely above 0, and surely too small to matter
        (0.15, 0.06, Verdict.TOO_FEW),  # above 0, but perhaps too small to matter
        (0.4, 0.3, Verdict.TOO_FEW),
        (0.0, 0.3, Verdict.TOO_FEW),
    ],
)
def test_a_verdict_says_no_more_than_the_answers(value, se, said):
    assert verdict(Estimate(value, se, 200, 198), matters=0.2) is said


def test_no_change_is_seldom_called_a_change():
    rng = np.random.default_rng(2)
    said = [verdict(change_between(*rounds(rng)).estimate, 0.2) for _ in range(1000)]
    assert np.mean([one in (Verdict.HIGHER, Verdict.LOWER) for one in said]) <= 0.07


def test_thirty_of_sixty_seven_detect_little():
    assert smallest_detectable(0.8, 30, 67) == pytest.approx(0.45, abs=0.005)
    assert smallest_detectable(0.8, 30, math.inf) > 0.59
    assert smallest_detectable(1.0, 30, math.inf, power=0.5) == pytest.approx(
        2.0452 * math.sqrt(2 / 30), abs=1e-4
    )


def test_the_smallest_change_that_matters_is_a_fifth_of_the_spread():
    assert smallest_that_matters(20.0) == 4.0


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        (lambda: change_between(Round([1], [1]), Round([1, 2], [1, 2])), "statistics-too-few"),
        (lambda: change_between(Round([1, 1], [1, 2]), Round([1, 2], [1, 2])), "statistics-doubled"),
        (lambda: best_change(Round([1, 2], [1, 2], [1, 1]), Round([1, 2], [1, 2])), "statistics-option"),
        (lambda: best_change(Round([1, 2], [1, 2]), Round([1, 2], [1, 2])), "statistics-too-few"),
        (
            lambda: best_change(Round([1, 2, 3, 4], [1, 1, 1, 1]), Round([1, 2, 5, 6], [1, 2, 3, 4])),
            "statistics-no-spread",
        ),
        (lambda: verdict(Estimate(0, 1, 5, 4), 0), "statistics-option"),
        (lambda: smallest_that_matters(0), "statistics-option"),
        (lambda: smallest_detectable(1, 5, 10, power=0.4), "statistics-option"),
    ],
)
def test_what_cannot_be_answered_is_refused(wrong, key):
    with pytest.raises(InvalidInput) as refused:
        wrong()
    assert refused.value.key == key
