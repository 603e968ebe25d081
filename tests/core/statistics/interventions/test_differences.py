"""Differences in differences: lm, sandwich, clubSandwich, and permutation."""

import numpy as np
import pytest

from tests.core.statistics.refusals import refused_key
from tests.core.statistics.samples import CLOSED, sample
from thuis.core.statistics.interventions.differences import (
    difference_in_differences,
    permutation_p,
    placebos,
)
from thuis.core.statistics.interventions.regression import regress


def houses(errors):
    data = sample("kielmc")
    did = (data["nearinc"] == 1) & (data["y81"] == 1)
    rows = np.arange(len(did))
    return difference_in_differences(
        data["rprice"], data["nearinc"], data["y81"], did, clusters=rows, errors=errors
    )


def organs():
    data = sample("organ")
    did = (data["State"] == "California") & (data["Quarter_Num"] > 3)
    return data["Rate"], data["State"], data["Quarter_Num"], did


def test_houses_near_an_incinerator_agree_with_lm():
    found = houses("plain")
    assert (found.value, found.se) == pytest.approx((-11863.9032521, 7456.64617326), abs=1e-4)
    assert (found.df, found.p) == (317, pytest.approx(0.112594840699, abs=1e-9))
    assert found.periods == 2


def test_without_clusters_cr1s_is_hc1():
    assert houses("CR1S").se == pytest.approx(8635.58527175, abs=1e-4)


@pytest.mark.parametrize(
    ("errors", "se"),
    [("CR1", 0.00601590072952345), ("CR1S", 0.00672076552693934), ("CR2", 0.00602035530305461)],
)
def test_organ_donation_agrees_with_clubsandwich(errors, se):
    found = difference_in_differences(*organs(), errors=errors)
    assert (found.value, found.se) == pytest.approx((-0.022458974359, se), abs=1e-9)
    assert found.clusters == 27


def test_one_unit_that_did_it_is_few_whatever_the_standard_error_says():
    found = difference_in_differences(*organs())
    assert found.df == pytest.approx(25)
    assert found.p < 0.001
    assert found.few
    assert permutation_p(*organs(), np.random.default_rng(1)) == pytest.approx(5 / 27)


def test_unequal_clusters_agree_with_clubsandwich():
    data = sample("bh1996")
    some = data["GRP"] <= 20
    columns = np.column_stack([np.ones(some.sum()), data["HRS"][some], data["LEAD"][some]])
    found = regress(data["WBEING"][some], columns, data["GRP"][some])
    assert found.slopes == pytest.approx([1.9171787675209, -0.0314615173399, 0.4337492745743], abs=CLOSED)
    assert np.sqrt(np.diag(found.covariance)) == pytest.approx(
        [0.1806218211055, 0.0116708815260, 0.0303042333248], abs=1e-9
    )
    assert found.df == pytest.approx([14.3, 13.5, 15.5], abs=0.05)


def test_before_it_began_nothing_stands_out():
    found = placebos(*organs())
    assert len(found) == 2
    assert all(one.periods == 3 and not one.interval().holds(1) and one.interval().holds(0) for one in found)


def panel(rng, units=12, periods=4, did=6, effect=0.0):
    """Units that move alike, with shocks that last; the first `did` begin halfway."""
    unit, period = np.divmod(np.arange(units * periods), periods)
    shocks = np.cumsum(rng.normal(size=(units, periods)), axis=1)
    treated = (unit < did) & (period >= periods // 2)
    return (
        rng.normal(size=units)[unit] + period + shocks[unit, period] + effect * treated,
        unit,
        period,
        treated,
    )


def test_cr2_covers_the_truth_with_few_clusters_and_lasting_shocks():
    rng = np.random.default_rng(30)
    held = [difference_in_differences(*panel(rng, effect=1.0)).interval().holds(1.0) for _ in range(600)]
    assert 0.93 <= np.mean(held) <= 0.97


def test_permutation_of_six_units_is_exact():
    rng = np.random.default_rng(31)
    chances = [permutation_p(*panel(rng, units=6, did=3), rng) for _ in range(300)]
    assert np.mean(np.array(chances) <= 0.1) <= 0.15
    assert min(chances) >= 1 / 20
    assert permutation_p(*panel(rng, units=6, did=3, effect=50), rng) == pytest.approx(2 / 20)


def test_units_that_began_at_different_times_are_dealt_at_random():
    rng = np.random.default_rng(32)
    y, unit, period, _ = panel(rng)
    staggered = (unit < 6) & (period >= 1 + unit % 3)
    found = permutation_p(y + 30 * staggered, unit, period, staggered, rng, times=99)
    assert found == pytest.approx(0.01, abs=0.011)


def test_the_order_of_rows_changes_nothing():
    rows = panel(np.random.default_rng(33), effect=1.0)
    order = np.random.default_rng(34).permutation(len(rows[0]))
    one, other = difference_in_differences(*rows), difference_in_differences(*(row[order] for row in rows))
    assert (one.value, one.se) == pytest.approx((other.value, other.se))


def test_a_difference_without_any_doubt_has_p_1():
    y = np.zeros(8)
    found = difference_in_differences(y, [1, 1, 2, 2, 3, 3, 4, 4], [0, 1] * 4, [0, 1, 0, 1, 0, 0, 0, 0])
    assert (found.value, found.se, found.p) == (0, 0, 1)


def test_a_slope_that_no_residual_touches_keeps_degrees_of_freedom():
    found = regress([1, 2, 3, 5], [[1, 0], [0, 1], [0, 1], [0, 1]], clusters=[1, 2, 2, 3])
    assert np.isfinite(found.df).all()


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        (lambda: regress([1, 2], [[1], [1]], errors="HC9"), "statistics-option"),
        (lambda: regress([1, 2], [[1], [1], [1]]), "statistics-do-not-match"),
        (lambda: regress([1, 2], [[1, 0], [0, 1]]), "statistics-too-few"),
        (lambda: regress([1, 2, 3], [[1], [1], [1]], clusters=[1, 1, 1]), "statistics-too-few"),
        (lambda: regress([1, 2, 3], [[1, 1], [1, 1], [1, 1]]), "statistics-not-identified"),
        (
            lambda: difference_in_differences([1, 2, 3, 4], [1, 1, 2, 2], [1, 2, 1, 2], [0, 0, 0, 0]),
            "statistics-not-identified",
        ),
        (
            lambda: difference_in_differences([1, 2, 3, 4], [1, 1, 1, 1], [1, 2, 1, 2], [0, 1, 0, 0]),
            "statistics-too-few",
        ),
        (
            lambda: permutation_p(
                [1, 2, 3, 4], [1, 1, 2, 2], [1, 2, 1, 2], [0, 1, 0, 1], np.random.default_rng(1)
            ),
            "statistics-not-identified",
        ),
        (
            lambda: permutation_p([1, 2, 3], [1, 1, 2], [1, 2, 1], [0, 1, 0], np.random.default_rng(1)),
            "statistics-option",
        ),
        (
            lambda: permutation_p(
                [1, 2, 3, 4], [1, 1, 2, 2], [1, 2, 1, 2], [0, 1, 0, 0], np.random.default_rng(1), times=3
            ),
            "statistics-option",
        ),
    ],
)
def test_what_cannot_be_answered_is_refused(wrong, key):
    assert refused_key(wrong) == key
