"""The attacker's posterior is that of the normal distribution, and taking cells back only makes it wider."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from thuis.core.disclosure.attacker import Attacker, Published, Retreat


def small(seed=0, cells=9, atoms=12):
    rng = np.random.default_rng(seed)
    members = (rng.random((cells, atoms)) < 0.5) * rng.uniform(0.7, 1.4, atoms)
    answers = rng.integers(1, 6, atoms).astype(float)
    noise = rng.uniform(1.0, 2.0, cells)
    groups = (rng.random((7, atoms)) < 0.3).astype(float)
    groups[:, 0] = 1.0
    return members, answers, noise, groups


def conditioned(members, answers, noise, groups):
    """Condition the joint normal of groups and cells directly, person by person."""
    person = np.repeat(np.arange(len(answers)), answers.astype(int))
    cells, means = members[:, person], groups[:, person] / groups[:, person].sum(axis=1, keepdims=True)
    joint = np.vstack([means, cells])
    covariance = joint @ joint.T
    k = len(groups)
    covariance[k:, k:] += np.diag(noise**2)
    left = covariance[:k, :k] - covariance[:k, k:] @ np.linalg.inv(covariance[k:, k:]) @ covariance[k:, :k]
    return np.sqrt(np.diag(left))


@pytest.mark.parametrize("seed", range(5))
def test_the_posterior_is_that_of_the_joint_normal_of_all_people(seed):
    members, answers, noise, groups = small(seed)
    attacker = Attacker(Published(csr_array(members), noise), answers)
    expected = conditioned(members, answers, noise, groups)
    assert attacker.posterior_sd(csr_array(groups)) == pytest.approx(expected, rel=1e-9)


def test_one_person_in_one_cell_of_her_own():
    attacker = Attacker(Published(csr_array([[1.0]]), np.array([1.5])), np.array([1.0]))
    assert attacker.posterior_sd(csr_array([[1.0]]))[0] == pytest.approx(1 / np.sqrt(1 + 1 / 1.5**2))


@pytest.mark.parametrize("seed", range(5))
def test_taking_cells_back_step_by_step_is_never_having_told_them(seed):
    members, answers, noise, groups = small(seed)
    attacker = Attacker(Published(csr_array(members), noise), answers)
    retreat = Retreat(attacker, csr_array(groups))
    before = retreat.posterior_sd()
    retreat.take_back(np.array([1, 4]))
    retreat.take_back(np.array([0, 5]))
    stay = [2, 3, 5, 6, 8]
    assert retreat.left.tolist() == stay
    fresh = Attacker(Published(csr_array(members[stay]), noise[stay]), answers)
    assert retreat.posterior_sd() == pytest.approx(fresh.posterior_sd(csr_array(groups)), rel=1e-8)
    assert (retreat.posterior_sd() >= before - 1e-12).all()


def test_of_a_group_in_which_nobody_answered_there_is_nothing_to_know():
    members, answers, noise, groups = small()
    answers[:3], groups[0] = 0.0, np.eye(12)[1]
    attacker = Attacker(Published(csr_array(members), noise), answers)
    assert attacker.posterior_sd(csr_array(groups))[0] == 1.0
