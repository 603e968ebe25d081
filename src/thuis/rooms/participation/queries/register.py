"""The rows of a span as values of the core: what every figure on participation is made of.

Only what builds releases may call this. A span lies within one calendar year, because the pseudonym of a
person is another one each year.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import Min, QuerySet
from django.db.models.functions import ExtractYear

from thuis.core.errors import InvalidInput
from thuis.core.participation import model as core
from thuis.core.participation.cells import OLDEST
from thuis.core.participation.periods import Quarter, Span, covers, quarter_of, quarters_of
from thuis.foundation.institution.models import Enrolment, EnrolmentCount, Unit
from thuis.foundation.institution.queries import holds_on
from thuis.rooms.participation.models import (
    Dated,
    Engagement,
    Gap,
    PoolMembership,
    RoleFile,
    StaffHours,
    Target,
)
from thuis.rooms.participation.queries.roles import role_types

PLACE = ("domain", "programme", "site")
REFERENCE_DAY = (10, 1)  # the day on which enrolments are counted when nobody else counted them
BY = ("study_year", "form")  # what groups can be made of
NO_ROLE = core.RoleType("unknown", core.Kind.UNPAID, core.Step.ACTOR, counts_as_professional=False)
Row = TypeVar("Row", bound=Dated)


def register_of(span: Span, *, by: str = "") -> core.Register:
    """Everything that is known of a span; with `by` also enrolments split by study year or form.

    Raises:
        InvalidInput: the span crosses a new year.
    """
    _check_one_year(span)
    roles = role_types()
    engagements = tuple(_engagements(span))
    # a role that an installation removed still happened
    lost = {row.role: NO_ROLE for row in engagements if row.role not in roles}
    return core.Register(
        roles={**roles, **lost},
        engagements=engagements,
        pool=tuple(_pool(span)),
        enrolled=tuple(enrolled_until(span, by)),
        staff=tuple(_staff(span)),
        gaps=(*_gaps(span), *_not_in_yet(span)),
    )


def groups_of(span: Span, by: str) -> dict[str, str]:
    """The group of each person of the register, by pseudonym: her study year or form, as it was last."""
    _check_one_year(span)
    found: dict[str, str] = {}
    for table in (PoolMembership, Engagement):
        rows: QuerySet[Any] = _within(table, span).order_by("first", "pk")
        for person, group in rows.values_list("pseudonym", by):
            if group:
                found[person] = str(group)
    return found


def recorded_years() -> tuple[int, ...]:
    """The calendar years of which anything is known, in order."""
    rows = Engagement.objects.filter(state=Engagement.State.CONFIRMED).annotate(year=ExtractYear("first"))
    return tuple(rows.order_by("year").values_list("year", flat=True).distinct())


def recorded_quarters(year: int) -> tuple[Quarter, ...]:
    """The quarters of a year that files cover; without any file, those in which a role was registered."""
    quarters = quarters_of(year)
    files = _covered(Span(quarters[0].span.first, quarters[-1].span.last), pool=False)
    if RoleFile.objects.filter(state=RoleFile.State.CONFIRMED).exists():
        return tuple(quarter for quarter in quarters if covers(files, quarter.span))
    return tuple(quarter for quarter in quarters if _within(Engagement, quarter.span).exists())


def targets_of(span: Span) -> tuple[Target, ...]:
    """The targets that hold in a span."""
    return tuple(_within(Target, span).order_by("first", "pk"))


def _check_one_year(span: Span) -> None:
    if span.first.year != span.last.year:
        raise InvalidInput("participation-one-year")


def _within(table: type[Row], span: Span) -> QuerySet[Row]:
    rows: QuerySet[Row] = table._default_manager.filter(first__lte=span.last, last__gte=span.first)
    return rows.filter(state=Engagement.State.CONFIRMED) if table is Engagement else rows


def _engagements(span: Span) -> Iterator[core.Engagement]:
    names = ("pseudonym", "role", *PLACE, "first", "last", "hours", "file__source__name")
    spans = _Spans()
    for person, role, *place, first, last, hours, source in _within(Engagement, span).values_list(*names):
        yield core.Engagement(
            person, role, core.Place(*place), spans.get(first, last), hours, source or "own"
        )


def _pool(span: Span) -> Iterator[core.PoolMembership]:
    spans = _Spans()
    rows = _within(PoolMembership, span).values_list("pseudonym", *PLACE, "first", "last")
    for person, *place, first, last in rows:
        yield core.PoolMembership(person, core.Place(*place), spans.get(first, last))


def _staff(span: Span) -> Iterator[core.StaffHours]:
    for *place, first, last, hours in _within(StaffHours, span).values_list(*PLACE, "first", "last", "hours"):
        yield core.StaffHours(core.Place(*place), Span(first, last), hours)


def _gaps(span: Span) -> Iterator[core.Gap]:
    for gap in _within(Gap, span):
        unit = core.Unit(core.Level(gap.level), gap.unit)
        yield core.Gap(core.Series(gap.series), unit, Span(gap.first, gap.last))


def _not_in_yet(span: Span) -> Iterator[core.Gap]:
    """A quarter of which no file came in is unknown, not 0. Without any file, all is registered here."""
    if not RoleFile.objects.filter(state=RoleFile.State.CONFIRMED).exists():
        return
    files, with_pool = _covered(span, pool=False), _covered(span, pool=True)
    quarter = quarter_of(span.first)
    while quarter.first <= span.last:
        if not covers(files, quarter.span):
            yield core.Gap(core.Series.ENGAGEMENTS, core.INSTITUTION, quarter.span)
        if not covers(with_pool, quarter.span):
            yield core.Gap(core.Series.POOL, core.INSTITUTION, quarter.span)
        quarter = quarter.next


def _covered(span: Span, *, pool: bool) -> list[Span]:
    files = RoleFile.objects.filter(
        state=RoleFile.State.CONFIRMED, first__lte=span.last, last__gte=span.first
    )
    files = files.filter(with_pool=True) if pool else files
    return [Span(first, last) for first, last in files.values_list("first", "last") if first and last]


# --- enrolments: the denominator -----------------------------------------------------------------------


def enrolled_until(span: Span, by: str = "") -> Iterator[core.Enrolled]:
    """Students per place on every reference date that may speak for the span; with `by`, per group too."""
    first = span.first - timedelta(days=OLDEST)
    domains = domain_of_programmes()
    counted = EnrolmentCount.objects.filter(
        measure=EnrolmentCount.Measure.ENROLLED, reference_date__range=(first, span.last)
    )
    dates = sorted(set(counted.values_list("reference_date", flat=True)))
    yield from _counted(counted, domains, by)
    if not dates:
        for day in _reference_days(first, span.last):
            yield from _counted_here(day, domains, by)


def domain_of_programmes() -> dict[str, str]:
    """The code of the domain of each programme, by code; a programme right below the institution has none."""
    rows = Unit.objects.filter(kind=Unit.Kind.PROGRAMME, parent__kind=Unit.Kind.DOMAIN)
    return dict(rows.values_list("code", "parent__code"))


def _counted(rows: QuerySet[EnrolmentCount], domains: dict[str, str], by: str) -> Iterator[core.Enrolled]:
    at = ("programme_at_site__programme__code", "programme_at_site__site__code")
    group = (by,) if by else ()
    for on, programme, site, low, high, *groups in rows.values_list(
        "reference_date", *at, "low", "high", *group
    ):
        place = core.Place(domains.get(programme, ""), programme, site)
        yield from _rows_of(on, place, core.Count(low, high), groups)


def _counted_here(day: date, domains: dict[str, str], by: str) -> Iterator[core.Enrolled]:
    at = ("programme_at_site__programme__code", "programme_at_site__site__code")
    group = (by,) if by else ()
    for programme, site, *groups in Enrolment.objects.filter(holds_on(day)).values_list(*at, *group):
        place = core.Place(domains.get(programme, ""), programme, site)
        yield from _rows_of(day, place, core.Count(1, 1), groups)


def _rows_of(on: date, place: core.Place, count: core.Count, groups: list[Any]) -> Iterator[core.Enrolled]:
    yield core.Enrolled(on, place, count)
    for group in groups:
        if group:
            yield core.Enrolled(on, place, count, str(group))


def _reference_days(first: date, last: date) -> Iterable[date]:
    started = Enrolment.objects.aggregate(first=Min("starts_on"))["first"]
    days = (date(year, *REFERENCE_DAY) for year in range(first.year, last.year + 1))
    return [day for day in days if started and max(first, started) <= day <= last]


class _Spans:
    """Equal spans as one value: a file of 200,000 rows has a few dozen different ones."""

    def __init__(self) -> None:
        self.known: dict[tuple[date, date], Span] = {}

    def get(self, first: date, last: date) -> Span:
        found = self.known.get((first, last))
        if found is None:
            found = self.known[first, last] = Span(first, last)
        return found
