"""Signals that were answered within eight weeks."""

from datetime import date, timedelta

from thuis.core.loop.answered import IN_TIME, Asked, answered, is_late

MADE = date(2026, 3, 2)
LAST = MADE + IN_TIME
DAY = timedelta(days=1)


def test_the_last_day_of_eight_weeks_still_counts():
    assert answered([Asked(MADE, LAST)], LAST).in_time == 1
    assert answered([Asked(MADE, LAST + DAY)], LAST + DAY).in_time == 0


def test_a_signal_that_still_has_time_does_not_count_yet():
    assert answered([Asked(MADE, None)], LAST).due == 0
    late = answered([Asked(MADE, None)], LAST + DAY)
    assert (late.in_time, late.due, late.late) == (0, 1, 1)


def test_what_ended_late_is_not_late_any_more_but_was_not_in_time():
    found = answered([Asked(MADE, LAST + DAY), Asked(MADE, MADE)], LAST + 30 * DAY)
    assert (found.in_time, found.due, found.late) == (1, 2, 0)
    assert not is_late(Asked(MADE, LAST + DAY), LAST + 30 * DAY)
