"""What figures are made of: rows of one year, denominators by date, and what is not known."""

from datetime import date

import pytest

from tests import factories
from thuis.core.errors import InvalidInput
from thuis.core.participation.cells import cells
from thuis.core.participation.model import INSTITUTION, Count, Level, Place, Series, Unit
from thuis.core.participation.outcome import Reason, Unknown
from thuis.core.participation.people import participation
from thuis.core.participation.periods import Quarter, Span, year_span
from thuis.foundation.institution.models import EnrolmentCount
from thuis.rooms.participation.models import Engagement, Gap, PoolMembership, RoleFile, Source
from thuis.rooms.participation.queries import groups_of, recorded_quarters, recorded_years, register_of

FIRST_QUARTER = Quarter(2023, 1).span
AVERMEER = {"domain": "MM", "programme": "SW", "site": "AVM"}


def engaged(person="a", role="buddy", span=FIRST_QUARTER, **values):
    return Engagement.objects.create(
        **{"pseudonym": person, "role": role, "first": span.first, "last": span.last, "hours": 30}
        | AVERMEER
        | values
    )


def file_for(span, *, with_pool=True, state="confirmed"):
    source, _ = Source.objects.get_or_create(name="Agency")
    return RoleFile.objects.create(
        source=source,
        first=span.first,
        last=span.last,
        with_pool=with_pool,
        state=state,
        uploaded_at="2023-05-01T00:00Z",
        changed_at="2023-05-01T00:00Z",
    )


def counted(bridge, low, high=None, on=date(2022, 10, 1), **values):
    EnrolmentCount.objects.create(
        measure="enrolled",
        reference_date=on,
        programme_at_site=bridge.social_work_avermeer,
        low=low,
        high=high or low,
        source="duo",
        **values,
    )


def test_rows_of_a_span_come_with_their_place_hours_and_source(bridge):
    engaged(hours=None, file=file_for(FIRST_QUARTER))
    engaged("late", span=Quarter(2023, 2).span)
    (row,) = register_of(FIRST_QUARTER).engagements
    assert (row.person, row.role, row.place) == ("a", "buddy", Place("MM", "SW", "AVM"))
    assert (row.span, row.hours, row.source) == (FIRST_QUARTER, None, "Agency")


def test_a_span_over_a_new_year_is_refused_because_pseudonyms_change(bridge):
    with pytest.raises(InvalidInput, match="participation-one-year"):
        register_of(Span(date(2022, 9, 1), date(2023, 8, 31)))


def test_only_confirmed_roles_count(bridge):
    engaged("asked", state=Engagement.State.ASKED)
    engaged("refused", state=Engagement.State.REFUSED)
    assert register_of(FIRST_QUARTER).engagements == ()


def test_a_role_that_was_removed_still_happened(bridge):
    engaged(role="lighthouse-keeper")
    assert "lighthouse-keeper" in register_of(FIRST_QUARTER).roles


def test_counted_enrolments_are_the_denominator_small_cells_as_bounds(bridge):
    counted(bridge, 120, study_year=1)
    counted(bridge, 1, 4, study_year=2)
    engaged()
    share = participation(cells(register_of(FIRST_QUARTER), FIRST_QUARTER)[INSTITUTION])
    assert share.whole == Count(121, 124)


def test_without_counts_enrolments_of_the_first_of_october_are_counted(bridge):
    for _ in range(3):
        factories.student(bridge.social_work_avermeer, starts_on=date(2022, 9, 1))
    factories.student(bridge.social_work_avermeer, starts_on=date(2023, 2, 1))
    found = cells(register_of(FIRST_QUARTER), FIRST_QUARTER)[Unit(Level.SITE, "AVM")]
    assert (found.enrolled, found.on) == (Count(3, 3), date(2022, 10, 1))


def test_groups_come_with_enrolments_and_the_last_group_of_each_person(bridge):
    counted(bridge, 50, study_year=1)
    engaged(study_year=1)
    engaged(study_year=2, span=Quarter(2023, 4).span)
    PoolMembership.objects.create(
        pseudonym="b", study_year=3, first=date(2023, 1, 1), last=date(2023, 3, 31), **AVERMEER
    )
    year = year_span(2023)
    assert {row.group for row in register_of(year, by="study_year").enrolled} == {"", "1"}
    assert groups_of(year, "study_year") == {"a": "2", "b": "3"}


def test_a_quarter_without_a_file_is_unknown_and_never_zero(bridge):
    counted(bridge, 120)
    engaged(file=file_for(FIRST_QUARTER, with_pool=False))
    second = Quarter(2023, 2).span
    known = cells(register_of(FIRST_QUARTER), FIRST_QUARTER)[INSTITUTION]
    assert known.missing == {Series.POOL}
    assert participation(known).part == 1
    later = cells(register_of(second), second)[INSTITUTION]
    assert participation(later) == Unknown(Reason.NOT_RECORDED)


def test_a_file_that_was_undone_says_nothing(bridge):
    file_for(FIRST_QUARTER)
    file_for(Quarter(2023, 2).span, state="undone")
    assert recorded_quarters(2023) == (Quarter(2023, 1),)


def test_where_no_files_come_registered_roles_are_all_there_is(bridge):
    counted(bridge, 120)
    engaged()
    assert participation(cells(register_of(FIRST_QUARTER), FIRST_QUARTER)[INSTITUTION]).part == 1
    assert recorded_years() == (2023,)
    assert recorded_quarters(2023) == (Quarter(2023, 1),)


def test_a_gap_of_one_unit_is_that_unit_s_alone(bridge):
    Gap.objects.create(
        series="pool", level="programme", unit="SW", first=date(2023, 1, 1), last=date(2023, 12, 31)
    )
    (gap,) = register_of(FIRST_QUARTER).gaps
    assert (gap.series, gap.unit) == (Series.POOL, Unit(Level.PROGRAMME, "SW"))


def test_the_number_of_queries_does_not_grow_with_rows(bridge, django_assert_num_queries):
    counted(bridge, 120)
    file = file_for(FIRST_QUARTER)
    for number in range(20):
        engaged(f"person {number}", file=file)
    with django_assert_num_queries(11):
        register_of(FIRST_QUARTER)
