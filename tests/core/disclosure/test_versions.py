"""Telling a group twice, with other noise, tells more: the later version leaves out what that exposes."""

import numpy as np
import pytest

from tests.core.disclosure import test_freeze as freeze
from tests.core.disclosure.population import rules
from thuis.core.disclosure.model import Atoms, NoiseLevels, Place
from thuis.core.disclosure.table import EXPOSES, PRIMARY
from thuis.core.disclosure.versions import (
    CAME,
    LEFT,
    STAYED,
    VERSION,
    exposure,
    left_out,
    next_table,
    unchanged,
)

# Noise at which one version keeps nine people just safe.
RULES = rules(noise=NoiseLevels(of_spread=1.25))
ALL, SECOND = Place("programme", "P"), Place("programme", "P", "study_year", "2")
QUIET = Place("programme", "Q")


def atoms():
    """Nine first-years who stayed; second-years of whom twelve left and twelve came; a programme at rest."""
    people = [(9, "P", "1", STAYED), (20, "P", "2", STAYED), (12, "P", "2", LEFT), (12, "P", "2", CAME)]
    people += [(30, "Q", "1", STAYED)]
    columns = {"programme": [one[1] for one in people], "study_year": [one[2] for one in people]}
    columns |= {"domain": ["D"] * 5, "site": ["S"] * 5, "gender": ["g"] * 5, "international": ["i"] * 5}
    columns |= {VERSION: [one[3] for one in people]}
    labels, codes = {}, {}
    for name, values in columns.items():
        found, codes[name] = np.unique(values, return_inverse=True)
        labels[name] = tuple(found.tolist())
    return Atoms("2026", labels, codes, np.array([one[0] for one in people]), np.zeros((2, 5), int), {})


def test_one_version_keeps_nine_people_safe_and_two_do_not():
    assert exposure([ALL, SECOND], [], atoms(), RULES).min() >= RULES.audit.claim
    assert exposure([ALL, SECOND], [ALL, SECOND], atoms(), RULES).min() < RULES.audit.claim


def test_the_later_version_leaves_out_the_narrow_cell_and_then_nobody_is_exposed():
    gone = left_out([ALL, SECOND], [ALL, SECOND], atoms(), RULES)
    assert gone == {SECOND}
    assert exposure([ALL, SECOND], [ALL], atoms(), RULES).min() >= RULES.audit.claim


def test_a_first_telling_leaves_out_nothing_that_is_safe():
    assert left_out([], [ALL, SECOND], atoms(), RULES) == set()


@pytest.mark.parametrize(("place", "same"), [(QUIET, True), (ALL, False), (SECOND, False)])
def test_a_place_is_unchanged_when_nobody_left_or_came(place, same):
    assert (place in unchanged(atoms(), [place])) is same


def test_two_names_for_the_same_people_count_once():
    twice = exposure([ALL, Place("domain", "D", "study_year", "2"), SECOND], [], atoms(), RULES)
    assert twice == pytest.approx(exposure([ALL, SECOND], [], atoms(), RULES))


def of(table, *measures):
    """A table of tests with a measure per row."""
    table.columns["measure"] = np.array(measures, dtype=object)
    return table


def test_a_cell_stays_goes_or_is_told_anew():
    before = freeze.table(*(("2026", "mean", unit, 50.0) for unit in "ABC"))
    made = freeze.table(*(("2026", "mean", unit, 60.0) for unit in "ABCD"))
    made.columns["status"][1] = PRIMARY
    at = {unit: Place("", unit) for unit in "ABCD"}
    found = next_table(made, before, {"2026": {at["A"], at["B"]}}, {"2026": {at["C"]}}).columns
    assert found["estimate"][[0, 3]].tolist() == [50, 60]
    assert found["status"][1] == PRIMARY  # the threshold of today hides what was told before
    assert np.isnan(found["estimate"][2])
    assert found["reason"][2] == EXPOSES


def test_a_new_composite_of_cells_that_stay_is_not_told():
    """It was made of components that were made again; what is told of those is what was told before."""
    before = of(freeze.table(("2026", "mean", "A", 50.0)), "s")
    made = of(freeze.table(("2026", "mean", "A", 60.0), ("2026", "mean", "A", 61.0)), "s", "whole")
    found = next_table(made, before, {"2026": {Place("", "A")}}, {}, ["whole"]).columns
    assert found["estimate"][0] == 50
    assert np.isnan(found["estimate"][1])
