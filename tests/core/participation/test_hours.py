"""Hours per person: the middle, the bands, who holds most, and beside those of staff."""

from datetime import date

import pytest

from tests.core.participation.rows import CARE, Q1, Q2, WORK, cell, enrolled, role
from thuis.core.participation.hours import (
    Bands,
    hour_bands,
    hours_by_person,
    median_hours,
    professional_share,
    top_tenth,
)
from thuis.core.participation.model import INSTITUTION, Gap, Level, Series, StaffHours, Unit
from thuis.core.participation.outcome import Amount, Reason, Unknown
from thuis.core.participation.periods import Span

BOTH = Span(Q1.first, Q2.last)


def test_hours_of_all_roles_add_up_per_person():
    found = cell(role("a", hours=8.0), role("a", "buddy", hours=4.0), role("b", hours=20.0))
    assert hours_by_person(found) == {"a": 12.0, "b": 20.0}
    assert median_hours(found) == Amount(16.0, 2)


def test_a_role_over_two_quarters_gives_each_its_days():
    """91 days in both quarters of 2024, and 91 of 182."""
    assert hours_by_person(cell(role("a", span=BOTH, hours=50.0))) == {"a": 25.0}
    leap_day = Span(date(2024, 2, 29), date(2024, 2, 29))
    assert hours_by_person(cell(role("a", hours=91.0), span=leap_day)) == {"a": 1.0}


def test_unknown_hours_leave_the_person_out_and_say_so():
    found = cell(role("a", hours=None), role("a", hours=5.0), role("b", hours=7.0))
    assert median_hours(found) == Amount(7.0, 1, left_out=1)
    assert hours_by_person(found)["a"] is None
    later = cell(role("a", hours=5.0), role("a", hours=None))
    assert hours_by_person(later) == {"a": None}


def test_the_middle_band_has_both_its_ends():
    given = [9.99, 10.0, 40.0, 40.01, None]
    found = cell(*[role(f"p{at}", hours=hours) for at, hours in enumerate(given)])
    assert hour_bands(found) == Bands(few=1, some=2, many=1, left_out=1)


def test_ten_hours_in_a_hundred_parts_are_ten_hours():
    """A hundred times 0.1 adds up to 9.99999999999998."""
    parts = [role("a", hours=0.1) for _ in range(100)]
    assert hour_bands(cell(*parts)) == Bands(0, 1, 0, 0)


def test_equal_hours_leave_the_top_tenth_a_tenth():
    found = cell(*[role(f"p{at}", hours=12.0) for at in range(15)])
    assert top_tenth(found).value == pytest.approx(0.1)


def test_the_top_tenth_of_fifteen_is_one_person_and_half_of_the_next():
    found = cell(*[role(f"p{at}", hours=hours) for at, hours in enumerate([50.0, 20.0, *[1.0] * 13])])
    assert top_tenth(found).value == pytest.approx((50 + 10) / 83)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ({}, Reason.NOBODY_TAKES_PART),
        ({"gaps": [Gap(Series.ENGAGEMENTS, INSTITUTION, Q1)]}, Reason.NOT_RECORDED),
    ],
)
@pytest.mark.parametrize("figure", [median_hours, hour_bands, top_tenth])
def test_no_hours_of_nobody(figure, rows, reason):
    assert figure(cell(**rows)) == Unknown(reason)


@pytest.mark.parametrize("figure", [median_hours, hour_bands, top_tenth])
def test_hours_that_are_not_recorded_are_unknown(figure):
    assert figure(cell(role("a", hours=None))) == Unknown(Reason.NO_HOURS)


def test_nobody_holds_a_tenth_of_no_hours():
    assert top_tenth(cell(role("a", hours=0.0))) == Unknown(Reason.NO_HOURS)


def test_professional_hours_are_student_over_student_and_staff():
    rows = [role("a", hours=10.0), role("b", "committee", hours=5.0), role("c", "buddy", hours=100.0)]
    staff = [StaffHours(CARE, BOTH, 140.0), StaffHours(WORK, Q1, 15.0)]
    found = professional_share(cell(*rows, role("d", hours=None), staff=staff))
    assert found.share == 15 / (15 + 70 + 15)
    assert (found.student_hours, found.staff_hours, found.left_out) == (15.0, 85.0, 1)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ({}, Reason.NO_STAFF_HOURS),
        ({"staff": [StaffHours(CARE, Q2, 10.0)]}, Reason.NO_STAFF_HOURS),
        ({"staff": [StaffHours(CARE, Span(Q1.first, Q1.first), 10.0)]}, Reason.STAFF_HOURS_INCOMPLETE),
        ({"staff": [StaffHours(CARE, Q1, 0.0)]}, Reason.NO_HOURS),
        ({"gaps": [Gap(Series.ENGAGEMENTS, INSTITUTION, Q1)]}, Reason.NOT_RECORDED),
    ],
)
def test_a_share_of_unknown_staff_hours_has_a_reason(rows, reason):
    assert professional_share(cell(enrolled=[enrolled(5)], **rows)) == Unknown(reason)


def test_staff_of_two_places_do_not_stand_in_for_each_other():
    half, rest = Span(Q1.first, date(2024, 2, 15)), Span(date(2024, 2, 16), Q1.last)
    staff = [StaffHours(CARE, half, 10.0), StaffHours(WORK, rest, 10.0)]
    assert professional_share(cell(role("a"), staff=staff)) == Unknown(Reason.STAFF_HOURS_INCOMPLETE)


def test_staff_of_one_domain_says_nothing_of_another():
    found = cell(role("a"), unit=Unit(Level.DOMAIN, "health"), staff=[StaffHours(WORK, Q1, 10.0)])
    assert professional_share(found) == Unknown(Reason.NO_STAFF_HOURS)
