"""Weights that fit what is known, and what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuis.core.errors import InvalidInput
from thuis.core.statistics.weights import Margin, poststratify, rake

YEAR = np.array([1, 1, 1, 2, 2, 3])
FORM = np.array(["f", "p", "f", "f", "p", "f"])


def test_every_margin_fits_after_raking():
    found = rake([Margin("year", YEAR, {1: 40, 2: 30, 3: 30}), Margin("form", FORM, {"f": 80, "p": 20})])
    assert found.settled
    assert [found.values[year == YEAR].sum() for year in (1, 2, 3)] == pytest.approx([40, 30, 30])
    assert found.values[FORM == "p"].sum() == pytest.approx(20)


def test_one_margin_is_known_total_over_count():
    found = poststratify(Margin("year", YEAR, {1: 30, 2: 30, 3: 30}))
    assert found.values == pytest.approx([10, 10, 10, 15, 15, 30])
    assert found.kish_n == pytest.approx(90**2 / (3 * 100 + 2 * 225 + 900))


@given(st.permutations(range(6)))
def test_the_order_of_the_people_changes_nothing(order):
    def weigh(rows):
        margins = [Margin("year", YEAR[rows], {1: 40, 2: 30, 3: 30})]
        return rake([*margins, Margin("form", FORM[rows], {"f": 80, "p": 20})]).values

    assert weigh(list(order)) == pytest.approx(weigh(list(range(6)))[list(order)])


def test_a_margin_that_already_fits_changes_nothing():
    found = rake([Margin("year", YEAR, {1: 3, 2: 2, 3: 1})])
    assert found.values == pytest.approx(np.ones(6))


def test_trimmed_weights_stay_within_their_borders_and_say_what_it_cost():
    found = rake([Margin("year", YEAR, {1: 10, 2: 20, 3: 70})], highest=2.0, lowest=0.3, sweeps=50)
    assert found.values.max() == pytest.approx(2.0 * 100 / 6)
    assert not found.settled
    assert found.gap > 0.01
    assert found.trimmed > 0
    assert found.sweeps == 50


def test_trimming_that_leaves_room_still_fits():
    groups, many = np.repeat([1, 2], 50), np.tile([1, 2], 50)
    found = rake([Margin("a", groups, {1: 60, 2: 40}), Margin("b", many, {1: 45, 2: 55})], highest=1.5)
    assert found.settled
    assert found.trimmed == 0


@pytest.mark.parametrize(
    ("margins", "key"),
    [
        ([("year", YEAR, {1: 3, 2: 2, 3: 1, 4: 5})], "statistics-margin-empty"),
        ([("year", YEAR, {1: 3, 2: 2})], "statistics-margin-unknown"),
        ([("year", YEAR, {1: 3, 2: 2, 3: 0})], "statistics-margin-unknown"),
        ([("year", YEAR, {1: 3, 2: 2, 3: 1}), ("form", FORM, {"f": 8, "p": 2})], "statistics-margins-differ"),
        (
            [("year", YEAR, {1: 3, 2: 2, 3: 1}), ("form", FORM[:5], {"f": 4, "p": 2})],
            "statistics-do-not-match",
        ),
        ([], "statistics-too-few"),
    ],
)
def test_margins_that_cannot_be_met_are_refused(margins, key):
    with pytest.raises(InvalidInput) as refused:
        rake([Margin(*margin) for margin in margins])
    assert refused.value.key == key


def test_a_group_whose_answers_weigh_nothing_is_empty():
    with pytest.raises(InvalidInput) as refused:
        rake([Margin("year", YEAR, {1: 3, 2: 2, 3: 1})], base=[1, 1, 1, 1, 1, 0])
    assert refused.value.values == {"margin": "year", "group": 3}


@pytest.mark.parametrize("option", [{"highest": 1.0}, {"lowest": 1.0}])
def test_borders_on_the_wrong_side_of_the_mean_are_refused(option):
    with pytest.raises(InvalidInput):
        rake([Margin("year", YEAR, {1: 3, 2: 2, 3: 1})], **option)
