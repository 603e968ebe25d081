"""Parts of R² from correlations alone: the same as from the answers, and honest about noise."""

import numpy as np
import pytest

from tests.core.statistics.refusals import refused_key
from tests.core.statistics.samples import CLOSED, sample
from thuis.core.statistics.drivers import lmg, parts_of
from thuis.core.statistics.relations import as_correlations, parts_from

NAMES = ("WBEING", "HRS", "LEAD", "COHES")


def army():
    data = sample("bh1996")
    return np.corrcoef(np.stack([data[name] for name in NAMES]))


def none(size):
    return np.zeros((size, size))


def test_parts_of_correlations_agree_with_relaimpo():
    """The parts as R gives them from the answers, LMG of WBEING on HRS, LEAD and COHES."""
    assert parts_of(army(), 1)[0] == pytest.approx([0.017595, 0.149140, 0.029652], abs=CLOSED)


def test_many_people_without_noise_give_what_the_answers_give():
    found = parts_from(army(), 10_000_000, 1, none(4), np.random.default_rng(1), 60)
    assert found.explained[0] == pytest.approx(0.196388, abs=1e-4)
    assert found.shares[0] * found.explained[0] == pytest.approx([0.017595, 0.149140, 0.029652], abs=1e-4)
    assert (found.high - found.low).max() < 0.005


def test_two_outcomes_are_those_of_each_apart():
    rng = np.random.default_rng(2)
    rows = rng.standard_normal((400, 5)) @ rng.standard_normal((5, 5))
    both = parts_of(np.corrcoef(rows.T), 2)
    assert both[0] == pytest.approx(lmg(rows[:, 0], rows[:, 2:]))
    assert both[1] == pytest.approx(lmg(rows[:, 1], rows[:, 2:]))


def test_noise_makes_intervals_wider_and_is_not_taken_for_more_that_goes_together():
    rng = np.random.default_rng(3)
    quiet = parts_from(army(), 300, 1, none(4), np.random.default_rng(4))
    loud = parts_from(army(), 300, 1, np.full((4, 4), 0.08), np.random.default_rng(4))
    assert ((loud.high - loud.low) > (quiet.high - quiet.low)).all()
    shaken = np.triu(rng.standard_normal((200, 4, 4)) * 0.08, 1)
    told = as_correlations(army() + shaken + np.swapaxes(shaken, 1, 2))
    found = [parts_from(one, 300, 1, np.full((4, 4), 0.08), rng, 60).explained[0] for one in told]
    plain = parts_of(told, 1).sum(axis=-1)
    assert abs(np.mean(found) - 0.196) < abs(plain.mean() - 0.196)


def test_correlations_that_cannot_be_become_the_nearest_that_can():
    wrong = np.array([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]])
    found = as_correlations(wrong)
    assert np.linalg.eigvalsh(found).min() > 0
    assert np.diag(found) == pytest.approx([1, 1, 1])
    assert as_correlations(army()) == pytest.approx(army())


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        (lambda: parts_from(np.eye(2), 100, 1, none(2), np.random.default_rng(1)), "statistics-option"),
        (lambda: parts_from(np.eye(14), 100, 1, none(14), np.random.default_rng(1)), "statistics-option"),
        (lambda: parts_from(np.eye(4), 5, 1, none(4), np.random.default_rng(1)), "statistics-too-few"),
        (
            lambda: parts_from(np.ones((4, 4)), 50, 1, none(4), np.random.default_rng(1)),
            "statistics-not-identified",
        ),
    ],
)
def test_what_cannot_be_counted_is_refused(wrong, key):
    assert refused_key(wrong) == key
