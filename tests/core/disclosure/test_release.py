"""One round: what is told, what is not, and what follows from what."""

from dataclasses import replace

import numpy as np
import pytest

from tests.core.disclosure.population import ITEMS, SCALE, atoms, from_people, people, rules
from thuis.core.disclosure.build import RoundInput, build
from thuis.core.disclosure.estimate import with_company
from thuis.core.disclosure.model import AuditLimits, Thresholds
from thuis.core.disclosure.noise import SUM
from thuis.core.disclosure.release import folded, release_round
from thuis.core.disclosure.table import BAND, NUMBERS

KEY = b"k" * 32


@pytest.fixture(scope="module")
def college():
    return atoms(students=700)


@pytest.fixture(scope="module")
def released(college):
    return release_round(college, {}, rules(), KEY)


def figures(released, measure, statistic):
    return [one for one in released.figures if (one.measure, one.statistic) == (measure, statistic)]


def test_nothing_is_told_of_fewer_than_ten_answers(released):
    for found in released.measured.values():
        told = figures(released, found.measure.name, "mean")[0].status != "suppressed_primary"
        assert found.answers.n[told].min() >= 10


def test_shares_need_twenty_answers(released):
    for one in (*figures(released, SCALE, "share_below"), *figures(released, "w1", "answer_share")):
        told = one.status != "suppressed_primary"
        assert released.measured[one.measure].answers.n[told].min() >= 20


def test_a_suppressed_cell_has_no_number_at_all(released):
    for one in released.figures:
        hidden = np.char.startswith(one.status.astype(str), "suppressed")
        assert all(np.isnan(one.numbers[name][hidden]).all() for name in NUMBERS)


def test_the_same_input_gives_the_same_figures_and_another_key_others(college, released):
    again = release_round(college, {}, rules(), KEY)
    other = release_round(college, {}, rules(), b"l" * 32)
    mine, same, different = (
        figures(one, SCALE, "mean")[0].numbers["estimate"] for one in (released, again, other)
    )
    assert np.array_equal(mine, same, equal_nan=True)
    assert not np.array_equal(mine, different, equal_nan=True)


def test_the_mean_of_the_items_is_the_mean_of_the_scale_when_nobody_skips():
    made = release_round(atoms(students=700, missing=0.0), {}, rules(), KEY)
    items = [made.measured[name] for name in ITEMS]
    noise = [one.level * one.draw[:, SUM] / one.measure.range for one in items]
    scale = made.measured[SCALE]
    assert np.mean(noise, axis=0) == pytest.approx(scale.level * scale.draw[:, SUM] / 100)


@pytest.fixture(scope="module")
def evenly():
    """A round in which every answer is common."""
    codes, level, rng = people(700, 14, 1)
    values = {SCALE: level, **{name: rng.integers(0, 5, len(level)).astype(float) for name in ITEMS}}
    kept = {name: np.ones(len(level), dtype=bool) for name in values}
    return release_round(from_people(codes, values, kept, rng), {}, rules(), KEY)


def test_the_released_distribution_tells_the_released_mean(evenly):
    mean = figures(evenly, "w2", "mean")[0].numbers["estimate"]
    shares = {one.option: one for one in figures(evenly, "w2", "answer_share")}
    assert list(shares) == ["0", "1", "2", "3", "4"]
    whole = np.all(
        [(one.reason != BAND) & ~np.isnan(one.numbers["estimate"]) for one in shares.values()], axis=0
    )
    told = sum(float(code) * one.numbers["estimate"] for code, one in shares.items())
    inside = whole & np.all([one.numbers["estimate"] > 0 for one in shares.values()], axis=0)
    assert inside.sum() > 5
    assert told[inside] == pytest.approx(mean[inside], abs=0.02)


def test_a_share_of_almost_nobody_is_a_band(released):
    seen = 0
    for one in released.figures:
        band = one.reason == BAND
        seen += int(band.sum())
        assert np.isnan(one.numbers["estimate"][band]).all()
        low, high = one.numbers["low"][band], one.numbers["high"][band]
        at_an_end = np.isclose(low, 0) | np.isclose(high, 1)
        assert np.isin(np.round((high - low)[at_an_end], 6), (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)).all()
        assert np.allclose(np.round(10 * low[~at_an_end]), 10 * low[~at_an_end])
        assert np.allclose(np.round(10 * high[~at_an_end]), 10 * high[~at_an_end])
    assert seen


def test_a_band_never_stands_alone_among_the_answers_to_a_question(released):
    for name in ITEMS:
        told = figures(released, name, "answer_share")
        bands = np.sum([one.reason == BAND for one in told], axis=0)
        assert (bands != 1).all()
        assert (bands > 1).any()


def test_of_two_answers_a_band_tells_both():
    """A yes and a no: the band of one is the band of the other, and nothing is added."""
    ends = {name: np.array([0.9]) for name in ("low", "cohort_low", "high", "cohort_high")}
    two = [
        ({"estimate": np.array([np.nan]), **ends}, np.array([True])),
        ({"estimate": np.array([0.97]), **ends}, np.array([False])),
    ]
    assert [band.tolist() for _, band in with_company(two)] == [[True], [False]]


@pytest.mark.parametrize(
    ("chosen", "bands"),
    [
        ([50, 50, 50, 50, 50], [[0], [1], [2], [3], [4]]),
        ([0, 50, 50, 50, 50], [[0, 1], [2], [3], [4]]),
        ([50, 50, 50, 50, 1], [[0], [1], [2], [3, 4]]),
        ([50, 1, 50, 50, 50], [[0, 1], [2], [3], [4]]),
        ([1, 1, 1, 1, 200], [[0, 1, 2, 3], [4]]),
        ([0, 0, 0, 0, 0], [[0, 1, 2, 3], [4]]),
        ([9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9], [[0, 1, 2], [3, 4], [5, 6], [7, 8], [9, 10]]),
    ],
)
def test_an_answer_that_almost_nobody_chose_is_told_with_its_neighbour(chosen, bands):
    assert [band.tolist() for band in folded(np.array(chosen))] == bands


def test_numbers_of_people_are_told_in_fives(released):
    for one in released.figures:
        shown = one.numbers["n_shown"]
        assert (shown[~np.isnan(shown)] % 5 == 0).all()


def test_a_sensitive_measure_needs_twenty(college):
    own = rules()
    sensitive = replace(own, measures=tuple(replace(one, sensitive=True) for one in own.measures))
    made = release_round(college, {}, sensitive, KEY)
    told = figures(made, SCALE, "mean")[0].status != "suppressed_primary"
    assert made.measured[SCALE].answers.n[told].min() >= 20


def test_a_stricter_audit_tells_less_and_still_ends(college, released):
    strict = release_round(college, {}, rules(audit=AuditLimits(claim=0.24)), KEY)
    assert strict.verdict.kept.sum() < released.verdict.kept.sum()
    assert strict.verdict.worst >= 0.24


def test_a_higher_threshold_tells_less(college, released):
    high = release_round(college, {}, rules(thresholds=Thresholds(mean=30, share=30, sensitive=30)), KEY)
    assert 0 < high.verdict.kept.sum() < released.verdict.kept.sum()


def test_two_people_who_swap_answers_change_no_estimate(college):
    """Only sums count: who exactly said what within a cell is nowhere in the figures."""
    shuffled = replace(college, sums=dict(reversed(college.sums.items())))
    one, two = (release_round(c, {}, rules(), KEY) for c in (college, shuffled))
    a, b = (figures(r, SCALE, "mean")[0].numbers["estimate"] for r in (one, two))
    assert np.array_equal(a, b, equal_nan=True)


def test_a_certificate_names_what_was_removed_and_the_best_attack(college):
    made = build([RoundInput(college, {})], rules(), KEY, 1)
    certificate = made.certificate
    assert certificate["passed"] is True
    assert sum(certificate["rows"].values()) == len(made.table)
    best = [one["best_posterior_sd"] for one in certificate["rounds"][0]["attacker"].values()]
    assert min(best) >= 0.15


def test_without_answers_nothing_is_told():
    nobody = atoms(students=12, programmes=4)
    made = release_round(nobody, {}, rules(), KEY)
    told = [one for one in made.figures if (np.char.startswith(one.status.astype(str), "sup")).all()]
    assert told


def test_a_module_that_few_chose_is_told_where_it_can_be(college):
    """Small groups in which nobody chose it expose nothing, and take no cell away."""
    rng = np.random.default_rng(3)
    some = rng.random(len(college)) < 0.5
    sums = college.sums[SCALE]
    fewer = replace(
        sums,
        n=np.where(some, sums.n, 0),
        total=np.where(some, sums.total, 0.0),
        squares=np.where(some, sums.squares, 0.0),
        below=np.where(some, sums.below, 0),
    )
    made = release_round(replace(college, sums={SCALE: fewer}), {}, rules(), KEY)
    told = figures(made, SCALE, "mean")[0]
    assert (~np.isnan(told.numbers["estimate"])).mean() > 0.3
    assert made.measured[SCALE].verdict.worst >= 0.15


def test_a_figure_that_is_told_never_shows_fewer_answers_than_it_needs():
    for seed in range(6):
        made = release_round(atoms(students=500, seed=seed), {}, rules(), KEY)
        for statistic in ("share_below", "answer_share"):
            shown = np.concatenate(
                [one.numbers["n_shown"] for one in made.figures if one.statistic == statistic]
            )
            assert np.nanmin(shown) >= 20
