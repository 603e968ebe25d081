"""The likelihood and its slopes."""

import numpy as np
import pytest
from scipy import stats

from tests.core.statistics.refusals import refused_key
from thuis.core.statistics.sem.likelihood import (
    Slope,
    blocks_of,
    descend,
    inverse,
    log_likelihood,
    saturated,
    slope_of,
)
from thuis.core.statistics.sem.model import Model, lay_out, start_values


def gappy(seed=3, n=80):
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(n, 3)) @ np.array([[1, 0.5, 0.2], [0, 1, 0.4], [0, 0, 1]])
    values[rng.random(values.shape) < 0.2] = np.nan
    return values


def test_it_is_the_sum_over_people_of_what_they_answered():
    values = gappy()
    covariance = np.array([[1, 0.3, 0.1], [0.3, 1.5, 0.2], [0.1, 0.2, 2]])
    by_hand = 0.0
    for row in values:
        seen = ~np.isnan(row)
        if seen.any():
            by_hand += stats.multivariate_normal(np.zeros(seen.sum()), covariance[np.ix_(seen, seen)]).logpdf(
                row[seen]
            )
    assert log_likelihood(blocks_of(values), np.zeros(3), covariance) == pytest.approx(by_hand)


def test_a_covariance_that_cannot_be_has_no_likelihood():
    assert log_likelihood(blocks_of(gappy()), np.zeros(3), -np.eye(3)) == -np.inf


def test_the_gradient_is_the_slope_of_the_loss():
    values = gappy()
    layout = lay_out(Model({"f": ("a", "b", "c")}), means=True)
    mean, covariance = saturated(blocks_of(values), 3)
    at = start_values(layout, [covariance], [mean]) + 0.1
    here = slope_of(layout, blocks_of(values), at)
    for parameter in range(layout.parameters):
        reach = np.zeros(layout.parameters)
        reach[parameter] = 1e-6
        up, down = (slope_of(layout, blocks_of(values), at + sign * reach).loss for sign in (1, -1))
        assert here.gradient[parameter] == pytest.approx((up - down) / 2e-6, rel=1e-4, abs=1e-4)


def test_nothing_beats_the_saturated_moments():
    blocks = blocks_of(gappy())
    mean, covariance = saturated(blocks, 3)
    best = log_likelihood(blocks, mean, covariance)
    rng = np.random.default_rng(1)
    assert all(
        log_likelihood(blocks, mean + rng.normal(0, 0.01, 3), covariance * rng.uniform(0.98, 1.02)) < best
        for _ in range(50)
    )


def test_information_without_an_inverse_is_not_identified():
    assert refused_key(lambda: inverse(np.ones((2, 2)))) == "statistics-not-identified"
    assert refused_key(lambda: inverse(np.zeros((2, 2)))) == "statistics-not-identified"


def test_a_loss_without_a_bottom_does_not_settle():
    def forever(values):
        return Slope(-float(values[0]), np.array([-1.0]), np.eye(1))

    assert refused_key(lambda: descend(forever, np.zeros(1))) == "statistics-did-not-settle"


def test_a_slope_that_lies_does_not_settle():
    def liar(values):
        return Slope(float(values[0] ** 2), np.array([1.0]), np.eye(1))

    assert refused_key(lambda: descend(liar, np.zeros(1))) == "statistics-did-not-settle"


def test_a_saturated_model_that_needs_longer_does_not_settle():
    assert refused_key(lambda: saturated(blocks_of(gappy()), 3, steps=2)) == "statistics-did-not-settle"


def test_a_bottom_that_cannot_be_told_from_its_surroundings_is_a_bottom():
    def floor(values):
        return Slope(1.0, np.array([1e-5]), np.eye(1))

    assert descend(floor, np.zeros(1))[0] == 0
