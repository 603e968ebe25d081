"""Counts are stored once per source and day, and replaced as a whole."""

from datetime import date

import pytest

from tests import cast, factories
from thuis.core.errors import InvalidInput, NotAllowed
from thuis.foundation.audit.actions import Operator
from thuis.foundation.institution.models import EnrolmentCount
from thuis.foundation.institution.queries import Interval, count_on, counts_by_programme, last_reference_date
from thuis.foundation.intake.counts import import_counts, read_counts

DAY = date(2025, 10, 1)
HEAD = "reference_date;programme;site;form;study_year;gender;count\n"
ROWS = "2025-10-01;SW;AVM;full-time;1;V;40\n2025-10-01;SW;AVM;full-time;1;M;<5\n2025-10-01;PED;AVM;;;;7\n"


def load(rows: str, **options):
    source, file = read_counts((HEAD + rows).encode(), DAY)
    return import_counts(source=source, file=file, by=Operator("tests"), **options)


def test_sums_of_small_cells_are_intervals(bridge):
    load(ROWS)
    assert count_on(DAY, measure="enrolled") == Interval(48, 51)
    assert count_on(DAY, measure="enrolled", unit=bridge.social_work) == Interval(41, 44)
    assert count_on(DAY, measure="enrolled", site=bridge.lindehaven) == Interval(0, 0)
    by_programme = counts_by_programme(DAY, measure="enrolled")
    assert by_programme[bridge.pedagogy.pk] == Interval(7, 7)
    assert by_programme[bridge.pedagogy.pk].is_exact
    assert last_reference_date("enrolled", on=date(2026, 1, 1)) == DAY
    assert last_reference_date("enrolled", on=date(2025, 1, 1)) is None


def test_the_same_counts_again_replace_nothing(bridge):
    load(ROWS)
    before = list(EnrolmentCount.objects.values_list("pk", flat=True))
    assert load(ROWS).changed == ()
    assert list(EnrolmentCount.objects.values_list("pk", flat=True)) == before


def test_other_counts_of_the_same_day_replace_all_of_that_day(bridge):
    load(ROWS)
    assert load("2025-10-01;SW;AVM;;;;50\n").changed == (DAY,)
    assert count_on(DAY, measure="enrolled") == Interval(50, 50)


def test_problems_stop_the_import_unless_they_are_left_out(bridge):
    with pytest.raises(InvalidInput):
        load(ROWS + "2025-10-01;XX;AVM;;;;1\n")
    assert not EnrolmentCount.objects.exists()
    load(ROWS + "2025-10-01;XX;AVM;;;;1\n", leave_out_problems=True)
    assert EnrolmentCount.objects.count() == 3


def test_only_an_admin_imports_counts(bridge):
    source, file = read_counts((HEAD + ROWS).encode(), DAY)
    with pytest.raises(NotAllowed):
        import_counts(source=source, file=file, by=factories.colleague(cast.YASMIN))
