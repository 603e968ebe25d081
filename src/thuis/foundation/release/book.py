"""One release in memory, read by place. Pages ask for a few measures of one unit and one group at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from thuis.core.disclosure.model import EVERYTHING, JOIN, NONE
from thuis.core.disclosure.released import Cell, released_table
from thuis.core.disclosure.table import COLUMNS, NUMBERS, TEXTS
from thuis.foundation.release.files import CELLS
from thuis.foundation.release.models import Release
from thuis.warehouse.index import Index, index_of

KEPT = 2  # releases in memory: the one that pages show, and the one before while a report is made of it
FIGURES_KEPT = 20_000  # about 20 MB
PLACE = ("unit_kind", "unit", "filter_kind", "filter_value")
FIGURE = ("round", "measure", "statistic")
WORDS = ("release", *TEXTS, "status", "reason")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a figure stands: a unit, and perhaps one group of students in it."""

    unit_kind: str = EVERYTHING
    unit: str = "all"
    filter_kind: str = NONE
    filter_value: str = NONE

    def of_group(self, filter_kind: str, filter_value: str) -> "Spot":
        return Spot(self.unit_kind, self.unit, filter_kind, filter_value)

    @property
    def everybody(self) -> "Spot":
        return Spot(self.unit_kind, self.unit)


class Book:
    """All released cells of one version."""

    def __init__(self, version: int, index: Index) -> None:
        self.version, self.index = version, index
        self._cells: dict[tuple[Spot, str, str, str], tuple[Cell, ...]] = {}

    def cell(self, spot: Spot, round: str, measure: str, statistic: str = "mean") -> Cell | None:
        """One figure; None when the release has no such cell. Merged units and groups as they are told."""
        found = self.cells(spot, round, measure, statistic)
        return found[0] if found else None

    def cells(self, spot: Spot, round: str, measure: str, statistic: str) -> tuple[Cell, ...]:
        """The figures of one statistic: one, or one per option. Kept: pages ask the same ones often."""
        asked = spot, round, measure, statistic
        found = self._cells.get(asked)
        if found is None:
            if len(self._cells) >= FIGURES_KEPT:
                self._cells.clear()
            found = self._cells[asked] = self._read(*asked)
        return found

    def options(self, spot: Spot, round: str, measure: str, statistic: str) -> tuple[str, ...]:
        """Of which options there is a figure, told or hidden; those told together are one, as '1 | 2'."""
        rows = self.index.lines((*self._place(spot), round, measure, statistic))
        return tuple(str(self.index.columns["option"].at(row)) for row in rows)

    def _read(self, spot: Spot, round: str, measure: str, statistic: str) -> tuple[Cell, ...]:
        rows = self.index.lines((*self._place(spot), round, measure, statistic))
        return released_table(self.version, [self.index.row(row, COLUMNS) for row in rows]).cells

    def _place(self, spot: Spot) -> tuple[str, ...]:
        """The place in which a spot is told. Members of a merged unit or group are told together."""
        unit = self._told_in.get(("", spot.unit_kind, spot.unit), spot.unit)
        value = self._told_in.get((unit, spot.filter_kind, spot.filter_value), spot.filter_value)
        return spot.unit_kind, unit, spot.filter_kind, value

    @cached_property
    def _told_in(self) -> Mapping[tuple[str, str, str], str]:
        """Per unit, and per group within it, under which words its cells stand."""
        found: dict[tuple[str, str, str], str] = {}
        for unit_kind, unit, filter_kind, value in self.index.places:
            if JOIN in unit:
                found |= {("", unit_kind, one): unit for one in unit.split(JOIN)}
            if JOIN in value and "+" not in filter_kind:
                found |= {(unit, filter_kind, one): value for one in value.split(JOIN)}
        return found

    @cached_property
    def units(self) -> Mapping[str, tuple[str, ...]]:
        """Per kind the codes of all units, those of merged ones apart."""
        found: dict[str, dict[str, None]] = {}
        for unit_kind, unit, _, _ in self.index.places:
            found.setdefault(unit_kind, {}).update(dict.fromkeys(unit.split(JOIN)))
        return {kind: tuple(sorted(codes)) for kind, codes in found.items()}

    def members(self, spot: Spot) -> tuple[str, ...]:
        """The units whose students a figure of this unit is about: several when they are told together."""
        return tuple(self._place(spot.everybody)[1].split(JOIN))

    def groups(self, spot: Spot) -> dict[str, tuple[str, ...]]:
        """Per kind of group the values that are told, or hidden, in this unit; one filter only.

        Values that are told together are one: '3 | 4'.
        """
        _, unit, _, _ = self._place(spot.everybody)
        found: dict[str, dict[str, None]] = {}
        for kind, code, filter_kind, value in self.index.places:
            if (kind, code) == (spot.unit_kind, unit) and filter_kind and "+" not in filter_kind:
                found.setdefault(filter_kind, {})[value] = None
        return {kind: tuple(sorted(values)) for kind, values in sorted(found.items())}


def book_of(release: Release) -> Book:
    """The cells of a release. Read once per process, in about a second; a release never changes."""
    return _book(release.folder, release.certificate_digest, release.version)


@lru_cache(maxsize=KEPT)
def _book(folder: Path, digest: str, version: int) -> Book:
    return Book(version, index_of(folder / CELLS, WORDS, ("version", *NUMBERS), PLACE, FIGURE))
