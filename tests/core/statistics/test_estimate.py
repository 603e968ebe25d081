"""Means, shares and totals under a design: R survey 4.1.1, properties, refusals, coverage."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.statistics.samples import CLOSED, sample
from thuis.core.errors import InvalidInput
from thuis.core.statistics.describe import describe
from thuis.core.statistics.design import design
from thuis.core.statistics.estimate import (
    Estimate,
    estimate_mean,
    estimate_means_by,
    estimate_total,
    share_interval,
)
from thuis.core.statistics.weights import Margin, poststratify, rake


def figures(estimate):
    return estimate.value, estimate.se


def stratified(finite=True):
    api = sample("apistrat")
    population = api["fpc"] if finite else None
    return design(200, weights=api["pw"], strata=api["stype"], population=population)


def test_a_simple_random_sample():
    api = sample("apisrs")
    plan = design(200, weights=api["pw"], population=api["fpc"])
    assert figures(estimate_mean(plan, api["api00"])) == pytest.approx((656.585, 9.249722), abs=CLOSED)


def test_a_stratified_sample_with_and_without_correction():
    y = sample("apistrat")["api00"]
    found = estimate_mean(stratified(), y)
    assert figures(found) == pytest.approx((662.287363, 9.408941), abs=CLOSED)
    assert found.df == 197
    assert estimate_mean(stratified(finite=False), y).se == pytest.approx(9.536132, abs=CLOSED)


def test_a_total_of_a_stratified_sample():
    found = estimate_total(stratified(), sample("apistrat")["enroll"])
    assert figures(found) == pytest.approx((3687177.532, 114641.716101), rel=1e-9)


def test_domains_of_a_stratified_sample():
    api = sample("apistrat")
    found = estimate_means_by(stratified(), api["api00"], api["stype"])
    assert found.labels == ("E", "H", "M")
    assert np.ravel([figures(one) for one in found.means]) == pytest.approx(
        [674.43, 12.382480, 625.82, 14.937129, 636.60, 16.214707], abs=CLOSED
    )


def test_domains_that_are_strata_are_independent():
    api = sample("apistrat")
    found = estimate_means_by(stratified(), api["api00"], api["stype"])
    assert found.covariance == pytest.approx(np.diag([one.se**2 for one in found.means]))
    assert found.difference(0, 1).se == pytest.approx(np.hypot(12.382480, 14.937129), abs=1e-5)


def test_a_share_with_its_logit_interval():
    api = sample("apistrat")
    found = estimate_mean(stratified(), api["sch.wide"] == "Yes")
    interval = share_interval(found)
    assert found.value == pytest.approx(0.827948, abs=CLOSED)
    assert (interval.low, interval.high) == pytest.approx((0.774539654352, 0.870814854545), abs=1e-9)


def clustered(**more):
    api = sample("apiclus1")
    return design(183, weights=api["pw"], clusters=api["dnum"], population=api["fpc"], **more)


def test_a_share_in_a_clustered_sample():
    found = share_interval(estimate_mean(clustered(), sample("apiclus1")["sch.wide"] == "Yes"))
    assert (found.low, found.high) == pytest.approx((0.823798892379, 0.911900077021), abs=1e-9)


TYPES = {"E": 4421, "H": 755, "M": 1018}


def with_margins(weights):
    api = sample("apiclus1")
    return design(
        183,
        weights=weights.values,
        clusters=api["dnum"],
        population=api["fpc"],
        margins=weights.margins,
        base=weights.base,
    )


def raked():
    api = sample("apiclus1")
    margins = [
        Margin("type", api["stype"], TYPES),
        Margin("wide", api["sch.wide"], {"No": 1072, "Yes": 5122}),
    ]
    return rake(margins, base=api["pw"])


def test_raked_weights():
    weights = raked()
    assert (weights.values.min(), weights.values.max()) == pytest.approx((29.870675, 67.125529), abs=CLOSED)
    assert weights.kish_n == pytest.approx(174.011, abs=1e-3)
    assert weights.settled


def test_a_mean_and_a_total_under_raked_weights():
    api, plan = sample("apiclus1"), with_margins(raked())
    assert figures(estimate_mean(plan, api["api00"])) == pytest.approx((641.230321, 23.703617), abs=CLOSED)
    assert figures(estimate_total(plan, api["enroll"])) == pytest.approx((3647280.148, 400603.257), abs=1e-3)


def test_a_mean_and_a_total_under_poststratified_weights():
    api = sample("apiclus1")
    plan = with_margins(poststratify(Margin("type", api["stype"], TYPES), base=api["pw"]))
    assert figures(estimate_mean(plan, api["api00"])) == pytest.approx(
        (642.3107882, 23.9204864451), abs=CLOSED
    )
    assert figures(estimate_total(plan, api["enroll"])) == pytest.approx(
        (3680892.945, 406292.636295), rel=1e-9
    )


def test_domains_under_raked_weights():
    api = sample("apiclus1")
    found = estimate_means_by(with_margins(raked()), api["api00"], api["stype"])
    # R stops raking a little earlier, hence 1e-3
    assert [one.se for one in found.means] == pytest.approx([22.8084173, 36.7430031, 29.9630342], abs=1e-3)


def test_two_stages_with_missing_answers():
    nhanes = sample("nhanes")
    plan = design(
        len(nhanes["HI_CHOL"]),
        weights=nhanes["WTMEC2YR"],
        strata=nhanes["SDMVSTRA"],
        clusters=nhanes["SDMVPSU"],
    )
    found = estimate_mean(plan, nhanes["HI_CHOL"])
    assert figures(found) == pytest.approx((0.112142956, 0.005445840), abs=1e-9)
    men = estimate_mean(plan, nhanes["HI_CHOL"], domain=nhanes["RIAGENDR"] == 1)
    assert figures(men) == pytest.approx((0.100724768885, 0.00683450959621), abs=1e-9)


answers = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 3)), min_size=4, max_size=40)


@given(answers)
def test_weights_of_1_equal_no_weights(rows):
    y = np.array([value for value, _ in rows], dtype=float)
    plain, weighted = design(len(y)), design(len(y), weights=np.ones(len(y)))
    described = describe(y)
    for plan in (plain, weighted):
        found = estimate_mean(plan, y)
        assert found.value == pytest.approx(described.mean)
        assert found.se == pytest.approx(described.sd / np.sqrt(len(y)))


@given(answers, st.randoms(use_true_random=False))
def test_the_order_of_the_people_changes_nothing(rows, random):
    def found(rows):
        y, group = np.array(rows, dtype=float).T
        plan = design(len(y), weights=group + 1, clusters=y % 7, lonely="centre")
        return estimate_mean(plan, y)

    mixed = random.sample(rows, len(rows))
    if len({value % 7 for value, _ in rows}) > 1:
        assert figures(found(rows)) == pytest.approx(figures(found(mixed)), abs=1e-9)


@given(answers)
def test_reversing_the_scale_mirrors_the_mean_and_keeps_the_error(rows):
    y, group = np.array(rows, dtype=float).T
    plan = design(len(y), weights=group + 1)
    up, down = estimate_mean(plan, y), estimate_mean(plan, 100 - y)
    assert figures(down) == pytest.approx((100 - up.value, up.se), abs=1e-9)


def test_an_equal_cluster_label_in_another_stratum_is_another_cluster():
    plan = design(4, strata=[1, 1, 2, 2], clusters=[1, 2, 1, 2])
    assert len(np.unique(plan.clusters)) == 4


def test_a_lonely_cluster_is_refused_or_measured_from_the_middle():
    y = [1.0, 3.0, 10.0]
    with pytest.raises(InvalidInput) as refused:
        estimate_mean(design(3, strata=["a", "a", "b"]), y)
    assert refused.value.key == "statistics-lonely-cluster"
    centred = estimate_mean(design(3, strata=["a", "a", "b"], lonely="centre"), y)
    certain = estimate_mean(design(3, strata=["a", "a", "b"], population=[9, 9, 1]), y)
    assert centred.se > certain.se > 0


def test_a_design_of_lonely_strata_alone_still_counts_degrees_of_freedom():
    assert estimate_mean(design(3, strata=[1, 2, 3], lonely="centre"), [1, 2, 4]).df == 2


def test_nobody_said_yes_still_has_an_interval():
    found = share_interval(Estimate(0.0, 0.0, 20, 19))
    assert found.low == 0 < found.high < 0.2


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        (lambda: estimate_mean(design(3), [1, np.nan, np.nan]), "statistics-too-few"),
        (lambda: estimate_mean(design(3), [1, 2]), "statistics-do-not-match"),
        (lambda: estimate_mean(design(2, clusters=[1, 1], lonely="centre"), [1, 2]), "statistics-too-few"),
        (lambda: design(2, population=[1, 1]), "statistics-option"),
        (lambda: design(2, population=[5, 6]), "statistics-option"),
        (lambda: design(2, weights=[1, 2, 3]), "statistics-do-not-match"),
        (lambda: share_interval(Estimate(1.5, 0.1, 5, 4)), "statistics-option"),
    ],
)
def test_what_cannot_be_answered_is_refused(wrong, key):
    with pytest.raises(InvalidInput) as refused:
        wrong()
    assert refused.value.key == key


def test_intervals_of_a_finite_stratified_cohort_cover_its_mean():
    """Strata of unequal size and response; non-response depends on the stratum and is weighted away."""
    rng = np.random.default_rng(3)
    sizes, rates = np.array([60, 150, 300]), np.array([0.7, 0.4, 0.25])
    stratum = np.repeat(np.arange(3), sizes)
    cohort = rng.normal(stratum * 8.0, 15)
    taken = (sizes * rates).astype(int)
    held = []
    for _ in range(1500):
        at = np.concatenate(
            [rng.choice(np.flatnonzero(stratum == s), taken[s], replace=False) for s in range(3)]
        )
        plan = design(
            len(at), weights=(sizes / taken)[stratum[at]], strata=stratum[at], population=sizes[stratum[at]]
        )
        held.append(estimate_mean(plan, cohort[at]).interval().holds(cohort.mean()))
    assert 0.93 <= np.mean(held) <= 0.97
