"""When somebody is there: opening hours as people write them, and what that means at one moment.

Written as `mo-th 10:00-16:00; fr 10:00-12:00`, in Dutch or English; several times a day are separate parts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
DAY_WORDS = {
    **{word: number for number, word in enumerate(DAYS)},
    **{word: number for number, word in enumerate(("ma", "di", "wo", "do", "vr", "za", "zo"))},
}
PART = re.compile(r"([a-z, -]+?) *([0-9]{1,2}[:.][0-9]{2}) *[-–] *([0-9]{1,2}[:.][0-9]{2})")
A_WEEK = 7
How = Literal["open", "later", "away", "gone", "unknown"]


class HoursError(ValueError):
    """These words are no opening hours; the value is the part that is not understood."""


@dataclass(frozen=True, slots=True)
class Span:
    """On these days (0 is Monday), from and until these times."""

    days: tuple[int, ...]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Away:
    """Not there from the first up to and with the last day; without a last day until further notice."""

    first: date
    last: date | None

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class State:
    """How it stands at a moment: open until, later from, away until, gone for now, or unknown."""

    how: How
    at: datetime | None = None
    last: date | None = None


def read_hours(written: str) -> tuple[Span, ...]:
    """The hours in these words; raises HoursError."""
    parts = [part.strip() for part in re.split(r"[;\n]", written.casefold()) if part.strip()]
    return tuple(_span(part) for part in parts)


def _span(part: str) -> Span:
    found = PART.fullmatch(part)
    if found is None:
        raise HoursError(part)
    days, (opens, closes) = tuple(_days(found[1], part)), (_time(found[2], part), _time(found[3], part))
    if not days or opens >= closes:
        raise HoursError(part)
    return Span(days, opens, closes)


def _days(words: str, part: str) -> Iterator[int]:
    for word in words.split(","):
        first, dash, last = (each.strip()[:2] for each in word.partition("-"))
        if first not in DAY_WORDS or (dash and last not in DAY_WORDS):
            raise HoursError(part)
        begin, end = DAY_WORDS[first], DAY_WORDS[last or first]
        yield from range(begin, end + 1) if begin <= end else (*range(begin, A_WEEK), *range(end + 1))


def _time(words: str, part: str) -> time:
    hour, minute = (int(each) for each in re.split("[:.]", words))
    if hour > 23 or minute > 59:
        raise HoursError(part)
    return time(hour, minute)


def written(spans: Sequence[Span]) -> str:
    """The hours as they are kept, the same for everybody who writes them."""
    return "; ".join(f"{_day_words(span.days)} {span.opens:%H:%M}-{span.closes:%H:%M}" for span in spans)


def _day_words(days: Sequence[int]) -> str:
    if len(days) > 2 and list(days) == list(range(days[0], days[-1] + 1)):
        return f"{DAYS[days[0]]}-{DAYS[days[-1]]}"
    return ",".join(DAYS[day] for day in days)


def state_at(moment: datetime, spans: Sequence[Span], away: Away | None = None) -> State:
    """How it stands at a moment of the local clock."""
    if away is not None and away.covers(moment.date()):
        return State("away" if away.last else "gone", last=away.last)
    if not spans:
        return State("unknown")
    for opens, closes in _coming(moment.date(), spans):
        if closes > moment.replace(tzinfo=None) and not (away and away.covers(opens.date())):
            is_open = opens <= moment.replace(tzinfo=None)
            return State("open", closes) if is_open else State("later", opens)
    return State("unknown")


def _coming(day: date, spans: Sequence[Span]) -> Iterator[tuple[datetime, datetime]]:
    """The opening times of two weeks, the first to open first: a week away still shows what comes after."""
    for number in range(2 * A_WEEK + 1):
        on = day + timedelta(days=number)
        for span in sorted(spans, key=lambda span: span.opens):
            if on.weekday() in span.days:
                yield datetime.combine(on, span.opens), datetime.combine(on, span.closes)
