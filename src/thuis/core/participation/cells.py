"""All rows of a span sorted into units, in one pass: what every indicator is made of.

The denominator of a span is the enrolment on the latest reference date up to its last day, at most a year
old. It is one date for the whole institution, so that units add up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import add

from thuis.core.participation.model import (
    INSTITUTION,
    Count,
    Gap,
    Place,
    Register,
    RoleType,
    Series,
    StaffHours,
    Unit,
)
from thuis.core.participation.outcome import Reason, Unknown
from thuis.core.participation.periods import Span, covers
from thuis.core.participation.structure import Successors

OLDEST = 366  # days between a reference date and the end of the span it still speaks for
AS_RECORDED = Successors()


@dataclass(frozen=True, slots=True)
class Stint:
    """A person in a role during a span; `pool_known` when the pool of that place is recorded."""

    person: str
    role: RoleType
    hours: float | None
    pool_known: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit in one span.

    `enrolled` counts the students of places where engagements are recorded, `pool_enrolled` those where the
    pool is. A series is in `missing` when it is recorded nowhere in the unit, and in `partial` when it is for
    some of its places only. `on` is the reference date.
    """

    unit: Unit
    span: Span
    stints: tuple[Stint, ...]
    pool: frozenset[str]
    enrolled: Count | Unknown
    pool_enrolled: Count | Unknown
    staff_hours: float | Unknown
    missing: frozenset[Series]
    partial: frozenset[Series]
    on: date | None

    @property
    def people(self) -> frozenset[str]:
        """Everybody with a role, once."""
        return frozenset(one.person for one in self.stints)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a place counts, and what is not recorded there."""

    units: tuple[Unit, ...]
    unrecorded: frozenset[Series]


@dataclass(slots=True)
class _Draft:
    """A cell while rows come in."""

    stints: list[Stint] = field(default_factory=list)
    pool: set[str] = field(default_factory=set)
    counts: list[tuple[Count, frozenset[Series]]] = field(default_factory=list)
    staff: list[StaffHours] = field(default_factory=list)
    unrecorded: set[frozenset[Series]] = field(default_factory=set)


def cells(register: Register, span: Span, successors: Successors = AS_RECORDED) -> dict[Unit, Cell]:
    """The cell of every unit that a row of any span names, the institution always, by unit.

    Takes one pass over the rows. Enrolments that are split by group do not count here: see `split`.
    """
    gaps = [gap for gap in register.gaps if gap.span.shared_days(span)]
    spots = _spots(register, gaps, successors)
    on = reference_date(register, span)
    units = {INSTITUTION} | {successors.last(gap.unit) for gap in gaps}
    units.update(unit for spot in spots.values() for unit in spot.units)
    drafts = {unit: _Draft() for unit in units}
    _add_enrolments(drafts, register, spots, on)
    _add_engagements(drafts, register, spots, span)
    _add_pool(drafts, register, spots, span)
    _add_staff(drafts, register, spots, span)
    # a unit that went up in another has no cell: its gap is a gap in part of that other
    named = {(gap.unit, gap.series) for gap in gaps}
    return {unit: _cell(unit, span, draft, named, on) for unit, draft in drafts.items()}


def reference_date(register: Register, span: Span) -> date | None:
    """The latest day of enrolment counts up to the end of a span; None when it is over a year before that."""
    days = [one.on for one in register.enrolled if one.on <= span.last and not one.group]
    latest = max(days, default=None)
    return latest if latest is not None and (span.last - latest).days <= OLDEST else None


def _spots(register: Register, gaps: list[Gap], successors: Successors) -> dict[Place, _Spot]:
    places = {row.place for row in register.engagements} | {row.place for row in register.pool}
    places |= {row.place for row in register.enrolled} | {row.place for row in register.staff}
    return {place: _spot(place, gaps, successors) for place in places}


def _spot(place: Place, gaps: list[Gap], successors: Successors) -> _Spot:
    # a gap may name the unit as it was called then or as it is called now
    units = successors.place(place).units
    known_as = {*place.units, *units}
    return _Spot(units, frozenset(gap.series for gap in gaps if gap.unit in known_as))


def _add_enrolments(
    drafts: Mapping[Unit, _Draft], register: Register, spots: Mapping[Place, _Spot], on: date | None
) -> None:
    for row in register.enrolled:
        if row.on == on and not row.group:
            spot = spots[row.place]
            for unit in spot.units:
                drafts[unit].counts.append((row.count, spot.unrecorded))
                drafts[unit].unrecorded.add(spot.unrecorded)


def _add_engagements(
    drafts: Mapping[Unit, _Draft], register: Register, spots: Mapping[Place, _Spot], span: Span
) -> None:
    for row in register.engagements:
        if not row.span.shared_days(span):
            continue
        spot = spots[row.place]
        pool_known = Series.POOL not in spot.unrecorded
        stint = Stint(row.person, register.roles[row.role], row.hours_in(span), pool_known)
        for unit in spot.units:
            drafts[unit].unrecorded.add(spot.unrecorded)
            if Series.ENGAGEMENTS not in spot.unrecorded:
                drafts[unit].stints.append(stint)


def _add_pool(
    drafts: Mapping[Unit, _Draft], register: Register, spots: Mapping[Place, _Spot], span: Span
) -> None:
    for row in register.pool:
        if not row.span.shared_days(span):
            continue
        spot = spots[row.place]
        for unit in spot.units:
            drafts[unit].unrecorded.add(spot.unrecorded)
            if Series.POOL not in spot.unrecorded:
                drafts[unit].pool.add(row.person)


def _add_staff(
    drafts: Mapping[Unit, _Draft], register: Register, spots: Mapping[Place, _Spot], span: Span
) -> None:
    for row in register.staff:
        if row.span.shared_days(span):
            for unit in spots[row.place].units:
                drafts[unit].staff.append(row)


def _cell(unit: Unit, span: Span, draft: _Draft, named: set[tuple[Unit, Series]], on: date | None) -> Cell:
    missing, partial = set(), set()
    for series in Series:
        gone = [series in unrecorded for unrecorded in draft.unrecorded]
        if (unit, series) in named or (gone and all(gone)):
            missing.add(series)
        elif any(gone):
            partial.add(series)
    return Cell(
        unit=unit,
        span=span,
        stints=tuple(draft.stints),
        pool=frozenset(draft.pool),
        enrolled=_enrolled(draft, Series.ENGAGEMENTS, missing, on),
        pool_enrolled=_enrolled(draft, Series.POOL, missing, on),
        staff_hours=_staff_hours(draft.staff, span),
        missing=frozenset(missing),
        partial=frozenset(partial),
        on=on,
    )


def _enrolled(draft: _Draft, series: Series, missing: set[Series], on: date | None) -> Count | Unknown:
    if series in missing:
        return Unknown(Reason.NOT_RECORDED)
    if on is None:
        return Unknown(Reason.NO_REFERENCE_DATE)
    counts = [count for count, unrecorded in draft.counts if series not in unrecorded]
    return reduce(add, counts) if counts else Unknown(Reason.NO_ENROLMENT)


def _staff_hours(rows: list[StaffHours], span: Span) -> float | Unknown:
    if not rows:
        return Unknown(Reason.NO_STAFF_HOURS)
    for place in {row.place for row in rows}:
        # a year of students beside a quarter of staff would flatter
        if not covers((row.span for row in rows if row.place == place), span):
            return Unknown(Reason.STAFF_HOURS_INCOMPLETE)
    return sum(row.hours * row.span.part_within(span) for row in rows)
