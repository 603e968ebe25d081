"""Roles more: arithmetic that shows what it assumes."""

import pytest

from tests.core.participation.rows import Q1, available, cell, enrolled, role
from thuis.core.errors import InvalidInput
from thuis.core.participation.model import INSTITUTION, Count, Gap, Series
from thuis.core.participation.outcome import Reason, Share, Unknown
from thuis.core.participation.what_if import Assumptions, what_if

WAITING = [available(f"w{at}") for at in range(6)]


def test_new_roles_go_to_people_who_wait():
    found = what_if(cell(role("a"), pool=WAITING, enrolled=[enrolled(100)]), Assumptions(4, 20.0))
    assert (found.now.low, found.then.low) == (0.01, 0.05)
    assert (found.people, found.hours, found.waiting, found.limited_by_pool) == (4, 80.0, 6, False)


def test_the_pool_ends_and_what_finds_nobody_is_not_filled():
    found = what_if(cell(role("w0"), pool=WAITING, enrolled=[enrolled(100)]), Assumptions(40, 20.0))
    assert (found.people, found.wanted, found.hours, found.limited_by_pool) == (5, 40, 100.0, True)


def test_some_stay_empty_and_some_go_to_who_had_one():
    assumed = Assumptions(10, 20.0, filled=0.8, new=0.5)
    found = what_if(cell(role("a"), pool=WAITING, enrolled=[enrolled(100)]), assumed)
    assert (found.people, found.hours) == (4, 160.0)
    assert found.assumptions == assumed


def test_a_pool_larger_than_the_enrolment_does_not_start_more_than_are_enrolled():
    found = what_if(cell(pool=WAITING, enrolled=[enrolled(3)]), Assumptions(6, 1.0))
    assert (found.waiting, found.people, found.then.low) == (6, 3, 1.0)


def test_without_a_pool_the_enrolled_are_the_limit():
    found = what_if(cell(role("a"), enrolled=[enrolled(1, 4)]), Assumptions(9, 1.0, from_pool=False))
    assert found.people == 3
    assert found.then == Share(4, Count(1, 4))


def test_nobody_is_lost_to_the_last_bit_of_a_fraction():
    """100 × 0.29 is 28.999999999999996."""
    found = what_if(cell(enrolled=[enrolled(90)]), Assumptions(100, 1.0, filled=0.29, from_pool=False))
    assert (found.wanted, found.people) == (29, 29)


def test_what_is_unknown_now_is_unknown_then():
    assert what_if(cell(), Assumptions(1, 1.0)) == Unknown(Reason.NO_REFERENCE_DATE)


def test_an_unrecorded_pool_cannot_be_drawn_from():
    rows = {"enrolled": [enrolled(9)], "gaps": [Gap(Series.POOL, INSTITUTION, Q1)]}
    assert what_if(cell(**rows), Assumptions(1, 1.0)) == Unknown(Reason.NOT_RECORDED)
    assert what_if(cell(**rows), Assumptions(1, 1.0, from_pool=False)).people == 1


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Assumptions(-1, 1.0),
        lambda: Assumptions(1, -1.0),
        lambda: Assumptions(1, 1.0, filled=1.1),
        lambda: Assumptions(1, 1.0, new=-0.1),
    ],
)
def test_assumptions_out_of_range_are_refused(wrong):
    with pytest.raises(InvalidInput):
        wrong()
