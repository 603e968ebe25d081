"""Ranks that say how little they know."""

import numpy as np
import pytest

from thuis.core.errors import InvalidInput
from thuis.core.statistics.estimate import Estimate
from thuis.core.statistics.ranks import RankRange, rank_ranges


def test_ranks_are_sure_only_when_the_answers_are():
    sharp = [Estimate(value, 0.01, 50, 49) for value in (1, 3, 2)]
    assert rank_ranges(sharp) == (RankRange(3, 3), RankRange(1, 1), RankRange(2, 2))
    blunt = [Estimate(value, 10, 50, 49) for value in (1, 3, 2)]
    assert rank_ranges(blunt) == (RankRange(1, 3),) * 3


def test_ranks_of_one_unit_are_refused():
    with pytest.raises(InvalidInput):
        rank_ranges([Estimate(1, 1, 5, 4)])


def test_all_true_ranks_lie_in_their_ranges_together():
    rng = np.random.default_rng(1)
    truth = np.linspace(0, 1.5, 8)
    ranks = len(truth) - np.argsort(np.argsort(truth))
    together = []
    for _ in range(400):
        drawn = truth + rng.normal(0, 0.25, len(truth))
        found = rank_ranges([Estimate(value, 0.25, 500, np.inf) for value in drawn])
        together.append(all(one.best <= rank <= one.worst for one, rank in zip(found, ranks, strict=True)))
    assert np.mean(together) >= 0.95
