"""Rows refuse what cannot be."""

import math

import pytest

from tests.core.participation.rows import CARE, Q1, Q2, ROLES, register, role
from thuis.core.errors import InvalidInput
from thuis.core.participation.model import Count, Kind, Register, StaffHours, in_kinds, read_count


@pytest.mark.parametrize(
    ("text", "count"), [("17", Count(17, 17)), ("0", Count(0, 0)), (" <5 ", Count(1, 4)), ("<2", Count(1, 1))]
)
def test_a_printed_number_is_exact_and_less_than_five_is_one_to_four(text, count):
    assert read_count(text) == count
    assert count.exact == (count.low == count.high)


def test_counts_add_up_as_intervals():
    assert Count(1, 4) + Count(20, 20) == Count(21, 24)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: read_count(""),
        lambda: read_count("<"),
        lambda: read_count("<1"),
        lambda: read_count("-3"),
        lambda: read_count("²"),
        lambda: read_count("5<"),
        lambda: Count(2, 1),
        lambda: role("a", hours=-1),
        lambda: role("a", hours=math.inf),
        lambda: role("a", hours=math.nan),
        lambda: StaffHours(CARE, Q1, -1),
        lambda: Register({}, (role("a"),)),
    ],
)
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises(InvalidInput) as refused:
        wrong()
    assert refused.value.key == "statistics-option"


def test_hours_are_spread_over_days_and_unknown_hours_stay_unknown():
    assert role("a", hours=91.0).hours_in(Q1) == 91.0
    assert role("a", hours=91.0).hours_in(Q2) == 0.0
    assert role("a", hours=None).hours_in(Q1) is None


def test_a_register_of_some_kinds_keeps_the_rest_as_it_is():
    rows = register(role("a"), role("b", "buddy"))
    paid = in_kinds(rows, [Kind.PAID])
    assert [one.person for one in paid.engagements] == ["a"]
    assert paid.roles == ROLES
