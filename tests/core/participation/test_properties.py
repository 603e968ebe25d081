"""Whatever anybody registers, the figures agree with counting by hand, day by day.

Short by default; `THUIS_PARTICIPATION_CASES=10000` gives every property as many cases.
"""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.participation.rows import (
    LAW,
    PLACES,
    WORK,
    engagements,
    hours,
    people,
    places,
    quarters,
    registers,
    spans,
)
from tests.sizes import size
from thuis.core.participation.cells import OLDEST, cells
from thuis.core.participation.hours import Bands, hour_bands, hours_by_person, median_hours, top_tenth
from thuis.core.participation.model import INSTITUTION, Engagement, Gap, Level, Place, Series, Unit
from thuis.core.participation.outcome import Amount, Reason, Share, Unknown
from thuis.core.participation.people import availability, conversion, headcount, participation
from thuis.core.participation.periods import Span, quarter_of, quarters_of, year_span
from thuis.core.participation.reach import reach, split
from thuis.core.participation.structure import Successors
from thuis.core.participation.what_if import Assumptions, what_if

thoroughly = settings(
    max_examples=size("THUIS_PARTICIPATION_CASES", 100, 10_000),
    suppress_health_check=[HealthCheck.too_slow],
)
UNITS = sorted({unit for place in PLACES for unit in place.units}, key=str)
units = st.sampled_from(UNITS)


def calendar(span):
    return set(range(span.first.toordinal(), span.last.toordinal() + 1))


def counted(rows, unit, span):
    """The people of rows in a unit with a day in the span, by hand."""
    return {one.person for one in rows if in_unit(one.place, unit) and calendar(one.span) & calendar(span)}


def in_unit(place, unit):
    code = {
        Level.INSTITUTION: "",
        Level.DOMAIN: place.domain,
        Level.SITE: place.site,
        Level.PROGRAMME: place.programme,
    }
    return code[unit.level] == unit.code


def students(register, unit, span):
    """(low, high) of the enrolled by hand, or the reason why nobody knows."""
    days = [one.on for one in register.enrolled if one.on <= span.last]
    if not days or (span.last - max(days)).days > OLDEST:
        return Reason.NO_REFERENCE_DATE
    rows = [one.count for one in register.enrolled if one.on == max(days) and in_unit(one.place, unit)]
    return (sum(one.low for one in rows), sum(one.high for one in rows)) if rows else Reason.NO_ENROLMENT


@thoroughly
@given(registers, quarters, units)
def test_people_are_distinct_over_roles_and_overlapping_periods(register, quarter, unit):
    cell = cells(register, quarter.span).get(unit)
    by_hand = counted(register.engagements, unit, quarter.span)
    assert (headcount(cell) if cell else 0) == len(by_hand)
    if cell:
        assert cell.people == by_hand
        assert cell.pool == counted(register.pool, unit, quarter.span)


@thoroughly
@given(registers, quarters, units)
def test_a_share_of_the_enrolled_is_a_figure_an_interval_or_a_reason(register, quarter, unit):
    cell = cells(register, quarter.span).get(unit)
    if cell is None:
        return
    known = students(register, unit, quarter.span)
    for found, part in ((participation(cell), cell.people), (availability(cell), cell.pool)):
        if isinstance(known, Reason):
            assert found == Unknown(known)
        elif known[1] == 0:
            assert found == Unknown(Reason.NOBODY_ENROLLED)
        elif len(part) > known[1]:
            assert found == Unknown(Reason.MORE_THAN_ENROLLED)
        else:
            possible = [len(part) / n for n in range(max(known[0], len(part), 1), known[1] + 1)]
            assert (found.low, found.high) == (min(possible), max(possible))


@thoroughly
@given(registers, quarters, units)
def test_conversion_lies_between_0_and_1_and_counts_everybody_willing_once(register, quarter, unit):
    cell = cells(register, quarter.span).get(unit)
    if cell is None:
        return
    found = conversion(cell)
    willing = cell.people | cell.pool
    if willing:
        assert found.low == found.high == len(cell.people) / len(willing)
    else:
        assert found == Unknown(Reason.NOBODY_AVAILABLE)


@thoroughly
@given(spans, st.floats(0, 2000), people, places)
def test_hours_over_quarters_add_up_to_the_hours_whatever_the_leap_days(span, total, person, place):
    row = Engagement(person, "buddy", place, span, total)
    met, parts = quarter_of(span.first), []
    while met.first <= span.last:
        by_hand = len(calendar(span) & calendar(met.span)) / len(calendar(span))
        parts.append(row.hours_in(met.span))
        assert parts[-1] == pytest.approx(total * by_hand)
        met = met.next
    assert sum(parts) == pytest.approx(total)


@thoroughly
@given(registers, st.sampled_from([2023, 2024, 2025]), units)
def test_a_year_has_the_people_of_its_quarters_once_and_their_hours_all(register, year, unit):
    whole = cells(register, year_span(year)).get(unit)
    if whole is None:
        return
    parts = [cells(register, quarter.span)[unit] for quarter in quarters_of(year)]
    assert whole.people == frozenset().union(*(part.people for part in parts))
    for person, total in hours_by_person(whole).items():
        by_quarter = [hours_by_person(part).get(person, 0.0) for part in parts]
        if total is not None:
            assert total == pytest.approx(sum(by_quarter), abs=1e-5)


@thoroughly
@given(registers, quarters, people, places, hours)
def test_a_change_of_role_from_one_quarter_to_the_next_keeps_one_person(
    register, quarter, person, place, total
):
    """One person has a role in a quarter and another in the next: one in each, one in both together."""
    nxt = quarter.next.span
    rows = (
        Engagement(person, "buddy", place, quarter.span, total),
        Engagement(person, "assistant", place, nxt, total),
    )
    changed = replace(register, engagements=rows)
    both = cells(changed, Span(quarter.span.first, nxt.last))[INSTITUTION]
    assert headcount(both) == 1
    for span, code in ((quarter.span, "buddy"), (nxt, "assistant")):
        stints = cells(changed, span)[INSTITUTION].stints
        assert [one.role.code for one in stints] == [code]
    assert hours_by_person(both)[person] == (None if total is None else pytest.approx(2 * total, abs=1e-5))


@thoroughly
@given(registers, quarters, st.sampled_from(["health", "social", "new"]))
def test_merging_and_moving_units_loses_nobody_and_doubles_nobody(register, quarter, into):
    social, south, north = Unit(Level.DOMAIN, "social"), Unit(Level.SITE, "south"), Unit(Level.SITE, "north")
    after = Successors({social: Unit(Level.DOMAIN, "new"), south: north}, {LAW.programme: into})
    before, now = cells(register, quarter.span), cells(register, quarter.span, after)
    assert now[INSTITUTION].people == before[INSTITUTION].people
    assert participation(now[INSTITUTION]) == participation(before[INSTITUTION])
    assert social not in now and south not in now
    law_is_in = "new" if into == "social" else into
    moved = tuple(
        replace(one, place=Place(law_is_in if one.place == LAW else NOW[one.place.domain], "p", "north"))
        for one in register.engagements
    )
    for code in ("health", "new"):
        unit = Unit(Level.DOMAIN, code)
        people_now = now[unit].people if unit in now else set()
        assert people_now == counted(moved, unit, quarter.span)
    if north in now:
        assert now[north].people == before[INSTITUTION].people


NOW = {"health": "health", WORK.domain: "new"}


@thoroughly
@given(registers, quarters, units, st.sampled_from(list(Series)), spans)
def test_a_gap_makes_its_unit_unknown_and_never_zero(register, quarter, unit, series, span):
    met = bool(calendar(span) & calendar(quarter.span))
    cell = cells(replace(register, gaps=(Gap(series, unit, span),)), quarter.span)
    if not met:
        assert cell == cells(register, quarter.span)
        return
    share = participation if series is Series.ENGAGEMENTS else availability
    assert share(cell[unit]) == conversion(cell[unit]) == Unknown(Reason.NOT_RECORDED)
    if series is Series.ENGAGEMENTS:
        assert headcount(cell[unit]) == median_hours(cell[unit]) == Unknown(Reason.NOT_RECORDED)
    outside = [one for one in register.engagements if not in_unit(one.place, unit)]
    if series is Series.ENGAGEMENTS and unit != INSTITUTION:
        assert cell[INSTITUTION].people == counted(outside, INSTITUTION, quarter.span)


@thoroughly
@given(st.lists(engagements, max_size=15), registers, quarters)
def test_bands_hold_everybody_once_and_the_top_tenth_at_least_a_tenth(rows, register, quarter):
    cell = cells(replace(register, engagements=tuple(rows)), quarter.span)[INSTITUTION]
    bands, top = hour_bands(cell), top_tenth(cell)
    if isinstance(bands, Bands):
        assert bands.few + bands.some + bands.many + bands.left_out == headcount(cell)
    if isinstance(top, Amount):
        assert 0.1 - 1e-9 <= top.value <= 1 + 1e-9
        assert top.people + top.left_out == headcount(cell)


@thoroughly
@given(registers, quarters, st.dictionaries(people, st.sampled_from(["x", "y"])), st.data())
def test_groups_divide_the_people_and_who_is_not_reached_fills_the_group(register, quarter, group_of, data):
    split_rows = tuple(
        replace(one, group=data.draw(st.sampled_from(["x", "y"]))) for one in register.enrolled
    )
    parts = split(replace(register, enrolled=split_rows), group_of)
    found = {group: cells(part, quarter.span)[INSTITUTION] for group, part in parts.items()}
    everybody = counted(register.engagements, INSTITUTION, quarter.span)
    assert sum(len(cell.people) for cell in found.values()) == len(everybody)
    for one in reach(found):
        if isinstance(one.reached, Share):
            assert one.not_reached.high + one.reached.part == one.reached.whole.high
            assert one.not_reached.low >= 0
        if not isinstance(one.equity, Unknown):
            assert 0 <= one.equity.low <= one.equity.high
            assert 0 < one.equity.interval.low < one.equity.interval.high


@thoroughly
@given(registers, quarters, st.integers(0, 50), st.floats(0, 1), st.floats(0, 1), st.booleans())
def test_what_if_never_starts_more_people_than_wait_or_are_enrolled(
    register, quarter, roles, filled, new, from_pool
):
    cell = cells(register, quarter.span)[INSTITUTION]
    found = what_if(cell, Assumptions(roles, 8.0, filled, new, from_pool))
    if isinstance(found, Unknown):
        assert found == participation(cell)
        return
    assert 0 <= found.people <= found.wanted <= roles
    assert found.then.part == headcount(cell) + found.people <= found.then.whole.high
    assert not from_pool or found.people <= len(cell.pool - cell.people)
    assert found.hours <= 8.0 * roles
