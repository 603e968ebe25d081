"""Linear programming: how far told sums pin a group, and what happens when there is nothing to pin."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from tests.core.disclosure.population import rules
from thuis.core.disclosure.audit import Told
from thuis.core.disclosure.bounds import Certain, safe_from_bounds, widths
from thuis.core.disclosure.cells import Cells
from thuis.core.disclosure.model import Place

# Two cells over two atoms of five people each; the second cell is the first without the second atom.
MEMBERS = csr_array(np.array([[1.0, 1.0], [1.0, 0.0]]))
PLACES = [Place("institution", "all"), Place("programme", "P")]
SECOND_ATOM = csr_array(np.array([[0.0, 1.0]]))
EVERY = np.ones(2, dtype=bool)
WORTH = np.array([2.0, 1.0])


def certain(sums=(30.0, 10.0), radius=1.0):
    told = Told(Cells(PLACES, MEMBERS), np.zeros(2), np.ones(2), np.full(2, 5.0))
    return Certain(told, np.array(sums), radius, 0.0, 10.0)


def test_two_told_sums_pin_the_people_between_them():
    """Between 30 ± 1 and 10 ± 1 lie 18 to 22 points of five people: 4 of 50 that were possible."""
    assert widths(certain(), EVERY, SECOND_ATOM) == pytest.approx([4 / 50])


def test_figures_that_contradict_each_other_make_nothing_certain():
    assert widths(certain(sums=(30.0, 45.0), radius=0.1), EVERY, SECOND_ATOM)[0] == np.inf


def test_the_least_useful_cell_around_a_pinned_group_goes():
    kept = safe_from_bounds(certain(), EVERY, SECOND_ATOM, WORTH, rules())
    assert kept.tolist() == [False, True]


@pytest.mark.parametrize("kept", [EVERY, np.zeros(2, dtype=bool)])
def test_without_groups_or_without_cells_everything_stays_as_it_is(kept):
    groups = SECOND_ATOM if not kept.any() else csr_array((0, 2))
    assert safe_from_bounds(certain(), kept, groups, WORTH, rules()).tolist() == kept.tolist()
