"""What may leave: numbers with noise, bands, nothing that subtraction would find; and next versions."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.participation.college import DAYS, KEY, ON, ROLES, college
from tests.core.participation.rows import registers
from tests.sizes import size
from thuis.core.errors import InvalidInput
from thuis.core.participation.cells import cells
from thuis.core.participation.model import (
    INSTITUTION,
    Count,
    Engagement,
    Enrolled,
    Gap,
    Level,
    Place,
    PoolMembership,
    Register,
    Series,
    StaffHours,
    Unit,
)
from thuis.core.participation.outcome import Reason
from thuis.core.participation.periods import Span, year_span
from thuis.core.participation.release import next_version, people_changed, release
from thuis.core.participation.release_cell import Teller, hours_cap
from thuis.core.participation.release_model import (
    RULES,
    Figure,
    Period,
    Spot,
    Untold,
    Why,
    period_of,
    spot_of,
)
from thuis.core.participation.release_noise import Noise
from thuis.core.participation.release_protect import told_together

YEAR = Period(2023)
CASES = settings(
    max_examples=size("THUIS_PARTICIPATION_CASES", 60, 10_000),
    suppress_health_check=[HealthCheck.too_slow],
    deadline=None,
)
NOISE = Noise(KEY)
HERE = Place("D", "P", "S")
Q1 = Period(2023, 1)


def told_of(one, period=YEAR, **options):
    return release(one.register, period, key=KEY, groups=one.groups, **options)


@pytest.fixture(scope="module")
def whole():
    one = college(3)
    return one, told_of(one)


def figures(released):
    for spot, told in released.cells.items():
        for name, figure in told.items():
            yield spot, name, figure


def rows_of(people, hours=20.0, role="assistant", place=HERE):
    return tuple(Engagement(f"{role} {n}", role, place, Q1.span, hours) for n in range(people))


def small_register(people, enrolled, **more):
    values = {"engagements": rows_of(people), "enrolled": (Enrolled(ON, HERE, Count(enrolled, enrolled)),)}
    return Register(ROLES, **{**values, **more})


def one_cell(register, period=Q1):
    return release(register, period, key=KEY).cells[Spot()]


# --- noise -----------------------------------------------------------------------------------------------


@CASES
@given(st.sets(st.text(max_size=6)))
def test_the_same_people_get_the_same_draw_in_any_order(people):
    assert NOISE.count(sorted(people)) == NOISE.count(sorted(people, reverse=True))
    assert abs(NOISE.count(people) - len(people)) <= RULES.reach


def test_other_people_or_another_key_give_another_draw():
    assert NOISE.of({"a"}) != NOISE.of({"b"})
    assert NOISE.of({"a"}) != Noise(bytes(32)).of({"a"})


def test_a_unit_with_the_same_people_as_the_whole_is_told_the_same_number():
    register = small_register(40, 400)
    told = release(register, Q1, key=KEY).cells
    numbers = {told[Spot(unit)]["participation"].part for unit in HERE.units}
    assert len(numbers) == 1


# --- thresholds ------------------------------------------------------------------------------------------


@CASES
@given(registers)
def test_of_a_handful_of_students_no_number_is_told(register):
    for _, _, told in figures(release(register, YEAR, key=KEY)):
        assert isinstance(told, Untold) or told.value is None


@CASES
@given(st.integers(0, 60), st.integers(0, 400), st.integers(0, 60))
def test_no_figure_is_about_fewer_than_ten_people_and_none_is_zero(people, others, waiting):
    pool = tuple(PoolMembership(f"w{n}", HERE, Q1.span) for n in range(waiting))
    register = small_register(people, people + others, pool=pool)
    told = one_cell(register)
    for name, figure in told.items():
        if isinstance(figure, Untold):
            continue
        assert figure.low <= figure.high
        if figure.value is None:
            assert (figure.low, figure.part) == (0.0, None) or figure.high == 1.0
        else:
            assert figure.value > 0
            assert figure.low <= figure.value <= figure.high
        if name == "participation":
            assert (figure.value is None) or (people >= 10 and others >= 10)
            assert figure.low <= people / (people + others) <= figure.high


def test_few_with_a_role_are_a_band_and_not_a_zero():
    for people in (0, 1, 9):
        told = one_cell(small_register(people, 300))["participation"]
        assert told == Figure(None, 0.0, RULES.band / 300, None, 300)


def test_nearly_everybody_is_a_band_too():
    told = one_cell(small_register(297, 300))["participation"]
    assert told == Figure(None, 1 - RULES.band / 300, 1.0, None, 300)


def test_a_unit_under_twenty_is_not_told_however_many_take_part():
    assert one_cell(small_register(19, 19))["participation"] == Untold(Why.FEW_ENROLLED)


def test_more_people_than_students_is_an_error_in_the_rows_and_not_a_share():
    assert one_cell(small_register(60, 40))["participation"] == Untold(Reason.MORE_THAN_ENROLLED)


def test_what_is_not_recorded_stays_unknown():
    register = small_register(50, 400)
    for series, measure in ((Series.POOL, "availability"), (Series.ENGAGEMENTS, "participation")):
        gap = Gap(series, INSTITUTION, year_span(2023))
        assert one_cell(replace(register, gaps=(gap,)))[measure] == Untold(Reason.NOT_RECORDED)


def test_a_line_for_a_role_does_not_tell_that_somebody_has_it():
    told = one_cell(small_register(50, 400))
    assert told["role-council"] == told["role-buddy"]
    assert told["role-council"].value is None


# --- hours -----------------------------------------------------------------------------------------------


def test_hours_of_few_people_are_not_told():
    told = one_cell(small_register(9, 300))
    assert told["median-hours"] == told["top-tenth"] == Untold(Why.FEW_PEOPLE)


def test_the_top_tenth_needs_twenty_people():
    told = one_cell(small_register(16, 300))
    assert isinstance(told["median-hours"], Figure)
    assert told["top-tenth"] == Untold(Why.FEW_PEOPLE)


def test_the_interval_of_the_median_holds_the_real_one():
    told = one_cell(small_register(200, 3000))["median-hours"]
    assert told.low <= 20 <= told.high
    assert told.high - told.low < 1


def test_one_person_with_very_many_hours_does_not_move_the_top_tenth_far():
    many = Engagement("rich", "assistant", HERE, Q1.span, 10_000.0)
    register = small_register(200, 3000, engagements=(*rows_of(200), many))
    assert one_cell(register)["top-tenth"].value < 0.2


def test_people_without_hours_have_no_top_tenth():
    register = small_register(200, 3000, engagements=rows_of(200, hours=0.0))
    assert one_cell(register)["top-tenth"] == Untold(Reason.NO_HOURS)


def test_hours_that_nobody_knows_are_no_cap():
    register = small_register(5, 300, engagements=rows_of(5, hours=None))
    assert hours_cap(cells(register, Q1.span)[INSTITUTION], RULES) == 20


def test_professional_hours_stand_beside_those_of_staff():
    staff = (StaffHours(HERE, Q1.span, 36_000.0),)
    told = one_cell(small_register(200, 3000, staff=staff))["professional"]
    assert told.low <= 4000 / 40_000 <= told.high
    assert one_cell(small_register(5, 300, staff=staff))["professional"] == Untold(Why.FEW_PEOPLE)
    assert one_cell(small_register(200, 3000))["professional"] == Untold(Reason.NO_STAFF_HOURS)


def test_no_hours_of_anybody_are_no_share():
    staff = (StaffHours(HERE, Q1.span, 0.0),)
    register = small_register(200, 3000, engagements=rows_of(200, hours=0.0), staff=staff)
    assert one_cell(register)["professional"].low == 0


# --- subtraction -----------------------------------------------------------------------------------------


def test_a_small_site_takes_the_smallest_other_one_along(whole):
    one, released = whole
    hidden = {
        spot.unit.code
        for spot, _, told in figures(released)
        if spot.unit.level is Level.SITE and not spot.by and told == Untold(Why.COMPLEMENT)
    }
    sizes = {}
    for place, students in one.sizes.items():
        sizes[place.site] = sizes.get(place.site, 0) + students
    assert hidden == {min((site for site in sizes if sizes[site] >= 20), key=sizes.get)}


def test_small_programmes_are_told_together(whole):
    _, released = whole
    programmes = {spot.unit.code for spot in released.cells if spot.unit.level is Level.PROGRAMME}
    assert not programmes & {"Q0", "Q1", "Q2", "Q3"}
    assert all(any(f"Q{number}" in code.split(" | ") for code in programmes) for number in range(4))


def test_what_is_hidden_follows_from_enrolments_alone(whole):
    one, released = whole
    nobody = replace(one.register, engagements=(), pool=())
    empty = release(nobody, YEAR, key=KEY, groups=one.groups)

    def untold(found):
        return {spot for spot, name, told in figures(found) if told == Untold(Why.COMPLEMENT)}

    assert untold(empty) == untold(released)


def test_groups_are_told_and_a_small_one_is_not(whole):
    _, released = whole
    assert released.cells[Spot(INSTITUTION, "form", "part-time")]["participation"].value > 0
    small = Spot(Unit(Level.SITE, "T0"), "form", "full-time")
    assert released.cells[small]["participation"] == Untold(Why.FEW_ENROLLED)


def test_people_whose_group_is_unknown_are_in_no_group():
    one = college(4)
    nobody = {"form": replace(one.groups["form"], of={})}
    told = release(one.register, YEAR, key=KEY, groups=nobody)
    assert told.cells[Spot(INSTITUTION, "form", "part-time")]["participation"].value is None


# --- versions --------------------------------------------------------------------------------------------


def test_when_few_people_changed_there_is_no_next_version(whole):
    one, before = whole
    gone = [row.person for row in one.register.engagements[:9]]
    assert next_version(before, told_of(college(3, missing=gone))) is None


def test_units_in_which_few_changed_stay_as_they_were(whole):
    one, before = whole
    gone = [row.person for row in one.register.engagements][::8]
    after = told_of(college(3, missing=gone))
    made = next_version(before, after)
    kept = [u for u in after.ledger if people_changed(before.ledger[u], after.ledger[u]) < 10]
    assert kept
    for spot, told in made.cells.items():
        source = before if spot.unit in kept else after
        assert told == source.cells[spot]
    assert made.ledger[kept[0]] == before.ledger[kept[0]]


def test_a_programme_told_with_others_is_not_told_apart_in_a_next_version(whole):
    one, before = whole
    grown = tuple(
        replace(row, count=Count(500, 500)) if row.place.programme == "Q0" else row
        for row in one.register.enrolled
    )
    gone = {row.person for row in one.register.engagements[:100]}
    less = tuple(row for row in one.register.engagements if row.person not in gone)
    after = release(replace(one.register, enrolled=grown, engagements=less), YEAR, key=KEY)
    assert Spot(Unit(Level.PROGRAMME, "Q0")) in after.cells
    assert Spot(Unit(Level.PROGRAMME, "Q0")) not in next_version(before, after).cells


def test_a_unit_that_is_new_joins_a_next_version(whole):
    one, before = whole
    fresh = Enrolled(DAYS[-1], Place("N", "N", "N"), Count(300, 300))
    after = release(replace(one.register, enrolled=(*one.register.enrolled, fresh)), YEAR, key=KEY)
    assert Spot(Unit(Level.SITE, "N")) in next_version(before, after).cells


def test_the_ledger_names_nobody(whole):
    one, released = whole
    people = {row.person for row in one.register.engagements}
    assert not people & set(released.ledger[INSTITUTION])


# --- words -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["2023", "2023-q1", "2024-q4"])
def test_a_period_is_known_by_its_key(key):
    assert period_of(key).key == key
    assert isinstance(period_of(key).span, Span)


@pytest.mark.parametrize("key", ["", "23", "2023-q5", "2023-Q1", "2023-q1 "])
def test_other_words_are_no_period(key):
    with pytest.raises(InvalidInput, match="participation-period"):
        period_of(key)


def test_a_spot_is_read_back_from_words():
    assert spot_of("site", "AVM", "form", "full-time") == Spot(Unit(Level.SITE, "AVM"), "form", "full-time")


def test_a_share_of_bounds_is_an_interval_that_holds_both():
    told = Teller(NOISE, 20, ()).share(40.0, Count(100, 110))
    assert told.low < 40 / 110 < told.value < 40 / 100 < told.high


# --- corners ---------------------------------------------------------------------------------------------


def test_a_programme_right_below_the_institution_makes_no_domain_without_a_name():
    bare = Place("", "P", "S")
    enrolled = (Enrolled(ON, bare, Count(400, 400)),)
    register = Register(ROLES, rows_of(40, place=bare), enrolled=enrolled)
    told = release(register, Q1, key=KEY).cells
    assert {spot.unit.level for spot in told} == {Level.INSTITUTION, Level.SITE, Level.PROGRAMME}


def together(*sizes):
    rows = [Enrolled(ON, Place("D", f"P{n}", "S"), Count(size, size)) for n, size in enumerate(sizes)]
    return sorted({told_together(rows, RULES).place(row.place).programme for row in rows})


def test_small_programmes_are_told_together_until_there_are_enough():
    assert together(25, 25, 300) == ["P0 | P1", "P2"]
    assert together(5, 300) == ["P0 | P1"]
    assert together(5) == ["P0"]
    # what is left over joins the last ones
    assert together(30, 30, 35) == ["P0 | P1 | P2"]
