"""Which cells may exist: units with at most one filter, and what happens to small neighbours."""

import numpy as np
import pytest

from tests.core.disclosure.population import atoms, rules
from thuis.core.disclosure.cells import NOBODYS, cells_of, filters_of
from thuis.core.disclosure.groups import small_groups
from thuis.core.disclosure.model import Lattice


@pytest.fixture(scope="module")
def college():
    return atoms()


def test_every_unit_stands_there_with_all_its_people(college):
    cells = cells_of(college, rules())
    sizes = dict(zip(cells.places, cells.add_up(college.people), strict=True))
    whole = [size for place, size in sizes.items() if place.unit_kind == "institution" and not place.filters]
    assert whole == [college.people.sum()]
    for kind in ("domain", "site", "programme"):
        own = [size for place, size in sizes.items() if place.unit_kind == kind and not place.filters]
        assert sum(own) == college.people.sum()


def test_two_filters_stand_only_where_the_rules_allow_them(college):
    cells = cells_of(college, rules())
    assert {place.unit_kind for place in cells.places if place.filters == 2} == {"domain"}
    none = cells_of(college, rules(lattice=Lattice(two_filters_at=())))
    assert not [place for place in none.places if place.filters == 2]


def test_two_filters_are_joined_in_alphabetical_order(college):
    kinds = {place.filter_kind for place in cells_of(college, rules()).places if place.filters == 2}
    assert kinds == {"gender+international", "gender+study_year", "international+study_year"}


def test_small_neighbours_become_one_cell_that_lists_them(college):
    merged = [place for place in cells_of(college, rules()).places if place.merged]
    assert merged
    assert all(" | " in place.unit or " | " in place.filter_value for place in merged)


def test_merged_members_have_no_cell_of_their_own(college):
    places = cells_of(college, rules()).places
    for place in [one for one in places if one.merged and not one.filters]:
        members = place.unit.split(" | ")
        assert not [
            one
            for one in places
            if one.unit in members and one.unit_kind == place.unit_kind and not one.filters
        ]


def test_protected_groups_have_at_most_nine_people_and_no_group_twice(college):
    groups = small_groups(college, rules(), least=1)
    sizes = groups @ college.people
    assert sizes.min() >= 1
    assert sizes.max() <= 9
    rows = {tuple(groups[[row]].indices) for row in range(groups.shape[0])}
    assert len(rows) == groups.shape[0]


def test_groups_by_two_dimensions_are_found_as_counting_finds_them(college):
    groups = small_groups(college, rules(), least=1)
    found = {tuple(sorted(groups[[row]].indices)) for row in range(groups.shape[0])}
    pair = college.codes["programme"] * 10 + college.codes["gender"]
    for one in np.unique(pair):
        inside = np.flatnonzero(pair == one)
        if college.people[inside].sum() <= 9:
            assert tuple(inside) in found


def test_a_plus_may_stand_in_a_value_of_one_of_two_filters():
    known = {"age": ("17", "28+"), "year": ("1", "1+2")}.__getitem__
    assert filters_of("", "", known) == []
    assert filters_of("age", "28+", known) == [("age", "28+")]
    assert filters_of("age+year", "28++1", known) == [("age", "28+"), ("year", "1")]
    assert filters_of("age+year", "17+1+2", known) == [("age", "17"), ("year", "1+2")]
    assert filters_of("age+year", "99+1", known) == [("age", NOBODYS), ("year", NOBODYS)]
