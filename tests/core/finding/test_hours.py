"""Opening hours are read as people write them, and say what holds at one moment."""

from datetime import date, datetime, time

import pytest

from thuis.core.finding.hours import Away, HoursError, Span, read_hours, state_at, written

MONDAY = date(2026, 11, 23)
HOUSE = read_hours("mo-th 10:00-16:00")


def at(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("ma-do 10.00–16.00", "mo-th 10:00-16:00"),
        ("Maandag-Donderdag 10:00 - 16:00", "mo-th 10:00-16:00"),
        ("di,do 9:00-17:00; vr 09:00-12:30", "tu,th 09:00-17:00; fr 09:00-12:30"),
        ("za-ma 10:00-12:00", "sa,su,mo 10:00-12:00"),
        ("mo 09:00-12:00; mo 13:00-17:00", "mo 09:00-12:00; mo 13:00-17:00"),
        ("", ""),
    ],
)
def test_hours_are_kept_the_same_for_everybody_who_writes_them(said, kept):
    assert written(read_hours(said)) == kept
    assert written(read_hours(kept)) == kept


@pytest.mark.parametrize(
    "said",
    ["by appointment", "mo 16:00-10:00", "mo 25:00-26:00", "xx 10:00-12:00", "mo-xx 10:00-12:00", "mo 10-12"],
)
def test_what_is_no_hours_is_refused(said):
    with pytest.raises(HoursError):
        read_hours(said)


def test_a_span_holds_its_days_and_times():
    assert (Span((0, 1, 2, 3), time(10), time(16)),) == HOUSE


@pytest.mark.parametrize(
    ("moment", "how", "then"),
    [
        (at(23, 9, 59), "later", at(23, 10)),
        (at(23, 10), "open", at(23, 16)),
        (at(23, 15, 59), "open", at(23, 16)),
        (at(23, 16), "later", at(24, 10)),
        (at(26, 18), "later", at(30, 10)),
    ],
)
def test_open_now_or_when_next(moment, how, then):
    state = state_at(moment, HOUSE)
    assert (state.how, state.at) == (how, then)


def test_without_hours_nothing_is_said():
    assert state_at(at(23, 12), ()).how == "unknown"


def test_away_is_said_with_its_last_day_and_ends():
    away = Away(MONDAY, date(2026, 11, 25))
    state = state_at(at(24, 12), HOUSE, away)
    assert (state.how, state.last) == ("away", date(2026, 11, 25))
    assert state_at(at(26, 12), HOUSE, away).how == "open"
    assert state_at(at(24, 12), HOUSE, Away(MONDAY, None)).how == "gone"


def test_the_next_opening_is_never_on_a_day_away():
    coming = Away(date(2026, 11, 24), date(2026, 11, 25))
    assert state_at(at(23, 17), HOUSE, coming).at == at(26, 10)
    assert state_at(at(23, 17), HOUSE, Away(date(2026, 11, 24), date(2027, 2, 1))).how == "unknown"


def test_two_parts_of_a_day_come_in_their_order():
    spans = read_hours("mo 13:00-17:00; mo 09:00-12:00")
    assert state_at(at(23, 12, 30), spans).at == at(23, 13)
    assert state_at(at(23, 8), spans).at == at(23, 9)
