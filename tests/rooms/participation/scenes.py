"""A released college without a database: what pages of figures are made from, for golden pages."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

from tests.core.participation.college import KEY, college
from tests.rooms.insights.scenes import FakeBook, shape
from thuis.core.participation.model import INSTITUTION, Enrolled, Level, StaffHours
from thuis.core.participation.periods import Span
from thuis.core.participation.release import release
from thuis.core.participation.release_model import Period
from thuis.foundation.release.access import Sight
from thuis.foundation.release.participation_queries import Volume
from thuis.rooms.participation.queries.figures import Monitor, Names, Scene, SetTarget, Shelf

CODES = {"assistant": "student-assistant", "buddy": "buddy", "council": "programme-committee"}
PERIODS = tuple(Period(year, number) for year in (2022, 2023) for number in (0, 1, 2, 3, 4))
TARGETS = (SetTarget("professional", 12.0, date(2023, 1, 1), date(2024, 1, 1), date(2023, 1, 1), "Marit"),)


class FakeShelf(Shelf):
    """Volumes in memory."""

    volumes: dict[Period, Volume] = {}

    def volume(self, period):
        return FakeShelf.volumes.get(period)


def shelf():
    """Two years, of which the first has fewer people with a role. Made once."""
    if not FakeShelf.volumes:
        for year, share in ((2022, 0.05), (2023, 0.08)):
            one = moved(college(5, students=6000, taking_part=share), year)
            for period in (period for period in PERIODS if period.year == year):
                told = release(one.register, period, key=KEY, groups=one.groups)
                FakeShelf.volumes[period] = Volume(1, told)
    rows = {period: SimpleNamespace(digest=f"{period.key}") for period in PERIODS}
    return FakeShelf(rows)


def moved(one, year):
    """The same college in another year; what staff worked in each place beside it."""
    days = (year - 2023) * 365
    shift = lambda span: Span(*(day + timedelta(days) for day in (span.first, span.last)))  # noqa: E731
    staff = tuple(
        StaffHours(place, Span(date(year, 1, 1), date(year, 12, 31)), 40.0 * size)
        for place, size in one.sizes.items()
    )

    def enrolled(rows: tuple[Enrolled, ...]):
        return tuple(replace(row, on=row.on.replace(year=row.on.year + year - 2023)) for row in rows)

    register = replace(
        one.register,
        engagements=tuple(replace(row, span=shift(row.span)) for row in one.register.engagements),
        pool=tuple(replace(row, span=shift(row.span)) for row in one.register.pool),
        enrolled=enrolled(one.register.enrolled),
        staff=staff,
    )
    groups = {by: replace(group, enrolled=enrolled(group.enrolled)) for by, group in one.groups.items()}
    return replace(one, register=register, groups=groups)


def names():
    found = {("institution", ""): "De Brug"}
    found |= {("domain", f"D{n}"): f"Domain {n}" for n in range(4)}
    found |= {("programme", f"P{n}"): f"Programme {n}" for n in range(12)}
    found |= {("programme", f"Q{n}"): f"Small {n}" for n in range(4)}
    found |= {("site", f"{kind}{n}"): f"Site {kind}{n}" for kind in "ST" for n in range(4)}
    domains = {f"P{n}": f"D{n % 4}" for n in range(12)} | {f"Q{n}": f"D{n}" for n in range(4)}
    return Names(found, domains)


def scene(unit=INSTITUTION, period=PERIODS[-1], language="en", *, sight=None):
    """A page of the invented college, beside answers that follow from the words of a place."""
    seen = sight or Sight(whole=True, everything=True, codes={})
    made = Scene(shelf(), names(), seen, period, unit, language, TARGETS)
    made.__dict__["monitor"] = Monitor("2026", FakeBook(shape()), shape().titles, "digest")
    return made


LEVELS = Level
