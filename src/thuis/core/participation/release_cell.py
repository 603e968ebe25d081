"""What of one cell may be told: numbers of people with noise, shares of them, and hours of enough people."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thuis.core.participation.cells import Cell, Stint
from thuis.core.participation.hours import FEW, MANY, TOP, hours_by_person
from thuis.core.participation.model import Count, Kind, Series
from thuis.core.participation.outcome import Reason, Unknown
from thuis.core.participation.release_model import Figure, ReleaseRules, Told, Untold, Why
from thuis.core.participation.release_noise import HOURS, TENTH, Noise
from thuis.core.statistics.describe import quantile

PARTICIPATION, AVAILABILITY, CONVERSION = "participation", "availability", "conversion"
MEDIAN, TENTH_SHARE, PROFESSIONAL = "median-hours", "top-tenth", "professional"
BANDS = ("band-few", "band-some", "band-many")
STEP = 20  # hours to which the most hours that count are rounded, so that the cap is nobody's own number
BESIDE = 2  # people on each side of the middle one


def kind_measure(kind: Kind) -> str:
    return f"kind-{kind.value}"


def role_measure(code: str) -> str:
    return f"role-{code}"


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells cells of one period. `cap`: the most hours of one person that count.

    `roles`: every role that there is. One that nobody has is told like one that few have, so that a line
    for a role does not tell that somebody has it.
    """

    noise: Noise
    cap: float
    roles: tuple[str, ...]

    @property
    def rules(self) -> ReleaseRules:
        return self.noise.rules

    def people(self, cell: Cell) -> Told:
        """Participation alone: what is told of a group of students."""
        return self._of_enrolled(cell.people, cell.enrolled)

    def all_of(self, cell: Cell) -> dict[str, Told]:
        """Every figure of a cell, by measure."""
        told = {
            PARTICIPATION: self.people(cell),
            AVAILABILITY: self._of_enrolled(cell.pool, cell.pool_enrolled),
            CONVERSION: self._conversion(cell),
        }
        if Series.ENGAGEMENTS in cell.missing:
            return told
        hours = {person: known for person, known in hours_by_person(cell).items() if known is not None}
        return {
            **told,
            **dict(self._hours(hours)),
            PROFESSIONAL: self._professional(cell),
            **self._roles(cell),
        }

    def share(self, part: float, whole: Count) -> Told:
        """`part` people (with noise) of a known number: a figure, or a band near nobody or everybody."""
        rules = self.rules
        if whole.low < rules.enrolled:
            return Untold(Why.FEW_ENROLLED)
        if part - rules.reach > whole.high:
            return Untold(Reason.MORE_THAN_ENROLLED)
        middle, band = (whole.low + whole.high) / 2, min(1.0, rules.band / whole.low)
        if part < rules.fewest:
            return Figure(None, 0.0, band, None, middle)
        if whole.low - part < rules.fewest:
            return Figure(None, 1.0 - band, 1.0, None, middle)
        low, high = (part - rules.reach) / whole.high, min(1.0, (part + rules.reach) / whole.low)
        return Figure(part / middle, low, high, part, middle)

    def _of_enrolled(self, people: frozenset[str], enrolled: Count | Unknown) -> Told:
        if isinstance(enrolled, Unknown):
            return Untold(enrolled.reason)
        return self.share(self.noise.count(people), enrolled)

    def _of_people(self, part: frozenset[str], whole: frozenset[str]) -> Told:
        """A share of people who were counted with noise themselves."""
        rules, some, all_ = self.rules, self.noise.count(part), self.noise.count(whole)
        if all_ < rules.enrolled + rules.reach:
            return Untold(Why.FEW_PEOPLE)
        band = min(1.0, rules.band / (all_ - rules.reach))
        if some < rules.fewest:
            return Figure(None, 0.0, band, None, all_)
        if all_ - some < rules.fewest:
            return Figure(None, 1.0 - band, 1.0, None, all_)
        low, high = (some - rules.reach) / (all_ + rules.reach), (some + rules.reach) / (all_ - rules.reach)
        return Figure(some / all_, low, min(1.0, high), some, all_)

    def _conversion(self, cell: Cell) -> Told:
        if cell.missing & {Series.ENGAGEMENTS, Series.POOL}:
            return Untold(Reason.NOT_RECORDED)
        taking_part = frozenset(one.person for one in cell.stints if one.pool_known)
        return self._of_people(taking_part, taking_part | cell.pool)

    def _roles(self, cell: Cell) -> dict[str, Told]:
        names = [*map(kind_measure, Kind), *map(role_measure, self.roles)]
        people: dict[str, set[str]] = {name: set() for name in names}
        for one in cell.stints:
            people[kind_measure(one.role.kind)].add(one.person)
            people[role_measure(one.role.code)].add(one.person)
        everybody = cell.people
        return {name: self._of_people(frozenset(some), everybody) for name, some in people.items()}

    # --- hours -------------------------------------------------------------------------------------------

    def _hours(self, hours: Mapping[str, float]) -> Iterator[tuple[str, Told]]:
        people = frozenset(hours)
        number = self.noise.count(people)
        enough = number >= self.rules.fewest
        yield MEDIAN, self._median(hours, number) if enough else Untold(Why.FEW_PEOPLE)
        most = number >= self.rules.tenth + self.rules.reach
        yield TENTH_SHARE, self._tenth(hours, number) if most else Untold(Why.FEW_PEOPLE)
        few = frozenset(one for one, value in hours.items() if value < FEW)
        many = frozenset(one for one, value in hours.items() if value > MANY)
        for name, part in zip(BANDS, (few, people - few - many, many), strict=True):
            yield name, self._of_people(part, people)

    def _median(self, hours: Mapping[str, float], number: float) -> Figure:
        values = sorted(hours.values())
        room = median_room(values, number, self.cap, self.rules)
        value = quantile(values, 0.5) + room * self.noise.of(hours, HOURS)
        reach = room * self.rules.cut
        return Figure(max(0.0, value), max(0.0, value - reach), value + reach, number)

    def _tenth(self, hours: Mapping[str, float], number: float) -> Told:
        held = sorted((min(value, self.cap) for value in hours.values()), reverse=True)
        total = math.fsum(held)
        if not total:
            return Untold(Reason.NO_HOURS)
        room = self.rules.of_cap * self.cap / total
        value = _top(held) / total + room * self.noise.of(hours, TENTH)
        reach = room * self.rules.cut
        return Figure(min(1.0, max(TOP, value)), max(0.0, value - reach), min(1.0, value + reach), number)

    def _professional(self, cell: Cell) -> Told:
        """Hours in professional roles ÷ (those + the hours of staff); `part` and `whole` in hours."""
        if isinstance(cell.staff_hours, Unknown):
            return Untold(cell.staff_hours.reason)
        hours = _professional_hours(cell.stints)
        if self.noise.count(hours) < self.rules.fewest:
            return Untold(Why.FEW_PEOPLE)
        room = self.rules.of_cap * self.cap
        total = math.fsum(min(value, self.cap) for value in hours.values())
        total = max(0.0, total + room * self.noise.of(hours, HOURS))
        low, high = max(0.0, total - room * self.rules.cut), total + room * self.rules.cut
        ends = [_ratio(one, cell.staff_hours) for one in (total, low, high)]
        return Figure(ends[0], ends[1], ends[2], total, total + cell.staff_hours)


def median_room(values: Sequence[float], number: float, cap: float, rules: ReleaseRules) -> float:
    """One spread of the noise on a median, in hours: as far as one more person can move it, about.

    That is the mean step between the five in the middle of the sorted `values`; at least the noise that
    sums of hours have. Two sets that differ in one person then hardly tell whether she has many hours.
    """
    middle, last = len(values) // 2, len(values) - 1
    step = (values[min(middle + BESIDE, last)] - values[max(middle - BESIDE, 0)]) / (2 * BESIDE)
    return max(rules.of_cap * cap / number, step)


def hours_cap(cell: Cell, rules: ReleaseRules) -> float:
    """The most hours of one person that count, from the institution's cell, rounded up to 20."""
    known = [value for value in hours_by_person(cell).values() if value is not None]
    return STEP * math.ceil(quantile(known, rules.winsor) / STEP) or STEP if known else STEP


def _top(held: Sequence[float]) -> float:
    """The hours of the tenth with most, of hours from many to few: straight between people."""
    people = len(held) * TOP
    whole = math.floor(people)
    return math.fsum(held[:whole]) + (people - whole) * [*held, 0.0][whole]


def _professional_hours(stints: Sequence[Stint]) -> dict[str, float]:
    found: defaultdict[str, float] = defaultdict(float)
    for one in stints:
        if one.role.counts_as_professional and one.hours is not None:
            found[one.person] += one.hours
    return found


def _ratio(student: float, staff: float) -> float:
    return student / (student + staff) if student + staff else 0.0
