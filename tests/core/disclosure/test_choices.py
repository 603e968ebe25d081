"""Questions with several answers: shares only, and noise that does not average away."""

from dataclasses import replace

import numpy as np
import pytest

from tests.core.disclosure.population import from_people, people, rules
from thuis.core.disclosure.attacks.every import attacks
from thuis.core.disclosure.build import RoundInput, build
from thuis.core.disclosure.choices import option_level, option_of, options_of
from thuis.core.disclosure.model import Measure, NoiseLevels
from thuis.core.disclosure.release import release_round
from thuis.core.disclosure.table import BAND, MERGED, RELEASED

KEY = b"k" * 32
NEEDS = Measure("needs", "choice", 0, 1, choices=("rest", "money", "none", "never"))
RULES = replace(rules(), measures=(NEEDS,))


def college(students=900, skipped=0.1, seed=1):
    """Who needs rest needs nothing else: two options that almost say the same."""
    codes, level, rng = people(students, 16, seed)
    rest = rng.random(len(level)) < 0.5
    chosen = [rest, rng.random(len(level)) < 0.1, ~rest, np.zeros(len(level), dtype=bool)]
    answered = rng.random(len(level)) >= skipped
    values = {name: one.astype(float) for name, one in zip(NEEDS.columns, chosen, strict=True)}
    made = from_people(codes, values, dict.fromkeys(values, answered), rng)
    both = np.stack(chosen)[:, answered].astype(np.int64)
    return replace(made, together={"needs": both @ both.T})


@pytest.fixture(scope="module")
def atoms():
    return college()


@pytest.fixture(scope="module")
def released(atoms):
    return build([RoundInput(atoms, {})], RULES, KEY, 1)


def test_a_choice_has_shares_and_nothing_else(released):
    columns = released.table.columns
    assert set(columns["measure"]) == {"needs"}
    assert set(columns["statistic"]) == {"answer_share"}
    assert set(columns["option"]) == set(NEEDS.choices)
    assert [option_of(one) for one in options_of(NEEDS)] == list(NEEDS.choices)


@pytest.mark.parametrize("sensitive", [False, True])
def test_an_option_needs_twenty_answers(atoms, sensitive):
    own = replace(RULES, measures=(replace(NEEDS, sensitive=sensitive),))
    made = release_round(atoms, {}, own, KEY)
    for one in made.figures:
        told = np.isin(one.status.astype(str), (RELEASED, MERGED))
        assert made.measured[f"needs:{one.option}"].answers.n[told].min() >= 20
        assert np.nanmin(one.numbers["n_shown"]) >= 20


def test_an_option_that_nobody_chose_looks_like_one_that_a_few_chose(released):
    """Its figures are noise: mostly bands, some a share, and none of them says nobody."""
    columns = released.table.columns
    rows = (columns["option"] == "never") & np.isin(columns["status"].astype(str), (RELEASED, MERGED))
    band = columns["reason"][rows] == BAND
    assert 0.9 < band.mean() <= 1
    assert (columns["high"][rows].astype(float) >= 0.01).all()
    whole = columns["high"][rows].astype(float) * columns["n_shown"][rows].astype(float)
    assert whole.min() >= 3


def test_every_option_is_audited_and_certified(released):
    found = released.certificate["rounds"][0]["attacker"]
    assert set(found) == set(NEEDS.columns)
    assert min(one["best_posterior_sd"] for one in found.values()) >= 0.15
    assert min(one["noise_sd_on_a_sum"] for one in found.values()) >= 1


def test_two_options_that_say_the_same_get_more_noise_so_that_their_mean_does_not_tell_more(atoms):
    """Half need rest and the others say none: λ is 2 · 0.25, and either spread alone is 0.5."""
    found = option_level(NEEDS, atoms, NoiseLevels())
    assert found == pytest.approx(NoiseLevels().of_spread * np.sqrt(0.5), rel=0.02)
    lone = Measure("needs", "choice", 0, 1, choices=("money",))
    assert option_level(lone, replace(atoms, together={}), NoiseLevels()) == 1.0


def test_without_counts_of_pairs_the_noise_is_for_the_worst_that_can_be(atoms):
    unknown = option_level(NEEDS, replace(atoms, together={}), NoiseLevels())
    assert unknown > option_level(NEEDS, atoms, NoiseLevels())
    assert option_level(NEEDS, atoms, NoiseLevels(count=3.0)) == 3.0


def test_a_choice_that_a_round_did_not_ask_has_no_rows(atoms):
    nobody = replace(atoms.sums["needs:rest"], n=np.zeros(len(atoms), dtype=np.int64))
    none = replace(atoms, sums=dict.fromkeys(NEEDS.columns, nobody))
    assert release_round(none, {}, RULES, KEY).figures == ()


def test_no_attack_gets_through_to_an_option_and_the_control_does(released, atoms):
    found = list(attacks(released.table, atoms, np.ones(len(atoms)), RULES, np.random.default_rng(1)))
    seen = {one.measure for one in found}
    assert {"needs:rest", "needs:none", "needs:money"} <= seen
    for one in found:
        if one.attack in ("bayes-linear", "differencing", "limits", "yes-no"):
            assert one.claims == 0, one
    assert sum(one.lone for one in found if one.attack == "control-plain-shares") > 20


def test_who_says_only_one_of_two_and_skips_nothing_is_audited_once():
    made = release_round(college(skipped=0.0), {}, RULES, KEY)
    assert {len(np.flatnonzero(one.kept)) for one in made.measured.values()} == {
        int((made.verdict.kept & (made.measured["needs:rest"].answers.n >= 20)).sum())
    }


def test_that_somebody_has_not_what_almost_nobody_has_is_no_disclosure(atoms):
    """One in fifty needs it: that a lone student does not is known of everybody."""
    rare = Measure("needs", "choice", 0, 1, choices=("rare",))
    codes, level, rng = people(900, 16, 1)
    said = (rng.random(len(level)) < 0.02).astype(float)
    made = from_people(codes, {"needs:rare": said}, {"needs:rare": np.ones(len(level), dtype=bool)}, rng)
    own = replace(RULES, measures=(rare,))
    table = build([RoundInput(made, {})], own, KEY, 1).table
    found = {one.attack: one for one in attacks(table, made, np.ones(len(made)), own, rng)}
    assert found["yes-no"].claims == 0
    assert found["control-plain-shares"].lone > 0
