"""Calendars hold to RFC 5545. The reader here was written from the standard and shares no line of ours."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from thuis.core.calendar import Appointment, calendar, escaped, folded

MADE = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LUNCH = Appointment(
    uid="offer-1@thuis.example",
    begins=datetime(2026, 11, 24, 12, 0),
    ends=datetime(2026, 11, 24, 13, 30),
    title="Soep, brood; en een gesprek",
    text="Kom langs.\nOok zonder reden \\o/ — " + "é" * 60,
    place="Avermeer, lokaal 0.14",
    address="https://thuis.example/help/lunch/",
    weekly=(1, 3),
)


def read(content):
    """Section 3.1: lines end with CRLF and go on after CRLF and one space; section 3.3.11 for texts."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    physical = content.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 for line in physical)
    whole = re.sub(rb"\r\n[ \t]", b"", content).decode()
    parts, stack = [], []
    for line in whole.split("\r\n")[:-1]:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            stack.append((value, {}))
        elif name == "END":
            kind, found = stack.pop()
            assert kind == value
            parts.append((kind, found))
        else:
            stack[-1][1][name] = re.sub(
                r"\\(.)", lambda match: {"n": "\n", "N": "\n"}.get(match[1], match[1]), value
            )
    assert stack == []
    return parts


def events(*appointments):
    return [
        found
        for kind, found in read(calendar("Hulp", appointments, made=MADE, language="nl"))
        if kind == "VEVENT"
    ]


def test_a_series_is_read_back_as_it_was_meant():
    (event,) = events(LUNCH)
    assert event["SUMMARY"] == LUNCH.title
    assert event["DESCRIPTION"] == LUNCH.text
    assert event["LOCATION"] == LUNCH.place
    assert event["DTSTART;TZID=Europe/Amsterdam"] == "20261124T120000"
    assert event["DTEND;TZID=Europe/Amsterdam"] == "20261124T133000"
    assert event["RRULE"] == "FREQ=WEEKLY;BYDAY=TU,TH"
    assert event["DTSTAMP"] == "20261122T093000Z"
    assert event["URL"] == LUNCH.address
    assert event["STATUS"] == "CONFIRMED"


def test_what_is_cancelled_says_so_and_what_is_empty_is_left_out():
    (event,) = events(Appointment("x@y", LUNCH.begins, LUNCH.ends, "Lunch", cancelled=True))
    assert event["STATUS"] == "CANCELLED"
    assert not {"RRULE", "LOCATION", "DESCRIPTION", "URL"} & set(event)


def test_the_calendar_brings_its_time_zone():
    parts = dict(read(calendar("Hulp", [LUNCH], made=MADE, language="nl")))
    assert parts["VTIMEZONE"]["TZID"] == "Europe/Amsterdam"
    assert parts["DAYLIGHT"]["TZOFFSETTO"] == "+0200"
    assert parts["VCALENDAR"]["VERSION"] == "2.0"
    assert parts["VCALENDAR"]["PRODID"]


@given(some.text(some.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=200))
def test_any_title_is_read_back(title):
    (event,) = events(Appointment("x@y", LUNCH.begins, LUNCH.ends, title or "-"))
    assert event["SUMMARY"] == (title or "-")


@pytest.mark.parametrize("length", [74, 75, 76, 150, 151])
def test_a_letter_is_never_cut_in_two(length):
    for letter in ("a", "é", "😀"):
        pieces = folded(letter * length).split("\r\n ")
        assert "".join(pieces) == letter * length
        assert max(len(piece.encode()) for piece in pieces) <= 75


def test_line_ends_become_one_escape():
    assert escaped("a\r\nb\nc") == "a\\nb\\nc"
