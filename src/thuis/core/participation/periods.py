"""Spans of days and the quarters of a calendar year. First and last day both belong to a span."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from thuis.core.statistics.arrays import check_option

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From the first to the last day, both included. Raises `statistics-option` when they are swapped."""

    first: date
    last: date

    def __post_init__(self) -> None:
        check_option("last", self.first <= self.last)

    @property
    def days(self) -> int:
        """Number of days, at least 1."""
        return (self.last - self.first).days + 1

    def shared_days(self, other: "Span") -> int:
        """Number of days in both spans; 0 when they do not meet."""
        return max(0, (min(self.last, other.last) - max(self.first, other.first)).days + 1)

    def part_within(self, other: "Span") -> float:
        """Share of the days of this span that lie in the other, from 0 to 1."""
        return self.shared_days(other) / self.days


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter: `number` 1 (January to March) to 4. Raises `statistics-option` for another."""

    year: int
    number: int

    def __post_init__(self) -> None:
        check_option("quarter", 1 <= self.number <= 4)

    @property
    def span(self) -> Span:
        """Its days: 90 or 91 in the first quarter (leap years), then 91, 92 and 92."""
        return Span(date(self.year, 3 * self.number - 2, 1), self.next.first - DAY)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def next(self) -> "Quarter":
        """The quarter after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)


def quarter_of(day: date) -> Quarter:
    """The quarter in which a day lies."""
    return Quarter(day.year, (day.month + 2) // 3)


def quarters_of(year: int) -> tuple[Quarter, ...]:
    """The four quarters of a calendar year, in order."""
    return tuple(Quarter(year, number) for number in (1, 2, 3, 4))


def year_span(year: int) -> Span:
    """A calendar year as days: 365 or 366."""
    return Span(date(year, 1, 1), date(year, 12, 31))


def covers(parts: Iterable[Span], whole: Span) -> bool:
    """Whether every day of `whole` lies in at least one of the parts, which may overlap."""
    missing = whole.first
    for part in sorted(parts):
        if part.first <= missing <= part.last:
            missing = part.last + DAY
    return missing > whole.last
