"""Correlations behind answer scales."""

import numpy as np
import pytest
from scipy import stats

from tests.core.statistics.refusals import refused_key
from tests.core.statistics.samples import BFI, CLOSED, matrix
from thuis.core.statistics.polychoric import normal_pair, polychoric, polychoric_correlation


def test_two_items_agree_with_psych():
    answers = matrix("bfi", BFI["N"], complete=True)
    assert polychoric_correlation(answers[:, 0], answers[:, 1]) == pytest.approx(0.763512, abs=CLOSED)


def test_five_items_agree_with_lavaan():
    found = polychoric(matrix("bfi", BFI["N"], complete=True)).correlation
    assert found[np.tril_indices(5, -1)] == pytest.approx(
        [
            *(0.763511815885,),
            *(0.608094689804, 0.594430712770),
            *(0.438170789181, 0.427826171044, 0.562972081110),
            *(0.418103275975, 0.386991421204, 0.470025127956, 0.439848875536),
        ],
        abs=1e-7,
    )


@pytest.mark.parametrize("rho", [-0.99, -0.4, 0.0, 0.7, 0.99])
def test_the_chance_of_a_pair_agrees_with_scipy(rho):
    for x, y in ((0, 0), (1, -1), (-2, 0.5), (1.5, 1.4)):
        exact = stats.multivariate_normal([0, 0], [[1, rho], [rho, 1]]).cdf([x, y])
        assert float(normal_pair(np.array(x), np.array(y), rho)) == pytest.approx(exact, abs=1e-10)


def test_reversing_an_item_mirrors_the_correlation():
    one, other = matrix("bfi", ["N1", "N2"], complete=True).T
    assert polychoric_correlation(7 - one, other) == pytest.approx(-polychoric_correlation(one, other))


def test_pairs_with_a_gap_are_left_out():
    one, other = matrix("bfi", ["N1", "N2"]).T
    both = ~np.isnan(one) & ~np.isnan(other)
    assert polychoric_correlation(one, other) == polychoric_correlation(one[both], other[both])


def test_items_that_are_the_same_go_to_the_end():
    answers = np.tile([1, 2, 3], 20)
    assert polychoric_correlation(answers, answers) == pytest.approx(0.9999, abs=1e-3)


def test_intervals_from_the_influence_cover_the_truth():
    rng = np.random.default_rng(6)
    held = []
    for _ in range(400):
        pair = rng.multivariate_normal([0, 0], [[1, 0.5], [0.5, 1]], 300)
        found = polychoric(np.digitize(pair, [-1, 0, 0.8]))
        se = np.sqrt((found.influence**2).sum())
        held.append(abs(found.correlation[1, 0] - 0.5) < 1.96 * se)
    assert 0.93 <= np.mean(held) <= 0.97


def test_what_has_no_correlation_is_refused():
    assert refused_key(lambda: polychoric_correlation([1, 1, 1], [1, 2, 3])) == "statistics-no-spread"
    assert refused_key(lambda: polychoric_correlation([1, 2], [1, 2, 3])) == "statistics-do-not-match"
    one, other = matrix("bfi", ["N1", "N2"]).T
    assert refused_key(lambda: polychoric_correlation(one, other, steps=1)) == "statistics-did-not-settle"
