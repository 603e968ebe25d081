"""Distinct people over enrolments that are known, unknown, or nearly known."""

from datetime import date

import pytest

from tests.core.participation.rows import CARE, LAW, OCTOBER, Q1, Q2, WORK, available, cell, enrolled, role
from thuis.core.participation.model import INSTITUTION, Count, Gap, Level, Series, Unit
from thuis.core.participation.outcome import Reason, Share, Unknown
from thuis.core.participation.people import availability, conversion, headcount, participation
from thuis.core.participation.periods import Span, year_span

HEALTH = Unit(Level.DOMAIN, "health")


def test_a_person_counts_once_over_roles_places_and_overlapping_periods():
    rows = [
        role("a"),
        role("a", "buddy"),
        role("a", place=WORK),
        role("b", span=Span(date(2024, 3, 31), Q2.last)),
    ]
    found = cell(*rows, enrolled=[enrolled(40), enrolled(60, place=WORK)])
    assert headcount(found) == 2
    assert participation(found) == Share(2, Count(100, 100))
    assert participation(found).exact


def test_whoever_left_before_the_span_does_not_count():
    assert headcount(cell(role("a"), span=Q2)) == 0


def test_a_small_denominator_gives_an_interval():
    found = participation(cell(role("a"), enrolled=[enrolled(1, 4)]))
    assert (found.low, found.high, found.exact) == (0.25, 1.0, False)


def test_who_takes_part_is_enrolled_so_the_smallest_denominator_is_their_number():
    found = participation(cell(role("a"), role("b"), enrolled=[enrolled(1, 4)]))
    assert (found.low, found.high) == (0.5, 1.0)


def test_nobody_of_a_few_is_none_for_certain():
    found = participation(cell(enrolled=[enrolled(1, 4)]))
    assert (found.low, found.high, found.exact) == (0.0, 0.0, True)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], Reason.NO_REFERENCE_DATE),
        ([enrolled(40, on=date(2024, 10, 1))], Reason.NO_REFERENCE_DATE),
        ([enrolled(40, on=date(2022, 10, 1))], Reason.NO_REFERENCE_DATE),
        ([enrolled(40, place=LAW)], Reason.NO_ENROLMENT),
        ([enrolled(40, group="first generation")], Reason.NO_REFERENCE_DATE),
        ([enrolled(0)], Reason.NOBODY_ENROLLED),
        ([enrolled(1)], Reason.MORE_THAN_ENROLLED),
    ],
)
def test_a_denominator_that_is_zero_or_unknown_gives_a_reason_and_no_figure(rows, reason):
    found = cell(role("a"), role("b"), unit=HEALTH, enrolled=rows)
    assert participation(found) == Unknown(reason)


def test_the_latest_reference_date_up_to_the_end_counts_for_the_whole_institution():
    rows = [enrolled(40), enrolled(50, on=date(2024, 2, 1)), enrolled(30, place=WORK, on=OCTOBER)]
    found = cell(role("a"), enrolled=rows)
    assert found.on == date(2024, 2, 1)
    assert found.enrolled == Count(50, 50)


def test_enrolments_split_by_group_do_not_count_again():
    rows = [enrolled(50), enrolled(20, group="first generation"), enrolled(30, group="other")]
    assert cell(enrolled=rows).enrolled == Count(50, 50)


def test_people_in_the_pool_may_be_fewer_than_people_with_a_role():
    found = cell(role("a"), role("b"), pool=[available("c"), available("c")], enrolled=[enrolled(10)])
    assert (participation(found).low, availability(found).low) == (0.2, 0.1)
    assert conversion(found) == Share(2, Count(3, 3))


def test_conversion_counts_who_waits_and_who_works_together():
    found = cell(role("a"), pool=[available("a"), available("b"), available("late", span=Q2)])
    assert conversion(found).low == 0.5


def test_without_anybody_willing_there_is_no_conversion():
    assert conversion(cell()) == Unknown(Reason.NOBODY_AVAILABLE)


def test_what_no_source_records_is_unknown_and_not_zero():
    gaps = [Gap(Series.ENGAGEMENTS, INSTITUTION, Q1)]
    found = cell(role("a"), enrolled=[enrolled(10)], gaps=gaps)
    for indicator in (headcount, participation, conversion):
        assert indicator(found) == Unknown(Reason.NOT_RECORDED)
    assert headcount(cell(role("a"), enrolled=[enrolled(10)], gaps=gaps, span=Q2)) == 0


def test_a_gap_in_one_quarter_makes_the_year_unknown():
    gaps = [Gap(Series.ENGAGEMENTS, HEALTH, Q1)]
    found = cell(role("a", span=Q2), unit=HEALTH, gaps=gaps, span=year_span(2024))
    assert headcount(found) == Unknown(Reason.NOT_RECORDED)


def test_a_programme_inside_a_gap_is_unknown_too():
    gaps = [Gap(Series.ENGAGEMENTS, HEALTH, Q1)]
    found = cell(role("a"), unit=Unit(Level.PROGRAMME, "nursing"), gaps=gaps)
    assert headcount(found) == Unknown(Reason.NOT_RECORDED)


def test_places_without_a_series_leave_both_sides_of_a_share():
    found = cell(
        role("a"),
        role("b", place=WORK),
        pool=[available("a"), available("c"), available("d", place=WORK)],
        enrolled=[enrolled(10), enrolled(90, place=WORK)],
        gaps=[Gap(Series.POOL, HEALTH, Q1)],
    )
    assert participation(found).low == 2 / 100
    assert availability(found).low == 1 / 90
    assert conversion(found) == Share(1, Count(2, 2))
    assert (found.missing, found.partial) == (set(), {Series.POOL})


def test_recorded_people_beside_enrolments_in_a_gap_have_no_denominator():
    found = cell(role("a", place=WORK), enrolled=[enrolled(10)], gaps=[Gap(Series.ENGAGEMENTS, HEALTH, Q1)])
    assert headcount(found) == 1
    assert participation(found) == Unknown(Reason.NO_ENROLMENT)
    assert CARE.domain == HEALTH.code
