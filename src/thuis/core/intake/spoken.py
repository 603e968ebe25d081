"""Days, periods, hours and student numbers as agencies and payrolls write them."""

import calendar
import re
import unicodedata
from datetime import date
from functools import lru_cache

from thuis.core.intake.columns import MEMORY, day
from thuis.core.intake.problems import Refused

MONTHS = {
    "jan": 1, "feb": 2, "maa": 3, "mrt": 3, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7,
    "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
MONTH = "([a-z]{3,9})\\.?"
NAMED_DAY = re.compile(rf"([0-9]{{1,2}}) *[-/ ] *{MONTH} *[-/ ] *([0-9]{{4}})")
DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
SHORT = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{2})")
COMPACT = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
CLOCK = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(:[0-9.]+)?$")
FRACTION = re.compile(r"([0-9]{5})\.[0-9]+")
A_YEAR = "(?:19|20)[0-9]{2}"
QUARTER = re.compile(
    rf"(?:(?P<before>{A_YEAR})[ -]*)?"
    r"(?:(?:q|kwartaal|k|quarter) ?(?P<after>[1-4])|(?P<number>[1-4])e? ?(?:q|kwartaal|quarter))"
    rf"(?:[ -]*(?P<year>{A_YEAR}))?"
)
YEAR_MONTH = re.compile(r"((?:19|20)[0-9]{2})[-/ ]?([0-9]{1,2})")
MONTH_YEAR = re.compile(r"([0-9]{1,2})[-/]((?:19|20)[0-9]{2})")
NAMED_MONTH = re.compile(rf"{MONTH}[ -]*((?:19|20)[0-9]{{2}})")
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
HOURS = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:([.,])[0-9]{3})+(?!\1)[.,][0-9]+")
HOURS_AND_MINUTES = re.compile(r"([0-9]{1,4}):([0-5][0-9])(?::00)?")
NUMBER = re.compile(r"[a-z]{0,2}([0-9]{3,12})")


@lru_cache(MEMORY)
def spoken_day(cell: str) -> date:
    """A day as `columns.day` reads it, or 1 maart 2023, 01.03.2023, 1-3-23, 20230301; a time is left off."""
    text = _plain(CLOCK.sub("", cell))
    try:
        found = _spoken_day(text)
    except ValueError as error:
        raise Refused("not-a-date") from error
    return found or day(FRACTION.sub(r"\1", text))


def _spoken_day(text: str) -> date | None:
    if found := NAMED_DAY.fullmatch(text):
        return date(int(found[3]), _month(found[2]), int(found[1]))
    if found := DOTTED.fullmatch(text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if found := SHORT.fullmatch(text):
        return date(2000 + int(found[4]), int(found[3]), int(found[1]))
    if found := COMPACT.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    return None


def _month(name: str) -> int:
    if name[:3] not in MONTHS:
        raise ValueError(name)
    return MONTHS[name[:3]]


@lru_cache(MEMORY)
def spoken_period(cell: str) -> tuple[date, date]:
    """First and last day of a quarter (2023-Q1, 1e kwartaal 2023), a month (2023-01, jan 2023) or a year."""
    text = _plain(cell)
    try:
        found = _quarter(text) or _months(text)
    except ValueError as error:
        raise Refused("not-a-period") from error
    if found is None:
        raise Refused("not-a-period")
    year, first, last = found
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _quarter(text: str) -> tuple[int, int, int] | None:
    found = QUARTER.fullmatch(text)
    year = found and (found["before"] or found["year"])
    if not found or not year:
        return None
    number = int(found["after"] or found["number"])
    return int(year), 3 * number - 2, 3 * number


def _months(text: str) -> tuple[int, int, int] | None:
    if YEAR.fullmatch(text):
        return int(text), 1, 12
    if found := YEAR_MONTH.fullmatch(text):
        year, month = int(found[1]), int(found[2])
    elif found := MONTH_YEAR.fullmatch(text):
        year, month = int(found[2]), int(found[1])
    elif found := NAMED_MONTH.fullmatch(text):
        year, month = int(found[2]), _month(found[1])
    else:
        return None
    if not 1 <= month <= 12:
        raise ValueError(text)
    return year, month, month


@lru_cache(MEMORY)
def spoken_hours(cell: str) -> float | None:
    """Hours: 12,5 · 12.5 · 1.204,5 · 12:30 · 12 uur; `<5` and `-` are not recorded, never 0.

    Raises Refused for less than nothing, and for 1.234, which is 1234 to some and 1,234 to others.
    """
    text = re.sub(r" ?(uur|uren|u|hours?|h)\.?$", "", _plain(cell)).replace(" ", "")
    if text in {"-", "?", "onbekend", "unknown", "nb"} or text.startswith("<"):
        return None
    if clock := HOURS_AND_MINUTES.fullmatch(text):
        return int(clock[1]) + int(clock[2]) / 60
    if re.fullmatch(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}", text):
        raise Refused("hours-unclear")
    return _hours(text)


def _hours(text: str) -> float:
    if THOUSANDS.fullmatch(text):
        decimal = max(text.rfind("."), text.rfind(","))
        text = re.sub("[.,]", "", text[:decimal]) + "." + text[decimal + 1 :]
    if not HOURS.fullmatch(text) or len(text) > 20:
        raise Refused("not-hours")
    found = float(text.replace(",", "."))
    if found < 0:
        raise Refused("hours-negative")
    return found


def student_number(cell: str) -> str:
    """A student number as it is compared: digits, without the letter before it and zeros in front.

    `s0512345`, `512345` and `S 512345` are one student. Raises Refused for what is no number.
    """
    found = NUMBER.fullmatch(re.sub(r"[\s.\-]", "", _plain(cell)))
    digits = found[1].lstrip("0") if found else ""
    if not digits:
        raise Refused("not-a-student-number")
    return digits


def _plain(cell: str) -> str:
    """Lower case, plain digits and single spaces."""
    return " ".join(unicodedata.normalize("NFKC", cell).casefold().split())
