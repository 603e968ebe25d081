"""Programmes among programmes: area estimates, variance between groups, drivers, types, resampling."""

import numpy as np
import pytest

from tests.core.statistics.refusals import refused_key
from tests.core.statistics.samples import CLOSED, COMPONENTS, sample
from thuis.core.statistics.areas import fay_herriot
from thuis.core.statistics.drivers import drivers, lmg
from thuis.core.statistics.quadrants import NO_TYPE, Rule, standard_error_of_score, types_of
from thuis.core.statistics.random_effects import one_way
from thuis.core.statistics.resample import bootstrap, percentile_interval


def army():
    return sample("bh1996")


def by_group():
    """Per group: size, mean wellbeing, its sampling variance, mean hours."""
    data = army()
    for group in np.unique(data["GRP"]):
        inside = data["GRP"] == group
        y = data["WBEING"][inside]
        yield len(y), y.mean(), y.var(ddof=1) / len(y), data["HRS"][inside].mean()


def test_area_estimates_agree_with_metafor():
    sizes, means, variances, hours = np.array(list(by_group())).T
    found = fay_herriot(means, variances, hours[:, None])
    assert found.between == pytest.approx(0.0135212070636, abs=CLOSED)
    assert found.slopes == pytest.approx([4.715812374631, -0.170993520047], abs=CLOSED)
    assert np.sqrt(np.diag(found.covariance)) == pytest.approx([0.2156160794513, 0.0189688622904], abs=CLOSED)
    assert [area.value for area in found.areas[:3]] == pytest.approx(
        [2.815521442, 2.680592260, 2.805682170], abs=CLOSED
    )
    # metafor leaves out that τ² is estimated: ours is a little larger
    ratio = np.array([area.se for area in found.areas[:3]]) / [0.08134729927, 0.07851892329, 0.06699443675]
    assert ((ratio > 1) & (ratio < 1.03)).all()
    gain = np.array([area.se / area.direct_se for area in found.areas])
    assert np.median(gain) == pytest.approx(0.73, abs=0.02)
    assert np.median(gain[sizes <= 40]) == pytest.approx(0.62, abs=0.02)
    assert fay_herriot(means, variances).between == pytest.approx(0.0347215089449, abs=CLOSED)


def test_areas_that_do_not_differ_all_get_the_middle():
    found = fay_herriot([1.0, 1.01, 0.99, 1.0], [1, 1, 1, 1])
    assert found.between == 0
    assert [area.value for area in found.areas] == pytest.approx([1.0] * 4)
    assert found.areas[0].interval().holds(1.0)


def test_area_intervals_cover_the_truth():
    rng = np.random.default_rng(21)
    held = []
    for _ in range(150):
        variances = rng.uniform(0.5, 3, 40)
        truth = 5 + rng.normal(0, 1, 40)
        found = fay_herriot(truth + rng.normal(0, np.sqrt(variances)), variances)
        held += [area.interval().holds(one) for area, one in zip(found.areas, truth, strict=True)]
    assert 0.93 <= np.mean(held) <= 0.97


def test_variance_between_groups_agrees_with_lme4_and_multilevel():
    found = one_way(army()["WBEING"], army()["GRP"])
    assert (found.between, found.within) == pytest.approx((0.035801, 0.789497), abs=COMPONENTS)
    assert (found.between, found.within) == pytest.approx((0.0358007750398, 0.7894972740777), abs=CLOSED)
    assert (found.icc, found.icc1, found.icc2) == pytest.approx((0.043379, 0.043369, 0.771713), abs=CLOSED)
    assert (found.mean, found.mean_se) == pytest.approx((2.77429656849, 0.022203543659), abs=CLOSED)
    assert found.icc1_interval.holds(found.icc1)


def test_groups_that_do_not_differ_have_no_variance_between_them():
    found = one_way([1, 2, 3, 1, 2, 3], [1, 1, 1, 2, 2, 2])
    assert (found.between, found.icc, found.icc2) == (0, 0, 0)


def test_parts_of_r_squared_agree_with_relaimpo():
    data = army()
    predictors = np.column_stack([data[name] for name in ("HRS", "LEAD", "COHES")])
    found = lmg(data["WBEING"], predictors)
    assert found == pytest.approx([0.017595, 0.149140, 0.029652], abs=CLOSED)
    assert found.sum() == pytest.approx(0.196388, abs=CLOSED)
    weighed = drivers(
        data["WBEING"], predictors, np.random.default_rng(1), weights=np.full(7382, 2.5), times=60
    )
    assert weighed.parts == pytest.approx(found)
    assert weighed.r_squared == pytest.approx(found.sum())
    assert all(one.holds(part) for one, part in zip(weighed.intervals, found, strict=True))


def test_reversing_a_predictor_leaves_its_part():
    rng = np.random.default_rng(1)
    x = rng.normal(size=(60, 3))
    y = x @ [1, 2, 0] + rng.normal(size=60)
    assert lmg(y, x * [1, -1, 1]) == pytest.approx(lmg(y, x))
    assert drivers(y, x, np.random.default_rng(2), times=50).parts == pytest.approx(lmg(y, x))


def test_predictors_apart_get_their_own_r_squared():
    x = np.array([[1, 1], [1, -1], [-1, 1], [-1, -1]] * 3, dtype=float)
    y = x @ [2, 1] + np.tile([0.1, -0.1, -0.1, 0.1], 3)
    assert lmg(y, x) == pytest.approx([np.corrcoef(y, one)[0, 1] ** 2 for one in x.T])


RULE = Rule(("quiet", "tired", "flourishing", "driven"), border=5)


def test_four_types_and_no_type_without_both_scores():
    found = types_of([20, 20, 80, 80, np.nan], [20, 80, 20, 80, 50], RULE)
    assert found.number.tolist() == [0, 1, 2, 3, NO_TYPE]
    assert found.counts() == {"quiet": 1, "tired": 1, "flourishing": 1, "driven": 1}


def test_a_cut_itself_is_high_and_near_it_nobody_is_sure():
    found = types_of([50, 49.9, 45, 56], [20, 20, 20, 46], RULE)
    assert found.number.tolist() == [2, 0, 0, 2]
    assert found.unsure.tolist() == [True, True, False, True]


def test_a_border_of_one_standard_error_of_a_score():
    assert standard_error_of_score(20, 0.84) == pytest.approx(8)


def test_resampling_depends_on_its_generator_alone():
    rows = np.arange(20.0)[:, None]
    one, other = (bootstrap(rows, np.mean, np.random.default_rng(5), 50) for _ in range(2))
    assert one.tolist() == other.tolist()
    assert percentile_interval(one).holds(9.5)


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        (lambda: fay_herriot([1, 2], [1, 1]), "statistics-too-few"),
        (lambda: fay_herriot([1, 2, 3], [1, 1, 1], [[1], [2]]), "statistics-do-not-match"),
        (lambda: lmg([1, 2, 3, 4, 5], [[1, 2], [2, 1]]), "statistics-do-not-match"),
        (lambda: fay_herriot([1, 2, 3], [1, 1, 0]), "statistics-option"),
        (lambda: fay_herriot([1, 2, 3, 5], [1, 1, 1, 1], [[1], [1], [1], [1]]), "statistics-not-identified"),
        (lambda: fay_herriot([1, 2, 3, 9], [1, 1, 1, 2], steps=1), "statistics-did-not-settle"),
        (lambda: one_way([1, 2, 3], [1, 1, 1]), "statistics-too-few"),
        (lambda: one_way([1, 2, 3], [1, 2, 3]), "statistics-too-few"),
        (lambda: one_way([1, 1, 2, 2], [1, 1, 2, 2]), "statistics-no-spread"),
        (lambda: lmg([1, 2, 3, 4], [[1, 1]] * 4), "statistics-no-spread"),
        (lambda: lmg([1, 2, 3, 4], [[1, 1], [2, 2], [4, 4], [3, 3]]), "statistics-not-identified"),
        (lambda: lmg([1, 2, 3], [[1, 2], [2, 1], [3, 3]]), "statistics-too-few"),
        (lambda: lmg(np.arange(40), np.random.default_rng(1).normal(size=(40, 13))), "statistics-option"),
        (lambda: types_of([1], [1], Rule(("a", "a", "b", "c"))), "statistics-option"),
        (lambda: types_of([1], [1], Rule(("a", "b", "c", "d"), border=-1)), "statistics-option"),
        (lambda: types_of([1], [1, 2], RULE), "statistics-do-not-match"),
        (lambda: standard_error_of_score(1, 1.1), "statistics-option"),
        (lambda: bootstrap([[1], [2]], np.mean, np.random.default_rng(1), 5), "statistics-option"),
    ],
)
def test_what_cannot_be_answered_is_refused(wrong, key):
    assert refused_key(wrong) == key
