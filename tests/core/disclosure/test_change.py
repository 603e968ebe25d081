"""Change between two rounds: who answered twice makes it more certain, when they are enough to know."""

from dataclasses import replace

import numpy as np
import pytest

from tests.core.disclosure.population import SCALE, atoms, rules
from thuis.core.disclosure.change import changes
from thuis.core.disclosure.model import Overlap
from thuis.core.disclosure.release import release_round

KEY = b"k" * 32


@pytest.fixture(scope="module")
def two():
    one = atoms(students=500, programmes=4, missing=0)
    earlier, later = (release_round(replace(one, round=name), {}, rules(), KEY) for name in ("2025", "2026"))
    return one, earlier, later


def overlap(one, people):
    """So many people per atom answered twice, and the same each time."""
    atom = np.arange(len(one))
    n = np.minimum(one.people, people)
    sums = one.sums[SCALE]
    mean, square = (part * n / sums.n for part in (sums.total, sums.squares))
    return Overlap(atom, atom, {SCALE: np.stack([n, mean, mean, square, square, square]).astype(float)})


def width(two, people):
    one, earlier, later = two
    twice = overlap(one, people) if people else Overlap(np.arange(0), np.arange(0), {})
    told = next(found for found in changes(later, earlier, twice, 2.5) if found.measure == SCALE)
    return float(np.nanmax(told.numbers["high"] - told.numbers["low"]))


def test_people_who_answer_twice_make_a_change_more_certain(two):
    assert width(two, 9) < width(two, 0)


def test_of_fewer_than_twenty_who_answered_twice_nothing_is_known(two):
    one, earlier, later = two
    few = overlap(one, 9)
    nineteen = np.zeros(len(one))
    nineteen[:19] = 1
    few.sums[SCALE][:] *= nineteen / few.sums[SCALE][0]
    told, without = (
        next(found for found in changes(later, earlier, twice, 2.5) if found.measure == SCALE)
        for twice in (few, Overlap(np.arange(0), np.arange(0), {}))
    )
    for name in ("low", "high"):
        assert np.array_equal(told.numbers[name], without.numbers[name], equal_nan=True)
