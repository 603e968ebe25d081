"""Variety of roles, and paid against unpaid."""

import pytest

from tests.core.participation.rows import Q1, cell, role
from thuis.core.participation.model import INSTITUTION, Gap, Series
from thuis.core.participation.outcome import Reason, Unknown
from thuis.core.participation.roles import PaidToUnpaid, Variety, paid_to_unpaid, role_variety


def test_equally_filled_roles_are_as_varied_as_their_number():
    found = role_variety(cell(role("a"), role("b", "buddy"), role("c", "committee")))
    assert (found.roles, found.effective) == (3, pytest.approx(3))


def test_one_role_that_most_people_have_is_less_varied():
    """vegan: diversity(c(8, 1, 1), "invsimpson") = 1.515152; two stints in a role are one person."""
    rows = [*[role(f"p{at}") for at in range(8)], role("p0"), role("x", "buddy"), role("y", "committee")]
    assert role_variety(cell(*rows)) == Variety(3, pytest.approx(1.515152, abs=1e-6))


def test_who_has_both_counts_on_both_sides():
    rows = [role("a"), role("a", "buddy"), role("b"), role("b"), role("c", "committee")]
    found = paid_to_unpaid(cell(*rows))
    assert found == PaidToUnpaid(paid=2, unpaid=1)
    assert found.ratio == 2


def test_nobody_unpaid_is_no_ratio():
    assert paid_to_unpaid(cell(role("a"))) == Unknown(Reason.NOBODY_UNPAID)


@pytest.mark.parametrize("figure", [role_variety, paid_to_unpaid])
def test_without_roles_there_is_a_reason(figure):
    assert figure(cell()) == Unknown(Reason.NOBODY_TAKES_PART)
    gap = Gap(Series.ENGAGEMENTS, INSTITUTION, Q1)
    assert figure(cell(role("a"), gaps=[gap])) == Unknown(Reason.NOT_RECORDED)
