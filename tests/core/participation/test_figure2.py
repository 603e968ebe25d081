"""Figure 2 of the magazine comes out of rows to the printed decimal."""

import pytest

from tests.core.participation.figure2 import NOT_RECORDED, QUARTERS, printed, register
from thuis.core.participation.cells import cells
from thuis.core.participation.model import INSTITUTION, Level, Series, Unit
from thuis.core.participation.outcome import Reason, Unknown
from thuis.core.participation.people import availability, conversion, headcount, participation
from thuis.core.participation.periods import year_span

INDICATORS = {"participated": participation, "available": availability}
DELFT = Unit(Level.SITE, "Delft")


@pytest.fixture(scope="module")
def figure():
    rows = register()
    return {quarter.number: cells(rows, quarter.span) for quarter in QUARTERS}


@pytest.fixture(scope="module")
def nested():
    rows = register(nested=True)
    return {quarter.number: cells(rows, quarter.span) for quarter in QUARTERS}


def shown(share):
    return f"{100 * share.low:.1f}"


def test_all_124_figures_come_out_to_the_printed_decimal(figure):
    wanted = {key: f"{float(text):.1f}" for key, text in printed().items() if text is not None}
    assert len(wanted) == 124
    found = {
        (unit, series, number): shown(INDICATORS[series](figure[number][unit]))
        for unit, series, number in wanted
    }
    assert found == wanted


def test_the_series_that_is_not_printed_stays_missing(figure):
    absent = [key for key, text in printed().items() if text is None]
    assert len(absent) == 4
    for unit, series, number in absent:
        assert unit.code == NOT_RECORDED
        assert INDICATORS[series](figure[number][unit]) == Unknown(Reason.NOT_RECORDED)
        assert conversion(figure[number][unit]) == Unknown(Reason.NOT_RECORDED)


def test_the_institution_says_that_its_pool_is_not_recorded_everywhere(figure):
    assert figure[1][INSTITUTION].partial == {Series.POOL}


def test_more_may_take_part_than_are_available(figure):
    cell = figure[2][DELFT]
    assert (shown(participation(cell)), shown(availability(cell))) == ("6.4", "6.1")


def test_the_use_of_the_pool_fell_in_2023_in_both_readings(figure, nested):
    """A pool of those who wait: 44 to 36 %. A pool with everybody who works: 77 to 57 %, or near it."""
    waiting = [conversion(figure[number][INSTITUTION]).low for number in (1, 4)]
    assert waiting == pytest.approx([0.437, 0.364], abs=0.007)
    all_in = [conversion(nested[number][INSTITUTION]).low for number in (1, 4)]
    assert 0.70 < all_in[0] < 0.80 and 0.52 < all_in[1] < 0.60


def test_a_year_counts_people_of_four_quarters_once(figure):
    year = headcount(cells(register(), year_span(2023))[INSTITUTION])
    quarters = [headcount(figure[number][INSTITUTION]) for number in (1, 2, 3, 4)]
    assert max(quarters) <= year < sum(quarters)
