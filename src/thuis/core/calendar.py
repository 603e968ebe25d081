"""Calendars as iCalendar (RFC 5545): moments and weekly hours in local time, lines folded at 75 bytes.

Small on purpose: one time zone, whole series by the week, no alarms and no invitations.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

LONGEST = 75  # bytes of a line, its end not counted (RFC 5545, 3.1)
ZONE = "Europe/Amsterdam"
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# Central European time as it holds since 1996.
TIMEZONE = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:DAYLIGHT",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True, slots=True)
class Appointment:
    """Something in a calendar, in local time. `weekly`: every week on these days (0 is Monday)."""

    uid: str
    begins: datetime
    ends: datetime
    title: str
    text: str = ""
    place: str = ""
    address: str = ""
    weekly: tuple[int, ...] = ()
    cancelled: bool = False


def calendar(name: str, appointments: Sequence[Appointment], *, made: datetime, language: str) -> bytes:
    """The file; `made` is a moment in UTC."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Thuis//support//{language.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        *TIMEZONE,
        *(line for each in appointments for line in _event(each, made)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _event(one: Appointment, made: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(one.uid)}"
    yield f"DTSTAMP:{made:%Y%m%dT%H%M%S}Z"
    yield f"DTSTART;TZID={ZONE}:{one.begins:%Y%m%dT%H%M%S}"
    yield f"DTEND;TZID={ZONE}:{one.ends:%Y%m%dT%H%M%S}"
    if one.weekly:
        yield f"RRULE:FREQ=WEEKLY;BYDAY={','.join(DAYS[day] for day in one.weekly)}"
    for name, value in (("SUMMARY", one.title), ("DESCRIPTION", one.text), ("LOCATION", one.place)):
        if value:
            yield f"{name}:{escaped(value)}"
    if one.address:
        yield f"URL:{one.address}"
    yield f"STATUS:{'CANCELLED' if one.cancelled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A text as a value: backslash, semicolon, comma and line ends have a meaning of their own (3.3.11)."""
    kept = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(kept.splitlines())


def folded(line: str) -> str:
    """A line in pieces of at most 75 bytes, never within a letter; later pieces begin with a space."""
    pieces, piece = list[bytes](), b""
    for letter in line:
        coded = letter.encode()
        room = LONGEST - (1 if pieces else 0)
        if len(piece) + len(coded) > room:
            pieces.append(piece)
            piece = b""
        piece += coded
    return "\r\n ".join(each.decode() for each in (*pieces, piece))
