"""Quarters know their days, leap years included."""

from datetime import date

import pytest

from thuis.core.errors import InvalidInput
from thuis.core.participation.periods import Quarter, Span, covers, quarter_of, quarters_of, year_span


@pytest.mark.parametrize(("year", "lengths"), [(2023, [90, 91, 92, 92]), (2024, [91, 91, 92, 92])])
def test_four_quarters_make_a_year_and_leap_years_have_a_longer_first(year, lengths):
    spans = [quarter.span for quarter in quarters_of(year)]
    assert [span.days for span in spans] == lengths
    assert (spans[0].first, spans[-1].last) == (date(year, 1, 1), date(year, 12, 31))
    assert sum(lengths) == year_span(year).days
    assert covers(spans, year_span(year))


@pytest.mark.parametrize("year", [1900, 2000, 2023, 2024])
def test_every_day_lies_in_the_quarter_it_is_found_in(year):
    for at in range(year_span(year).days):
        day = date.fromordinal(date(year, 1, 1).toordinal() + at)
        assert quarter_of(day).span.shared_days(Span(day, day)) == 1


def test_after_the_fourth_quarter_comes_the_first():
    assert Quarter(2023, 4).next == Quarter(2024, 1)
    assert Quarter(2023, 1).next == Quarter(2023, 2)


def test_spans_share_the_days_that_both_have():
    march = Span(date(2024, 3, 1), date(2024, 3, 31))
    assert march.shared_days(Span(date(2024, 3, 31), date(2024, 5, 1))) == 1
    assert march.shared_days(Span(date(2024, 4, 1), date(2024, 5, 1))) == 0
    assert march.part_within(Span(date(2024, 3, 1), date(2024, 3, 1))) == 1 / 31


def test_a_hole_of_one_day_is_not_covered():
    whole = year_span(2024)
    early, late = Span(whole.first, date(2024, 5, 31)), Span(date(2024, 6, 2), whole.last)
    assert not covers([late, early], whole)
    assert covers([late, early, Span(date(2024, 4, 1), date(2024, 6, 1))], whole)
    assert not covers([], whole)


@pytest.mark.parametrize(
    "wrong",
    [lambda: Span(date(2024, 1, 2), date(2024, 1, 1)), lambda: Quarter(2024, 5), lambda: Quarter(1, 0)],
)
def test_what_is_no_span_or_quarter_is_refused(wrong):
    with pytest.raises(InvalidInput) as refused:
        wrong()
    assert refused.value.key == "statistics-option"
