"""Twelve scales that go together tell no more of a small group than one: their noise goes together too."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr, ndtri

from tests.core.disclosure.population import atoms, from_people, people, rules
from thuis.core.disclosure import together
from thuis.core.disclosure.attacks import every
from thuis.core.disclosure.attacks.together import together as attack
from thuis.core.disclosure.attacks.view import view_of
from thuis.core.disclosure.build import RoundInput, build
from thuis.core.disclosure.model import Measure

KEY, SCALES, SHARED = b"k" * 32, 12, 0.5
MEASURES = tuple(Measure(f"s{i}", "scale", 0, 100) for i in range(SCALES))


def scales(students, programmes, seed):
    """Scales with one shared factor; every third one points the other way."""
    codes, level, rng = people(students, programmes, seed)
    loads = np.where(np.arange(SCALES) % 3 == 0, -1, 1) * np.sqrt(SHARED)
    own = np.sqrt(1 - SHARED) * rng.standard_normal((len(level), SCALES))
    scores = 60 + 18 * (loads * rng.standard_normal(len(level))[:, None] + own)
    values = {one.name: scores[:, i] for i, one in enumerate(MEASURES)}
    kept = {name: np.ones(len(level), dtype=bool) for name in values}
    true = np.outer(loads, loads)
    np.fill_diagonal(true, 1.0)
    return from_people(codes, values, kept, rng), true


@pytest.fixture(scope="module")
def college():
    return scales(900, 16, 1)


@pytest.fixture(scope="module")
def limits():
    return replace(rules(), measures=MEASURES)


def attacked(atoms, limits, true, noise):
    table = build([RoundInput(atoms, {})], limits, KEY, 1).table
    views = [view_of(table, atoms, one, np.ones(len(atoms)), limits) for one in MEASURES]
    return list(attack(views, true, noise, limits))


def test_somebody_who_knows_all_correlations_gains_nothing_from_twelve_scales(college, limits):
    found = attacked(*college[:1], limits, college[1], together.correlations(college[0], MEASURES))
    assert [one.claims for one in found] == [0] * SCALES
    assert found[0].groups > 100


def test_with_noise_of_their_own_the_scales_would_tell_on_somebody(college, limits, monkeypatch):
    monkeypatch.setattr(together, "correlations", lambda atoms, measures: np.eye(len(measures)))
    found = attacked(*college[:1], limits, college[1], np.eye(SCALES))
    assert sum(one.breaches for one in found) > 0


def test_the_noise_goes_together_as_the_answers_do_in_both_directions(college, limits):
    made = build([RoundInput(college[0], {})], limits, KEY, 1).rounds[0]
    draws = np.stack([made.measured[one.name].draw[:, 0] for one in MEASURES])
    assert np.corrcoef(draws) == pytest.approx(together.correlations(college[0], MEASURES), abs=0.15)
    assert np.abs(draws).max() <= limits.noise.cut


def test_one_changed_answer_changes_the_draws_of_every_measure(college, limits):
    first = build([RoundInput(college[0], {})], limits, KEY, 1).rounds[0]
    sums = dict(college[0].sums)
    sums["s5"] = replace(sums["s5"], total=sums["s5"].total + (np.arange(len(college[0])) == 3))
    second = build([RoundInput(replace(college[0], sums=sums), {})], limits, KEY, 1).rounds[0]
    inside = first.cells.members[:, [3]].toarray().ravel() > 0
    for one in MEASURES:
        same = first.measured[one.name].draw[:, 0] == second.measured[one.name].draw[:, 0]
        assert not same[inside].any()


def test_estimates_from_sums_are_near_the_correlations_of_people(college):
    assert together.estimated(college[0], MEASURES) == pytest.approx(college[1], abs=0.15)


def test_with_few_people_the_measures_are_taken_to_stand_apart():
    few, _ = scales(12, 2, 3)
    near = np.abs(together.correlations(few, MEASURES) - np.eye(SCALES)).max()
    assert near < np.abs(together.estimated(few, MEASURES) - np.eye(SCALES)).max()


def test_measures_that_say_the_same_still_have_noise_in_every_mixture():
    same = atoms(missing=0)
    twice = [Measure("wellbeing", "scale", 0, 100), Measure("wellbeing", "scale", 0, 100)]
    found = together.correlations(same, twice)
    assert np.linalg.eigvalsh(found).min() >= 0.04
    assert found[0, 1] == pytest.approx(0.9, abs=0.01)


def test_a_measure_that_nobody_differs_in_stands_apart():
    flat = atoms()
    still = replace(flat.sums["wellbeing"], total=50.0 * flat.sums["wellbeing"].n)
    flat = replace(flat, sums=flat.sums | {"wellbeing": still})
    pair = [Measure("wellbeing", "scale", 0, 100), Measure("w1", "item", 0, 4)]
    assert together.estimated(flat, pair).tolist() == [[1.0, 0.0], [0.0, 1.0]]


@given(st.integers(0, 10_000), st.floats(-0.9, 0.9))
def test_tied_draws_are_still_normal_and_cut(seed, correlation):
    rng = np.random.default_rng(seed)
    own = ndtri(rng.uniform(ndtr(-2.5), ndtr(2.5), (2, 4000)))
    tied = together.follow(own, np.array([[1, correlation], [correlation, 1]]), 2.5)
    assert np.abs(tied).max() <= 2.5
    assert tied.std(axis=1) == pytest.approx([0.95, 0.95], abs=0.05)
    assert np.corrcoef(tied)[0, 1] == pytest.approx(correlation, abs=0.06)


def test_the_attack_stands_among_all_attacks(college, limits):
    table = build([RoundInput(college[0], {})], limits, KEY, 1).table
    few = replace(limits, measures=MEASURES[:2])
    found = every._on_all(table, college[0], np.ones(len(college[0])), few)
    assert [(one.attack, one.claims) for one in found] == [("together", 0)] * 2


def test_one_scale_alone_has_nothing_to_mix_with(college, limits):
    table = build([RoundInput(college[0], {})], limits, KEY, 1).table
    alone = replace(limits, measures=MEASURES[:1])
    assert list(every._on_all(table, college[0], np.ones(len(college[0])), alone)) == []
