"""All attacks on one round: each measure that is told is attacked, and nothing where nothing is told."""

from dataclasses import replace

import numpy as np
import pytest

from tests.core.disclosure.population import ITEMS, SCALE, atoms, rules
from thuis.core.disclosure.attacks import learned as learned_module
from thuis.core.disclosure.attacks import limits as limits_module
from thuis.core.disclosure.attacks.averaging import averaging
from thuis.core.disclosure.attacks.every import attacks
from thuis.core.disclosure.build import RoundInput, build
from thuis.core.disclosure.model import Thresholds

KEY = b"k" * 32
NOTHING = rules(thresholds=Thresholds(mean=30, share=30, sensitive=30))


def attacked(college, rules, quick):
    quick.setattr(learned_module, "PERSONS", 2)
    quick.setattr(limits_module, "TARGETS", 1)
    table = build([RoundInput(college, {})], rules, KEY, 1).table
    return list(attacks(table, college, np.ones(len(college)), rules, np.random.default_rng(1)))


def test_every_told_measure_is_attacked_and_only_a_scale_can_be_averaged(monkeypatch):
    own = rules()
    two = replace(own, measures=(replace(own.measures[0], cut=None), own.measures[1]))
    found = attacked(atoms(students=150, programmes=3), two, monkeypatch)
    by_linear = {one.measure for one in found if one.attack == "bayes-linear"}
    assert by_linear == {SCALE, ITEMS[0]}
    assert [one.measure for one in found if one.attack == "averaging"] == [SCALE]


def test_where_nothing_is_told_there_is_nothing_to_attack(monkeypatch):
    assert attacked(atoms(students=12, programmes=4), NOTHING, monkeypatch) == []


@pytest.mark.parametrize("own", [rules(), NOTHING])
def test_nothing_is_averaged_of_no_cells_or_a_few(own):
    college = atoms(students=12, programmes=4, missing=0)
    table = build([RoundInput(college, {})], own, KEY, 1).table
    found = averaging(table, college, own.measures[0], np.ones(len(college)), own)
    assert (found.groups, found.claims, found.best_posterior) == (0, 0, 1.0)
