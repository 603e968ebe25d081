"""Releases as the API says them; the shapes stand in `declarations`."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from thuis.core.disclosure.model import JOIN, Measure
from thuis.core.disclosure.released import Cell, Suppressed
from thuis.foundation.release.access import Sight
from thuis.foundation.release.declarations import STATISTICS
from thuis.foundation.release.models import Release
from thuis.foundation.release.queries import Shape

Answer = dict[str, Any]


def releases_answer(releases: Sequence[Release]) -> Answer:
    return {
        "releases": [
            {
                "version": one.version,
                "rounds": one.rounds,
                "certificate_sha256": one.certificate_digest,
                "made_on": one.made_on.isoformat(),
            }
            for one in releases
        ]
    }


def measures_answer(release: Release, shape: Shape) -> Answer:
    return {"version": release.version, "measures": [_measure(one) for one in shape.rules.measures]}


def _measure(one: Measure) -> Answer:
    found = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(one).items()}
    found["cut_off"] = found.pop("cut")
    return found


def dimensions_answer(release: Release, shape: Shape, sight: Sight) -> Answer:
    """Only the units that this reader sees; of merged ones every member that is told with hers."""
    units = {
        kind: [unit for unit in found if sight.covers(kind, unit.split(JOIN))]
        for kind, found in shape.units.items()
    }
    return {
        "version": release.version,
        "rounds": release.rounds,
        "units": {kind: found for kind, found in units.items() if found},
        "filters": {kind: list(found) for kind, found in shape.filters.items() if kind},
        "statistics": list(STATISTICS),
    }


def cells_answer(release: Release, round: str, measure: str, cells: Iterable[Cell]) -> Answer:
    found = [_cell(one) for one in cells]
    return {"version": release.version, "round": round, "measure": measure, "cells": found}


def _cell(one: Cell) -> Answer:
    told = {"suppressed": one.told.reason} if isinstance(one.told, Suppressed) else asdict(one.told)
    return {
        "statistic": one.statistic,
        "option": one.option,
        "unit_kind": one.unit_kind,
        "unit": list(one.unit),
        "filter_kind": one.filter_kind,
        "filter_value": one.filter_value,
        "told": told,
    }
