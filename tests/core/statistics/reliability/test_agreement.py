"""Whether judges agree: vcd and krippendorff."""

import numpy as np
import pytest

from tests.core.statistics.refusals import refused_key
from tests.core.statistics.samples import CLOSED
from thuis.core.statistics.reliability.agreement import kappa, krippendorff_alpha

SEXUAL_FUN = [[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]]  # 91 married couples, R vcd
GAP = np.nan
CANONICAL = [  # Krippendorff 2011
    [1, 2, 3, 3, 2, 1, 4, 1, 2, GAP, GAP, GAP],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, GAP, 3],
    [GAP, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, GAP],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, GAP],
]


@pytest.mark.parametrize(
    ("weighing", "value", "se"),
    [
        ("none", 0.129330254, 0.0685985325),
        ("linear", 0.237380628, 0.0783163348),
        ("quadratic", 0.332045586, 0.0972975220),
    ],
)
def test_kappa_agrees_with_vcd(weighing, value, se):
    found = kappa(SEXUAL_FUN, weighing)
    assert (found.value, found.se) == pytest.approx((value, se), abs=1e-9)
    assert (found.n, found.interval.high) == (91, pytest.approx(value + 1.959964 * se, abs=CLOSED))


@pytest.mark.parametrize("weighing", ["none", "linear", "quadratic"])
def test_the_standard_error_is_that_of_the_delta_method(weighing):
    counts, total = np.array(SEXUAL_FUN, dtype=float), 91
    slopes = np.zeros((4, 4))
    for cell in np.ndindex(4, 4):
        reach = np.zeros((4, 4))
        reach[cell] = 1e-4
        slopes[cell] = (kappa(counts + reach, weighing).value - kappa(counts - reach, weighing).value) / 2e-4
    # counts are multinomial; the slopes already add up to 0 over the shares
    variance = (counts * slopes**2).sum() - (counts * slopes).sum() ** 2 / total
    assert kappa(SEXUAL_FUN, weighing).se == pytest.approx(np.sqrt(variance), abs=1e-6)


@pytest.mark.parametrize(
    ("scale", "value"),
    [("nominal", 0.743421052632), ("ordinal", 0.815387503755), ("interval", 0.849107142857)],
)
def test_krippendorffs_alpha_agrees_with_his_example(scale, value):
    assert krippendorff_alpha(CANONICAL, scale) == pytest.approx(value, abs=1e-9)


def test_full_agreement_is_1():
    assert kappa([[5, 0], [0, 5]]).value == 1
    assert krippendorff_alpha([[1, 2, 3], [1, 2, 3]], "interval") == 1


def test_the_order_of_judges_and_units_changes_nothing():
    ratings = np.array(CANONICAL)[[2, 0, 3, 1]][:, ::-1]
    assert krippendorff_alpha(ratings, "ordinal") == pytest.approx(krippendorff_alpha(CANONICAL, "ordinal"))


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        (lambda: kappa([[1, 2]]), "statistics-too-few"),
        (lambda: kappa([[1, 2, 3], [1, 2, 3]]), "statistics-option"),
        (lambda: kappa([[1, -2], [3, 4]]), "statistics-option"),
        (lambda: kappa([[5, 0], [0, 0]]), "statistics-no-spread"),
        (lambda: kappa([[1, 2], [3, 4]], "cubic"), "statistics-option"),
        (lambda: krippendorff_alpha(CANONICAL, "ratio"), "statistics-option"),
        (lambda: krippendorff_alpha([[1, GAP], [GAP, 2]]), "statistics-too-few"),
        (lambda: krippendorff_alpha([[1, 1], [1, 1]]), "statistics-no-spread"),
    ],
)
def test_what_cannot_be_answered_is_refused(wrong, key):
    assert refused_key(wrong) == key
