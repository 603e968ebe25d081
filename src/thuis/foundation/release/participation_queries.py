"""Reading released figures on participation. Nothing here can reach the roles of a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from thuis.core.participation.model import Level, Unit
from thuis.core.participation.release import Released
from thuis.core.participation.release_model import JOIN, Period, Spot, Told, period_of
from thuis.foundation.release.participation_files import read_released
from thuis.foundation.release.participation_models import ParticipationRelease

KEPT = 40  # periods in memory: five of a year, over eight years


def latest_version(period: Period) -> ParticipationRelease | None:
    return ParticipationRelease.objects.filter(period=period.key).first()


def latest_versions() -> dict[Period, ParticipationRelease]:
    """The newest version of every period, the oldest period first; a year comes before its quarters."""
    newest = {row.period: row for row in ParticipationRelease.objects.order_by("period", "version")}
    return {period_of(key): row for key, row in newest.items()}


@dataclass(frozen=True)
class Volume:
    """One version in memory, read by place."""

    version: int
    released: Released

    def told(self, spot: Spot, measure: str) -> Told | None:
        """A figure as it is told; of a programme that is told together with others, theirs."""
        return self.released.cells.get(self._place(spot), {}).get(measure)

    def measures(self, spot: Spot) -> Mapping[str, Told]:
        return self.released.cells.get(self._place(spot), {})

    def groups(self, unit: Unit, by: str) -> tuple[str, ...]:
        """The groups of a trait that are there, in order."""
        place = self._place(Spot(unit)).unit
        return tuple(sorted(one.group for one in self.released.cells if (one.unit, one.by) == (place, by)))

    def members(self, unit: Unit) -> tuple[str, ...]:
        """The codes of the units that a figure of this one is about."""
        return tuple(self._place(Spot(unit)).unit.code.split(JOIN))

    @cached_property
    def units(self) -> Mapping[Level, tuple[str, ...]]:
        """Per level the codes of all units, those that are told together apart."""
        found: dict[Level, set[str]] = {}
        for spot in self.released.cells:
            found.setdefault(spot.unit.level, set()).update(spot.unit.code.split(JOIN))
        return {level: tuple(sorted(codes)) for level, codes in found.items()}

    def _place(self, spot: Spot) -> Spot:
        return Spot(self._told_in.get(spot.unit, spot.unit), spot.by, spot.group)

    @cached_property
    def _told_in(self) -> Mapping[Unit, Unit]:
        return {
            Unit(spot.unit.level, code): spot.unit
            for spot in self.released.cells
            if JOIN in spot.unit.code
            for code in spot.unit.code.split(JOIN)
        }


def volume_of(row: ParticipationRelease) -> Volume:
    """The figures of a version. Read once per process; a version never changes."""
    return _volume(row.path, row.digest, row.version)


@lru_cache(maxsize=KEPT)
def _volume(path: Path, digest: str, version: int) -> Volume:
    return Volume(version, read_released(path))
