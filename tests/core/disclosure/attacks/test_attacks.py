"""Every attack leaves a release empty-handed, and catches a build that is careless in its own way."""

from dataclasses import replace

import numpy as np
import pytest

from tests.core.disclosure.population import atoms, rules
from thuis.core.disclosure import estimate, noise
from thuis.core.disclosure.attacks import learned as learned_module
from thuis.core.disclosure.attacks import limits as limits_module
from thuis.core.disclosure.attacks.averaging import averaging, noise_left
from thuis.core.disclosure.attacks.bands import with_bands
from thuis.core.disclosure.attacks.learned import auc, learned
from thuis.core.disclosure.attacks.limits import ends, limits, pinned, targets
from thuis.core.disclosure.attacks.linear import plain_view
from thuis.core.disclosure.attacks.view import BELOW, view_of
from thuis.core.disclosure.attacks.yes_no import control_yes_no, yes_no
from thuis.core.disclosure.build import RoundInput, build
from thuis.core.disclosure.groups import small_groups

KEY = b"k" * 32
SCALE_MEASURE = rules().measures[0]


@pytest.fixture(scope="module")
def college():
    return atoms(students=900, programmes=16)


@pytest.fixture(scope="module")
def table(college):
    return build([RoundInput(college, {})], rules(), KEY, 1).table


@pytest.fixture(scope="module")
def view(table, college):
    return view_of(table, college, SCALE_MEASURE, np.ones(len(college)), rules())


def test_no_small_group_is_pinned_by_limits_and_the_truth_lies_between_them(view, college):
    found = limits(view, pinned(view, view, rules()))
    assert (found.groups, found.claims) == (limits_module.TARGETS, 0)
    groups = small_groups(college, rules())
    groups = groups[targets(view, groups)]
    low, high = ends(view, groups)
    truth = (groups @ view.total / (groups @ view.answers) - view.middle) / view.spread
    assert (low <= truth + 1e-6).all()
    assert (truth <= high + 1e-6).all()
    assert (low > -limits_module.NOTHING / 10).all()


def test_limits_pin_groups_when_cells_of_ten_are_told_exactly(view):
    plain = plain_view(view, rules())
    nearly = replace(plain, radius=plain.radius + 1e-4)
    found = limits(nearly, pinned(nearly, nearly, rules()))
    assert found.claims == found.breaches > 0


def test_whole_numbers_are_used_for_yes_and_no(table, college, monkeypatch):
    monkeypatch.setattr(
        limits_module, "SECONDS", 120
    )  # cut short on a busy machine, a limit is no whole number
    shares = view_of(table, college, SCALE_MEASURE, np.ones(len(college)), rules(), BELOW)
    groups = small_groups(college, rules())[:3]
    low, high = ends(shares, groups)
    people = groups @ shares.answers
    counts = np.concatenate([(end * shares.spread + shares.middle) * people for end in (low, high)])
    assert counts == pytest.approx(np.round(counts), abs=1e-6)


def test_the_figures_of_one_cell_do_not_average_the_noise_away(table, college):
    found = averaging(table, college, SCALE_MEASURE, np.ones(len(college)), rules())
    assert found.groups > 10
    assert found.claims == 0


def test_items_with_noise_of_their_own_are_caught(college, monkeypatch):
    monkeypatch.setattr(noise, "item_noise", lambda scale, own, room: own)
    careless = build([RoundInput(college, {})], rules(), KEY, 1).table
    found = averaging(careless, college, SCALE_MEASURE, np.ones(len(college)), rules())
    assert found.breaches > found.groups / 2 > 10
    assert found.best_posterior < 0.6


def test_the_mean_of_four_independent_draws_has_a_quarter_of_the_noise():
    draws = np.random.default_rng(1).standard_normal((4, 4000))
    left, chance = noise_left(draws, 1.0)
    assert left == pytest.approx(0.25, abs=0.03)
    assert chance < 1e-9


def test_one_shared_draw_leaves_all_the_noise():
    rng = np.random.default_rng(2)
    draw, rests = rng.standard_normal(4000), rng.standard_normal((2, 4000))
    left, chance = noise_left(np.vstack([draw, draw + rests[0], draw + rests[1]]), 1.0)
    assert left == pytest.approx(1.0, abs=0.01)
    assert chance > 1e-3


def test_averaging_what_rounding_adds_gains_nothing():
    """In a large cell rounding is more than the noise; the mean of two rounded figures has all the noise."""
    rng = np.random.default_rng(3)
    draw, rounding = rng.standard_normal(4000), 2 * rng.standard_normal((3, 4000))
    left, chance = noise_left(draw + rounding, 1.0)
    assert left > 1
    assert chance > 0.5


def test_nobodys_yes_or_no_is_known(table, college):
    ones = np.ones(len(college))
    shares = view_of(table, college, SCALE_MEASURE, ones, rules(), BELOW)
    found = yes_no(shares, pinned(shares, with_bands(shares, table, ones, rules()), rules()), rules())
    assert (found.claims, found.lone) == (0, 0)


def test_exact_shares_without_bands_are_caught(table, college):
    shares = view_of(table, college, SCALE_MEASURE, np.ones(len(college)), rules(), BELOW)
    assert control_yes_no(shares, rules()).breaches > 20


def test_a_band_says_how_few_there_are_at_most(table, college):
    ones = np.ones(len(college))
    shares = view_of(table, college, SCALE_MEASURE, ones, rules(), BELOW)
    more = with_bands(shares, table, ones, rules())
    added = len(more.sums) - len(shares.sums)
    assert added > 0
    count = (more.rows @ more.total)[-added:] / shares.spread
    told = more.sums[-added:] + (more.rows @ more.answers)[-added:] * more.middle / more.spread
    assert (np.abs(count - told) <= more.radius[-added:] + 1e-9).all()


def test_a_band_follows_from_what_is_told_and_not_from_the_exact_number():
    """Two of 20 in a band, three of 21 outside it: then the twenty-first has certainly said yes."""
    n = np.full(2, 25.0)
    answers = estimate.Answers(n, n, n, n, np.ones(2), np.ones(2), 20.0)
    exact = np.array([2.0, 4.0]) / n
    _, band = estimate.share_figures(answers, exact, np.array([1.5, -1.5]), rules())
    assert band.tolist() == [False, True]


def test_nobody_below_is_always_a_band():
    n = np.full(2, 25.0)
    answers = estimate.Answers(n, n, n, n, np.ones(2), np.ones(2), 20.0)
    _, band = estimate.share_figures(answers, np.array([0.0, 1.0]), np.array([2.5, -2.5]), rules())
    assert band.all()


@pytest.fixture(scope="module")
def told_apart(view):
    return list(learned(view, rules(), np.random.default_rng(3)))


def test_a_learned_attacker_cannot_tell_who_took_part(told_apart):
    anyone, _, best_known = told_apart
    assert anyone.groups == best_known.groups == learned_module.PERSONS
    assert 0.45 < anyone.best_posterior <= 0.55
    assert best_known.best_posterior <= 0.6


def test_his_best_guess_tells_a_learned_attacker_more_than_many_cells_and_less_than_the_design_allows(
    told_apart,
):
    anyone, from_guess, _ = told_apart
    assert anyone.best_posterior < from_guess.best_posterior <= learned_module.BLIND_GUESS


def test_what_each_person_adds_has_the_auc_as_its_mean(told_apart):
    for one in told_apart:
        assert len(one.each) == one.groups
        assert np.mean(one.each) == pytest.approx(one.best_posterior, abs=1e-3)


def test_a_learned_attacker_can_when_cells_are_exact(view):
    plain = plain_view(view, rules())
    assert all(one.breaches > 0 for one in list(learned(plain, rules(), np.random.default_rng(3)))[1:])


def test_auc_is_the_chance_that_one_is_larger_than_the_other():
    assert auc(np.array([1.0, 4.0]), np.array([0.0, 2.0])) == pytest.approx(0.75)
