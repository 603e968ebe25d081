"""What pages of figures are made from: released volumes alone, of one unit in one period and before."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from thuis.core.disclosure.released import Cell
from thuis.core.disclosure.titles import Titles
from thuis.core.errors import NotFound
from thuis.core.participation.model import INSTITUTION, Level, Unit
from thuis.core.participation.periods import Span
from thuis.core.participation.release_model import Figure, Period, Spot, Told
from thuis.foundation.audit.queries import actors_of
from thuis.foundation.institution.models import Site
from thuis.foundation.institution.models import Unit as Node
from thuis.foundation.release.access import Sight, sight_of
from thuis.foundation.release.book import Book, book_of
from thuis.foundation.release.book import Spot as Answered
from thuis.foundation.release.participation_models import ParticipationRelease
from thuis.foundation.release.participation_queries import Volume, latest_versions, volume_of
from thuis.foundation.release.queries import latest_release, shape_of
from thuis.rooms.participation.models import Target

ALL = "all"  # the institution in an address
SHOWN = 8  # periods in a line: two years of quarters
FIRST = (Level.INSTITUTION, Level.DOMAIN, Level.PROGRAMME, Level.SITE)


@dataclass(frozen=True, slots=True)
class Monitor:
    """Released answers of students in the newest round, for what stands beside participation."""

    round: str
    book: Book
    titles: Titles
    digest: str

    def cells(self, unit: Unit, measure: str, statistic: str = "mean") -> tuple[Cell, ...]:
        spot = Answered(unit.level.value, unit.code or ALL)
        return self.book.cells(spot, self.round, measure, statistic)


@dataclass(frozen=True, slots=True)
class SetTarget:
    """A target of a unit, in percent, and who set it."""

    measure: str
    value: float
    first: date
    last: date
    set_on: date
    set_by: str

    def holds_in(self, span: Span) -> bool:
        return self.first <= span.last and self.last >= span.first


@dataclass(frozen=True, slots=True)
class Names:
    """Names of units and sites, and the domain of each programme."""

    names: Mapping[tuple[str, str], str]
    domains: Mapping[str, str]

    def of(self, unit: Unit) -> str:
        return self.names.get((unit.level, unit.code), unit.code)


@dataclass(frozen=True)
class Shelf:
    """The newest version of every period."""

    rows: Mapping[Period, ParticipationRelease]

    def volume(self, period: Period) -> Volume | None:
        return volume_of(self.rows[period]) if period in self.rows else None

    @property
    def newest(self) -> Period:
        """The last quarter, or the last year where no quarter is told. Raises NotFound before any release."""
        quarters = [one for one in self.rows if one.number]
        if not self.rows:
            raise NotFound("not-found")
        return max(quarters or self.rows, key=lambda one: (one.year, one.number))


@dataclass(frozen=True)
class Scene:
    """Everything that the cards of one page are made from."""

    shelf: Shelf
    names: Names
    sight: Sight
    period: Period
    unit: Unit
    language: str
    targets: tuple[SetTarget, ...] = ()

    @property
    def key(self) -> str:
        """The same for every page on which nothing can differ."""
        codes = sorted((kind, sorted(found)) for kind, found in self.sight.codes.items())
        seen = (self.sight.whole, self.sight.everything, codes)
        digests = [row.digest for row in self.shelf.rows.values()]
        names = (sorted(self.names.names.items()), sorted(self.names.domains.items()))
        monitor = self.monitor.digest if self.monitor else ""
        asked = (self.period, self.unit, self.language, self.targets)
        return hashlib.sha256(repr((digests, monitor, seen, names, asked)).encode()).hexdigest()

    def target(self, measure: str) -> float | None:
        """What this unit wants to reach in this period, as a share."""
        span = self.period.span
        found = [one for one in self.targets if one.measure == measure and one.holds_in(span)]
        return found[0].value / 100 if found else None

    @cached_property
    def volume(self) -> Volume:
        found = self.shelf.volume(self.period)
        if found is None:
            raise NotFound("not-found")
        return found

    def told(
        self,
        measure: str,
        *,
        unit: Unit | None = None,
        period: Period | None = None,
        by: str = "",
        group: str = "",
    ) -> Told | None:
        volume = self.shelf.volume(period or self.period)
        return volume.told(Spot(unit or self.unit, by, group), measure) if volume else None

    def figure(self, measure: str, **where: Any) -> Figure | None:
        """A figure that has a number."""
        found = self.told(measure, **where)
        return found if isinstance(found, Figure) and found.value is not None else None

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods of the same kind up to this one, oldest first."""
        same = [one for one in self.shelf.rows if bool(one.number) == bool(self.period.number)]
        known = sorted(same, key=lambda one: (one.year, one.number))
        return tuple(known[: known.index(self.period) + 1][-SHOWN:])

    @cached_property
    def monitor(self) -> "Monitor | None":
        """What the newest release of the monitor tells; None before the first."""
        found = latest_release()
        return (
            Monitor(found.round_keys[-1], book_of(found), shape_of(found).titles, found.certificate_digest)
            if found
            else None
        )

    @property
    def name(self) -> str:
        return self.name_of(self.unit)

    def name_of(self, unit: Unit) -> str:
        """The name of a unit; of units that are told together all names."""
        if unit == INSTITUTION:
            return self.names.of(unit)
        return " + ".join(self.names.of(Unit(unit.level, code)) for code in self.volume.members(unit))

    def sees(self, unit: Unit) -> bool:
        return self.sight.covers(unit.level, {unit.code})

    @cached_property
    def own_units(self) -> tuple[Unit, ...]:
        """Every unit that this reader sees in full, the widest level first."""
        found = (Unit(level, code) for level in FIRST for code in self.volume.units.get(level, ()))
        return tuple(unit for unit in found if self.sees(unit))

    def beside(self, level: Level) -> tuple[Unit, ...]:
        """The units of a level that a list here names, by name. Units told together stand there once."""
        inside = self.unit.code if self.unit.level is Level.DOMAIN else self.names.domains.get(self.unit.code)
        wanted = [one for one in self.own_units if one.level is level]
        if level is Level.PROGRAMME:
            wanted = [one for one in wanted if self.names.domains.get(one.code) == inside]
        apart = {self.volume.members(one): one for one in reversed(wanted)}
        return tuple(sorted(apart.values(), key=self.name_of))

    @property
    def levels_below(self) -> tuple[Level, ...]:
        """Which lists this page has."""
        if self.unit == INSTITUTION:
            return (Level.DOMAIN, Level.SITE)
        return (Level.SITE,) if self.unit.level is Level.SITE else (Level.PROGRAMME,)


def shelf() -> Shelf:
    return Shelf(latest_versions())


def unit_from(kind: str, code: str) -> Unit:
    """The unit of an address. Raises NotFound for a kind that is none."""
    if kind not in set(Level):
        raise NotFound("not-found")
    return INSTITUTION if kind == Level.INSTITUTION else Unit(Level(kind), code)


def scene_for(user: Any, key: str, kind: str, code: str, language: str) -> Scene:
    """What an address asks for. Raises NotFound: no such period or unit, or it is not hers."""
    known, unit = shelf(), unit_from(kind, code)
    period = next((one for one in known.rows if one.key == key), None)
    if period is None:
        raise NotFound("not-found")
    scene = Scene(known, names_in(language), sight_of(user), period, unit, language, targets_of_unit(unit))
    if unit not in scene.own_units:
        raise NotFound("not-found")
    return scene


def targets_of_unit(unit: Unit) -> tuple[SetTarget, ...]:
    """The targets of a unit, the one that was set last first; two queries."""
    rows = list(Target.objects.filter(level=unit.level.value, unit=unit.code).order_by("-set_on", "-pk"))
    actors = actors_of("target.saved", [f"participation.target:{row.pk}" for row in rows]) if rows else {}
    return tuple(
        SetTarget(
            row.measure, row.value, row.first, row.last, row.set_on,
            actors.get(f"participation.target:{row.pk}", ""),
        )
        for row in rows
    )  # fmt: skip


def first_unit(scene: Scene) -> Unit:
    """Where somebody begins: the whole when all is hers, otherwise her own widest unit."""
    own = [one for one in scene.own_units if one != INSTITUTION]
    return INSTITUTION if scene.sight.everything or not own else own[0]


def start_scene(user: Any, language: str) -> Scene:
    """The newest period of the institution. Raises NotFound before any release."""
    known = shelf()
    return Scene(known, names_in(language), sight_of(user), known.newest, INSTITUTION, language)


def names_in(language: str) -> Names:
    """Names of all units in a language; two queries."""
    # plain columns: a page asks this each time, and a large college has hundreds of units
    wanted = ("kind", "code", "name_nl", "name_en", "parent__kind", "parent__code")
    nodes = list(Node.objects.order_by().values_list(*wanted))
    named = {
        (kind, "" if kind == Level.INSTITUTION else code): (en if language == "en" and en else nl)
        for kind, code, nl, en, _, _ in nodes
    }
    sites = {(Level.SITE.value, code): name for code, name in Site.objects.values_list("code", "name")}
    domains = {
        code: around
        for kind, code, _, _, around_kind, around in nodes
        if (kind, around_kind) == (Level.PROGRAMME, Level.DOMAIN)
    }
    return Names({**named, **sites}, domains)
