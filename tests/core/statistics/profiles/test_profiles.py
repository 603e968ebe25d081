"""Latent profiles: mclust, the best known solutions, collapse, choice, covariates."""

import os

import numpy as np
import pytest
from scipy import optimize, special

from tests.core.statistics.refusals import refused_key
from tests.core.statistics.samples import BFI, ITERATIVE, matrix
from thuis.core.statistics.profiles.choosing import (
    adjusted_rand,
    best_of,
    bootstrap_test,
    candidates,
    simulate,
    stability_of,
)
from thuis.core.statistics.profiles.covariates import assignment_error, membership_by
from thuis.core.statistics.profiles.mixture import QUICK, THOROUGH, Effort, find_profiles, parameter_count

# The full size takes minutes; a small one shows the same behaviour every day.
FULL = bool(os.environ.get("THUIS_FULL_SIMULATION"))
REVERSED = {"A1", "C4", "C5", "E1", "E2", "O2", "O5"}


def rng(seed=1):
    return np.random.default_rng(seed)


def diabetes():
    return matrix("diabetes", ["glucose", "insulin", "sspg"])


def scale_means():
    """Five scale means of 2,436 people."""
    items = [item for items in BFI.values() for item in items]
    answers = matrix("bfi", items, complete=True)
    keyed = np.where([item in REVERSED for item in items], 7 - answers, answers)
    return keyed.reshape(len(keyed), 5, 5).mean(axis=2)


@pytest.mark.parametrize(
    ("variances", "classes", "likelihood", "bic"),
    [
        ("equal", 1, -2750.13454727, -5530.12949699),
        ("equal", 2, -2559.81604656, -5169.39943054),
        ("equal", 3, -2464.38433068, -4998.44293376),
        ("equal", 4, -2424.02224119, -4937.62568975),
        ("free", 3, -2364.14188618, -4827.80911),
    ],
)
def test_profiles_reach_at_least_what_mclust_reaches(variances, classes, likelihood, bic):
    found = find_profiles(diabetes(), classes, rng(), variances=variances, floor=1e-3)
    assert found.log_likelihood >= likelihood - ITERATIVE
    # mclust stops at a relative gain of 1e-5
    assert found.log_likelihood == pytest.approx(likelihood, abs=0.01)
    assert -found.bic == pytest.approx(bic, abs=0.02)


@pytest.mark.parametrize(("classes", "best"), [(3, -16358.266), (4, -16294.383)])
def test_many_starts_find_the_best_known_solution(classes, best):
    """mclust 6.0.0 stops at -16359.407 and -16340.320."""
    found = find_profiles(scale_means(), classes, rng())
    assert found.log_likelihood >= best - 0.001
    assert found.agreeing >= 2


def test_a_floor_keeps_a_class_from_collapsing_into_equal_answers():
    """Thirty people at the top of both scales: without a floor their class has no width at all."""
    rows = np.vstack([rng(13).normal(3, 0.7, size=(120, 2)), np.full((30, 2), 5.0)])
    found = find_profiles(rows, 2, rng(), variances="free", effort=QUICK)
    assert found.variances.min(axis=0) == pytest.approx(0.05 * rows.var(axis=0))
    assert adjusted_rand(found.assigned(), np.repeat([0, 1], [120, 30])) > 0.9


def test_five_free_classes_do_not_run_away():
    found = find_profiles(scale_means(), 5, rng(), variances="free", effort=THOROUGH if FULL else QUICK)
    assert (
        -16047.5 <= found.log_likelihood < -15900
    )  # mclust, and sklearn with a class without width: -15520.9


def three_kinds(seed=2, n=300):
    generator = rng(seed)
    kind = generator.choice(3, n, p=[0.5, 0.3, 0.2])
    centres = np.array([[0, 0], [4, 0], [0, 5]])
    return kind, centres[kind] + generator.normal(size=(n, 2))


def test_kinds_that_are_there_are_found():
    kind, rows = three_kinds()
    found = find_profiles(rows, 3, rng(), effort=QUICK)
    assert adjusted_rand(kind, found.assigned()) > 0.9
    assert found.entropy > 0.9
    assert found.shares == pytest.approx([0.5, 0.3, 0.2], abs=0.07)


def test_the_order_of_the_people_changes_nothing():
    _, rows = three_kinds()
    order = rng(5).permutation(len(rows))
    one, other = (
        find_profiles(rows, 3, rng(), effort=QUICK),
        find_profiles(rows[order], 3, rng(), effort=QUICK),
    )
    assert other.log_likelihood == pytest.approx(one.log_likelihood, abs=1e-3)
    assert other.means == pytest.approx(one.means, abs=1e-2)


def test_reversing_the_scales_mirrors_the_means():
    _, rows = three_kinds()
    one, other = find_profiles(rows, 3, rng(), effort=QUICK), find_profiles(-rows, 3, rng(), effort=QUICK)
    assert other.means == pytest.approx(-one.means, abs=1e-2)


def test_one_class_is_the_mean_and_the_variance():
    _, rows = three_kinds()
    found = find_profiles(rows, 1, rng(), effort=QUICK)
    assert found.means[0] == pytest.approx(rows.mean(axis=0))
    assert (found.classes, found.entropy) == (1, 1)
    assert found.variances[0] == pytest.approx(rows.var(axis=0))


def test_more_classes_than_kinds_of_answers_do_no_harm():
    rows = np.tile([[0.0, 1.0], [1.0, 0.0]], (20, 1))
    found = find_profiles(rows, 3, rng(), effort=QUICK)
    assert found.shares.sum() == pytest.approx(1)


def test_parameters_are_counted_as_in_mclust():
    assert [parameter_count(4, 5, kind) for kind in ("equal", "free")] == [28, 43]


def test_the_number_of_kinds_is_recognised():
    _, rows = three_kinds(n=200)
    times, effort = (99, Effort()) if FULL else (19, QUICK)
    found = candidates(rows, rng(3), most=4, effort=effort, times=times)
    assert [one.profiles.classes for one in found] == [1, 2, 3, 4]
    assert best_of(found).profiles.classes == 3
    assert found[0].p is None
    assert found[1].p == pytest.approx(1 / (times + 1))  # never 0: what happened counts as one draw
    assert found[2].p <= 0.05 < found[3].p
    assert found[2].stability > 0.9


def test_one_kind_of_people_gives_no_types():
    rows = rng(6).normal(size=(120, 2))
    assert best_of(candidates(rows, rng(7), most=2, effort=QUICK, times=19)) is None


def test_the_bootstrap_test_keeps_its_promise():
    """Under one class the p values are even: about one in ten below .10."""
    simulations, times = (200, 99) if FULL else (20, 19)
    generator, found = rng(8), []
    for _ in range(simulations):
        rows = generator.normal(size=(60 if FULL else 40, 2))
        one, two = (find_profiles(rows, classes, generator, effort=QUICK) for classes in (1, 2))
        found.append(bootstrap_test(rows, one, two, generator, times=times))
    assert np.mean(np.array(found) <= 0.1) <= (0.14 if FULL else 0.25)
    assert np.mean(found) == pytest.approx(0.5, abs=0.06 if FULL else 0.15)


def test_stability_is_low_where_there_are_no_kinds():
    rows = rng(9).normal(size=(150, 2))
    assert stability_of(rows, find_profiles(rows, 3, rng(), effort=QUICK), rng(), times=10) < 0.8


def test_agreement_of_groupings_is_1_for_the_same_and_0_for_chance():
    assert adjusted_rand([0, 0, 1, 1], ["b", "b", "a", "a"]) == 1
    # scikit-learn and mclust: adjusted_rand_score([0, 0, 1, 2], [0, 0, 1, 1]) = 0.571428...
    assert adjusted_rand([0, 0, 1, 2], [0, 0, 1, 1]) == pytest.approx(4 / 7)
    assert adjusted_rand([0, 0, 0], [1, 1, 1]) == 1
    assert adjusted_rand(rng(1).integers(0, 3, 3000), rng(2).integers(0, 3, 3000)) == pytest.approx(
        0, abs=0.01
    )


def test_sure_membership_is_plain_logistic_regression():
    generator = rng(10)
    x = generator.normal(size=400)
    kind = generator.random(400) < special.expit(0.3 + 0.8 * x)
    rows = np.where(kind, 100.0, 0.0)[:, None] + generator.normal(size=(400, 2))
    profiles = find_profiles(rows, 2, generator, effort=QUICK)
    found = membership_by(profiles, x[:, None])
    is_second = (profiles.assigned() == 1).astype(float)
    z = np.column_stack([np.ones(400), x])

    def loss(slopes):
        height = z @ slopes
        return float(np.logaddexp(0, height).sum() - is_second @ height)

    plain = optimize.minimize(loss, np.zeros(2), tol=1e-12).x
    assert found.slopes[0] == pytest.approx(plain, abs=ITERATIVE)
    chance = special.expit(z @ plain)
    classical = np.sqrt(np.diag(np.linalg.inv((z * (chance * (1 - chance))[:, None]).T @ z)))
    assert found.errors[0] == pytest.approx(classical, rel=0.1)


def test_doubt_about_membership_does_not_shrink_what_a_covariate_says():
    generator, corrected, naive = rng(11), [], []
    for _ in range(100 if FULL else 15):
        x = generator.normal(size=1000)
        kind = generator.random(1000) < special.expit(x)
        rows = np.where(kind, 2.2, 0.0)[:, None] + generator.normal(size=(1000, 2))
        profiles = find_profiles(rows, 2, generator, effort=QUICK)
        sign = 1 if profiles.means[1, 0] > profiles.means[0, 0] else -1
        corrected.append(sign * membership_by(profiles, x[:, None]).slopes[0, 1])
        z = np.column_stack([np.ones(1000), x])
        assigned = (profiles.assigned() == 1).astype(float)
        naive.append(
            sign
            * optimize.minimize(
                lambda s, z=z, a=assigned: np.logaddexp(0, z @ s).sum() - a @ z @ s, [0, 0]
            ).x[1]
        )
    assert np.mean(corrected) == pytest.approx(1.0, abs=0.1)
    assert np.mean(naive) < np.mean(corrected) - 0.1


def test_errors_of_assignment_add_up_to_1():
    _, rows = three_kinds()
    error = assignment_error(find_profiles(rows, 3, rng(), effort=QUICK))
    assert error.sum(axis=1) == pytest.approx([1, 1, 1])
    assert (np.diag(error) > 0.85).all()


def test_simulated_people_look_like_their_profiles():
    _, rows = three_kinds()
    found = find_profiles(rows, 3, rng(), effort=QUICK)
    drawn = simulate(found, 20_000, rng(4))
    assert drawn.mean(axis=0) == pytest.approx(found.shares @ found.means, abs=0.05)


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        (lambda: find_profiles(diabetes(), 9, rng()), "statistics-option"),
        (lambda: find_profiles(diabetes(), 2, rng(), effort=Effort(starts=0)), "statistics-option"),
        (lambda: find_profiles(diabetes(), 2, rng(), floor=0), "statistics-option"),
        (lambda: find_profiles(diabetes(), 2, rng(), variances="full"), "statistics-option"),
        (lambda: find_profiles(diabetes()[:15], 2, rng()), "statistics-too-few"),
        (lambda: find_profiles(np.ones((30, 2)), 2, rng()), "statistics-no-spread"),
        (lambda: candidates(diabetes(), rng(), most=9), "statistics-option"),
        (
            lambda: membership_by(find_profiles(diabetes(), 1, rng(), effort=QUICK), np.ones((145, 1))),
            "statistics-option",
        ),
        (
            lambda: membership_by(find_profiles(diabetes(), 2, rng(), effort=QUICK), np.ones((145, 1))),
            "statistics-not-identified",
        ),
        (
            lambda: membership_by(find_profiles(diabetes(), 2, rng(), effort=QUICK), np.ones((14, 1))),
            "statistics-do-not-match",
        ),
    ],
)
def test_what_cannot_be_answered_is_refused(wrong, key):
    assert refused_key(wrong) == key
