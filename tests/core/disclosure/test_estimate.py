"""Figures for cells: where there is no spread nothing is made up."""

import numpy as np
import pytest

from thuis.core.disclosure.estimate import spread_of
from thuis.core.disclosure.model import Sums


def sums(*values):
    found = np.array(values, dtype=float)
    none = np.zeros(1, dtype=np.int64)
    totals = (np.array([part.sum()]) for part in (found, found**2))
    return Sums(np.array([len(values)]), *totals, none, np.empty((0, 1), dtype=np.int64))


def test_the_spread_is_that_of_a_sample():
    assert spread_of(sums(1, 2, 4)) == pytest.approx(np.std([1, 2, 4], ddof=1))


@pytest.mark.parametrize("values", [(), (3,), (3, 3, 3)])
def test_nobody_one_person_and_equal_answers_have_no_spread(values):
    assert spread_of(sums(*values)) == 0.0
