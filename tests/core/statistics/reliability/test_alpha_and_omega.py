"""Alpha and omega: psych, lavaan, semTools."""

import csv
import io

import numpy as np
import pytest

from tests.core.statistics.refusals import refused_key
from tests.core.statistics.samples import BFI, CLOSED, ITERATIVE, matrix
from thuis.core.statistics.reliability.alpha import alpha
from thuis.core.statistics.reliability.factoring import (
    bifactor,
    hierarchical_interval,
    least_residuals,
    oblimin,
)
from thuis.core.statistics.reliability.omega import omega, ordinal_omega

REVERSED = {"A1", "C4", "C5", "E1", "E2", "O2", "O5"}
# Thurstone & Thurstone 1941, nine tests, n = 213 (correlations below the diagonal)
THURSTONE = """
.828
.776,.779
.439,.493,.460
.432,.464,.425,.674
.447,.489,.443,.590,.541
.447,.432,.401,.381,.402,.288
.541,.537,.534,.350,.367,.320,.555
.380,.358,.359,.424,.446,.325,.598,.452
"""


def keyed(scale):
    answers = matrix("bfi", BFI[scale], complete=True)
    return np.where([item in REVERSED for item in BFI[scale]], 7 - answers, answers)


def thurstone():
    below = [[float(cell) for cell in row] for row in csv.reader(io.StringIO(THURSTONE.strip()))]
    found = np.eye(9)
    for row, cells in enumerate(below, 1):
        found[row, : len(cells)] = found[: len(cells), row] = cells
    return found


@pytest.mark.parametrize(
    ("scale", "n", "value"),
    [
        ("A", 2709, 0.703756),
        ("C", 2707, 0.729277),
        ("E", 2713, 0.760933),
        ("N", 2694, 0.813303),
        ("O", 2726, 0.602546),
    ],
)
def test_alpha_agrees_with_psych(scale, n, value):
    found = alpha(keyed(scale))
    assert (found.n, found.value) == (n, pytest.approx(value, abs=CLOSED))


def test_feldts_interval_agrees_with_psych():
    found = alpha(keyed("N"))
    assert (found.interval.low, found.interval.high) == pytest.approx(
        (0.801919990508, 0.824222922810), abs=1e-9
    )
    assert found.without[4] == alpha(keyed("N")[:, :4]).value


def test_reversing_all_items_leaves_alpha_and_omega():
    answers = keyed("N")
    assert alpha(7 - answers).value == pytest.approx(alpha(answers).value)
    assert omega(7 - answers).value == pytest.approx(omega(answers).value)


def test_two_items_have_alpha_but_none_to_spare():
    assert alpha([[1, 2], [2, 3], [3, 3]]).without == ()


def test_omega_agrees_with_lavaan():
    found = omega(keyed("N"))
    assert (found.value, found.interval.low, found.interval.high) == pytest.approx(
        (0.812844, 0.801731, 0.823958), abs=1e-6
    )
    assert not found.improper


def test_omega_keeps_people_with_gaps():
    found = omega(matrix("bfi", BFI["N"]))
    assert found.n == 2800
    assert found.value == pytest.approx(0.8128, abs=0.005)


def test_ordinal_omega_agrees_with_semtools():
    found = ordinal_omega(keyed("N"), np.random.default_rng(1), times=30)
    assert found.value == pytest.approx(0.838785, abs=CLOSED)
    assert 0.82 < found.interval.low < found.value < found.interval.high < 0.86


def test_the_general_factor_agrees_with_psych():
    found = bifactor(thurstone(), 3)
    assert (found.hierarchical, found.total) == pytest.approx((0.736070, 0.930825), abs=ITERATIVE)
    assert found.general[:3] == pytest.approx([0.708953786, 0.725705118, 0.683158512], abs=ITERATIVE)
    assert np.sort(found.groups[0])[-1] == pytest.approx(0.559909778, abs=ITERATIVE)
    assert found.unique[0] == pytest.approx(0.182502717, abs=ITERATIVE)


def test_turning_factors_keeps_what_they_explain():
    loadings = least_residuals(thurstone(), 3)
    pattern, between = oblimin(loadings)
    assert pattern @ between @ pattern.T == pytest.approx(loadings @ loadings.T, abs=1e-10)
    assert np.diag(between) == pytest.approx(1)


def test_an_interval_of_the_general_factor():
    items = [item for scale in "AEN" for item in BFI[scale]]
    answers = matrix("bfi", items, complete=True)[:400]
    signs = np.where([item in REVERSED or item[0] == "N" for item in items], -1, 1)
    found = hierarchical_interval(answers * signs, 3, np.random.default_rng(2), times=40)
    assert 0 < found.low < found.high < 1


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        (lambda: alpha([[1], [2]]), "statistics-too-few-columns"),
        (lambda: alpha([[1, 1], [1, 1]]), "statistics-no-spread"),
        (lambda: alpha([[1, np.nan], [1, 2]]), "statistics-not-numbers"),
        (lambda: omega([[1, 2], [2, 1], [1, 1], [2, 3]]), "statistics-not-identified"),
        (lambda: bifactor(np.eye(4), 2), "statistics-option"),
        (lambda: bifactor(np.ones((3, 2)), 3), "statistics-option"),
        (lambda: bifactor(np.full((3, 3), 0.5), 3), "statistics-option"),
        (lambda: least_residuals(np.eye(3), 3), "statistics-option"),
        (lambda: oblimin(least_residuals(thurstone(), 3), steps=2), "statistics-did-not-settle"),
    ],
)
def test_what_cannot_be_answered_is_refused(wrong, key):
    assert refused_key(wrong) == key


def test_feldts_interval_covers_the_truth():
    rng = np.random.default_rng(8)
    truth, held = 4 * 0.5 / (1 + 3 * 0.5), []
    for _ in range(1000):
        answers = rng.normal(size=(60, 1)) + rng.normal(size=(60, 4))
        held.append(alpha(answers).interval.holds(truth))
    assert 0.93 <= np.mean(held) <= 0.97
