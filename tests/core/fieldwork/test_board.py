"""The board tells how it goes, and pins nobody: five numbers stay possible for every group of ten or more."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuis.core.fieldwork.board import Level, board, rounded_tally, spread
from thuis.core.fieldwork.groups import Tally, merge_small
from thuis.core.fieldwork.rounding import rounded, rounded_part

codes = st.sampled_from("ABC")
places = st.tuples(codes, codes, st.sampled_from("XY"), st.sampled_from("1234"))


@st.composite
def tallies(draw):
    sizes = draw(st.dictionaries(places, st.integers(1, 30), min_size=1, max_size=16))
    found = {}
    for place, size in sizes.items():
        began = draw(st.integers(0, size))
        found[place] = Tally(size, began, draw(st.integers(0, began)))
    return found


def drawn(seed):
    return lambda name: hashlib.sha256(f"{seed}|{name}".encode()).digest()[0] % 5


@given(st.integers(0, 500))
def test_rounding_is_right_on_average_and_never_off_by_five(number):
    outcomes = [rounded(number, offset) for offset in range(5)]
    assert sum(outcomes) == 5 * number
    assert all(abs(outcome - number) <= 4 and outcome % 5 == 0 for outcome in outcomes)


@pytest.mark.parametrize("size", range(10, 31))
def test_at_least_five_numbers_stay_possible_to_who_knows_the_group_and_both_outcomes(size):
    """Knows exactly who is invited, and the rounding rule; only the draw is secret."""
    possible = {}
    for began in range(size + 1):
        for completed in range(began + 1):
            for offset in range(5):
                shown = rounded_part(began, size, offset), rounded_part(completed, size, offset)
                possible.setdefault(shown, set()).add((began, completed))
    for pairs in possible.values():
        assert len({began for began, _ in pairs}) >= 5
        assert len({completed for _, completed in pairs}) >= 5


@pytest.mark.parametrize("size", range(10, 31))
def test_without_the_limit_at_the_top_fewer_would_stay(size):
    """The check can fail: a group that is no multiple of five, and that handed in to the last student."""
    top = {number for number in range(size + 1) for offset in range(5) if rounded(number, offset) > size}
    assert len(top) < 5 and (size % 5 == 0) == (not top)


@given(tallies(), st.integers())
def test_the_board_is_made_of_nothing_but_rounded_groups_of_ten_or_more(found, seed):
    """Groups that look alike when rounded give the same board: no sum of it tells them apart."""
    groups = merge_small(found)
    draw = drawn(seed)
    shown = board(found, draw)
    parts = {place: rounded_tally(tally, "|".join(place), draw) for place, tally in groups.items()}
    assert all(tally.invited >= 10 for tally in groups.values())
    for line in shown:
        inside = [part for place, part in parts.items() if counts_in(line, place)]
        assert line.parts == len(inside) >= 1
        for field in ("invited", "began", "completed"):
            assert getattr(line, field) == sum(getattr(part, field) for part in inside)


def counts_in(line, place):
    domain, programme, site, year = place
    return {
        Level.INSTITUTION: True,
        Level.DOMAIN: line.code == domain,
        Level.PROGRAMME: (line.parent, line.code) == (domain, programme) and domain != "",
        Level.SITE: line.code == site,
        Level.YEAR: line.code == year,
    }[line.level]


@given(tallies(), st.data())
def test_no_combination_of_shown_numbers_pins_a_group_to_less_than_five(found, data):
    """At least five true numbers of one group, with a draw that fits, give exactly this board."""
    groups = merge_small(found)
    if not groups:
        assert board(found, drawn(0)) == ()
        return
    place = data.draw(st.sampled_from(sorted(groups)))
    before, name = groups[place], "|".join(place)
    here = board(groups, drawn(0))
    alike = set()
    for completed in range(before.invited + 1):
        for began in range(completed, before.invited + 1):
            changed = groups | {place: Tally(before.invited, began, completed)}
            if any(board(changed, other_draw(name, offset)) == here for offset in range(5)):
                alike.add(completed)
                break
    assert before.completed in alike
    assert len(alike) >= 5


def other_draw(name, offset):
    return lambda asked: offset if asked == name else drawn(0)(asked)


def test_a_line_for_every_level_and_other_small_groups_within_their_parent():
    found = {
        ("D", "P", "X", "1"): Tally(50, 20, 10),
        ("D", "Q", "X", "1"): Tally(6, 0, 0),
        ("D", "R", "X", "1"): Tally(7, 7, 7),
        ("E", "S", "Y", "2"): Tally(40, 0, 0),
    }
    lines = {(line.level, line.parent, line.code): line for line in board(found, lambda name: 0)}
    assert set(lines) == {
        ("institution", "", ""),
        ("domain", "", "D"),
        ("domain", "", "E"),
        ("programme", "D", "P"),
        ("programme", "D", ""),
        ("programme", "E", "S"),
        ("site", "", "X"),
        ("site", "", "Y"),
        ("site", "", ""),
        ("year", "", "1"),
        ("year", "", "2"),
        ("year", "", ""),
    }
    assert lines["institution", "", ""].invited == 50 + 10 + 40
    assert (lines["programme", "D", ""].invited, lines["programme", "D", ""].completed) == (10, 5)


@pytest.mark.parametrize(
    ("number", "parts", "most", "usual"),
    [(15, 1, 60, (11, 19)), (0, 1, 60, (0, 4)), (60, 1, 60, (56, 60)), (500, 100, 900, (460, 540))],
)
def test_the_spread_is_four_for_one_group_and_grows_slowly_for_sums(number, parts, most, usual):
    assert spread(number, parts, most) == usual


@given(tallies(), st.integers())
def test_began_is_never_less_than_handed_in_nor_more_than_invited(found, seed):
    for line in board(found, drawn(seed)):
        assert 0 <= line.completed <= line.began <= line.invited
