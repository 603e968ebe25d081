"""Reading releases. What comes back was released; nothing here can reach an answer."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from thuis.core.disclosure.model import Rules
from thuis.core.disclosure.released import ReleasedTable, released_table
from thuis.core.disclosure.rules import rules_from
from thuis.core.disclosure.table import COLUMNS
from thuis.core.disclosure.titles import Titles
from thuis.core.errors import NotFound
from thuis.foundation.release.files import CELLS, RULES, read_certificate, read_titles
from thuis.foundation.release.models import Release
from thuis.warehouse.reading import rows_where, values_in


@dataclass(frozen=True, slots=True)
class Shape:
    """What a release has: its rules, its titles, and the values of each kind of unit and filter.

    `enrolled`: per round, dimension and value how many students there are, where that is five or more.
    `types`: per round by which words and cut-offs types were counted.
    """

    rules: Rules
    units: Mapping[str, tuple[str, ...]]
    filters: Mapping[str, tuple[str, ...]]
    titles: Titles
    enrolled: Mapping[str, Mapping[str, Mapping[str, int]]]
    types: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def latest_release() -> Release | None:
    """The version that pages show; None before the first round was released."""
    return Release.objects.first()


def releases() -> tuple[Release, ...]:
    """All versions, newest first."""
    return tuple(Release.objects.all())


def release_or_404(version: int) -> Release:
    """One version. Raises NotFound."""
    found = Release.objects.filter(version=version).first()
    if found is None:
        raise NotFound("not-found")
    return found


def cells(release: Release, *, round: str, measure: str) -> ReleasedTable:
    """All cells of one measure in one round. Kept per process: a release never changes."""
    return _cells(release.folder, release.certificate_digest, release.version, round, measure)


@lru_cache(maxsize=64)
def _cells(folder: Path, digest: str, version: int, round: str, measure: str) -> ReleasedTable:
    wanted = {"round": round, "measure": measure}
    return released_table(version, rows_where(folder / CELLS, COLUMNS, wanted))


def shape_of(release: Release) -> Shape:
    """Which measures, units and filters a release has. Kept per process."""
    return _shape(release.folder, release.certificate_digest)


@lru_cache(maxsize=4)
def _shape(folder: Path, digest: str) -> Shape:
    rules = rules_from(tomllib.loads((folder / RULES).read_text(encoding="utf-8")))
    rounds = read_certificate(folder)["rounds"]
    return Shape(
        rules,
        _by_kind(folder, "unit_kind", "unit"),
        _by_kind(folder, "filter_kind", "filter_value"),
        read_titles(folder),
        {one["round"]: _numbers(one.get("enrolled", {})) for one in rounds},
        {one["round"]: one.get("types", {}) for one in rounds},
    )


def _numbers(enrolled: Mapping[str, Mapping[str, int | str]]) -> dict[str, dict[str, int]]:
    return {
        name: {value: count for value, count in found.items() if isinstance(count, int)}
        for name, found in enrolled.items()
    }


def _by_kind(folder: Path, kind: str, value: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, one in values_in(folder / CELLS, (kind, value)):
        found[name] = (*found.get(name, ()), one)
    return found
