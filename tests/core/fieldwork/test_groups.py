"""Small groups are merged with their neighbours, until nothing about fewer than ten can be worked out."""

from hypothesis import given
from hypothesis import strategies as st

from thuis.core.fieldwork.groups import Tally, merge_small

codes = st.sampled_from("ABC")
places = st.tuples(codes, codes, st.sampled_from("XY"), st.sampled_from("1234"))
institutions = st.dictionaries(places, st.integers(0, 30), max_size=24)


def invited(sizes):
    return {place: Tally(size, 0, 0) for place, size in sizes.items()}


def sizes(groups):
    return {place: tally.invited for place, tally in groups.items()}


def test_large_groups_stay_as_they_are():
    assert sizes(merge_small(invited({("D", "P", "X", "1"): 10, ("D", "P", "X", "2"): 99}))) == {
        ("D", "P", "X", "1"): 10,
        ("D", "P", "X", "2"): 99,
    }


def test_small_years_of_a_programme_at_a_site_join_each_other():
    groups = {("D", "P", "X", "1"): 40, ("D", "P", "X", "3"): 6, ("D", "P", "X", "4"): 5}
    assert sizes(merge_small(invited(groups))) == {("D", "P", "X", "1"): 40, ("D", "P", "X", ""): 11}


def test_one_small_group_takes_the_smallest_large_one_with_it():
    groups = {("D", "P", "X", "1"): 40, ("D", "P", "X", "2"): 20, ("D", "P", "X", "3"): 6}
    assert sizes(merge_small(invited(groups))) == {("D", "P", "X", "1"): 40, ("D", "P", "X", ""): 26}


def test_small_programmes_join_within_their_domain():
    groups = {
        ("D", "P", "X", "1"): 4,
        ("D", "Q", "X", "1"): 9,
        ("D", "R", "X", "1"): 50,
        ("E", "S", "X", "1"): 9,
    }
    # E has nobody else, so R's domain mates cannot help it: the smallest group beside it does
    assert sizes(merge_small(invited(groups))) == {("", "", "", ""): 22, ("D", "R", "X", "1"): 50}


def test_fewer_than_ten_in_all_is_nothing_at_all():
    assert merge_small(invited({("D", "P", "X", "1"): 9})) == {}


@given(institutions)
def test_every_group_has_ten_and_nobody_is_lost(institution):
    groups = sizes(merge_small(invited(institution)))
    assert all(size >= 10 for size in groups.values())
    assert sum(groups.values()) in {sum(institution.values()), 0}
    assert groups or sum(institution.values()) < 10


@given(institutions)
def test_a_group_keeps_only_what_its_students_have_in_common(institution):
    groups = merge_small(invited(institution))
    for place in groups:
        named = [code for code in place if code]
        assert place == (*named, *[""] * (4 - len(named)))
