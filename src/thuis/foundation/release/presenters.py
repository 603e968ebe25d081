"""Releases as the API says them; the shapes stand in `declarations`."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from typing import Any

from thuis.core.disclosure.model import JOIN, Measure
from thuis.core.disclosure.released import Cell, Figure, Suppressed
from thuis.core.disclosure.titles import Titles
from thuis.core.texts import Text
from thuis.foundation.release.access import Sight
from thuis.foundation.release.declarations import STATISTICS
from thuis.foundation.release.models import Release
from thuis.foundation.release.queries import Shape

Answer = dict[str, Any]
NUMBERS = tuple(one.name for one in fields(Figure))


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
    return {
        "version": release.version,
        "measures": [_measure(one, shape.titles) for one in shape.rules.measures],
    }


def _measure(one: Measure, titles: Titles) -> Answer:
    """A measure with its title, and the label of each option as it stands in cells (alone, not in a band)."""
    found = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(one).items()}
    found["cut_off"] = found.pop("cut")
    labels = [_titled(name, titles.option(one.name, name)) for name in (*map(str, one.options), *one.choices)]
    return {**found, "title": asdict(titles.measure(one.name)), "labels": labels}


def _titled(key: str, title: Text) -> Answer:
    return {"key": key, **asdict(title)}


def dimensions_answer(release: Release, shape: Shape, sight: Sight) -> Answer:
    """Only the units that this reader sees; of merged ones every member that is told with hers."""
    units = {
        kind: [unit for unit in found if sight.covers(kind, unit.split(JOIN))]
        for kind, found in shape.units.items()
    }
    seen = {kind: found for kind, found in units.items() if found}
    filters = {kind: list(found) for kind, found in shape.filters.items() if kind}
    alone = {kind: found for kind, found in filters.items() if "+" not in kind}
    return {
        "version": release.version,
        "rounds": release.rounds,
        "units": seen,
        "filters": filters,
        "statistics": list(STATISTICS),
        "titles": {
            "kinds": [_titled(kind, shape.titles.kind(kind)) for kind in (*seen, *filters)],
            "values": {
                kind: [_titled(value, shape.titles.value(kind, value)) for value in found]
                for kind, found in (seen | alone).items()
            },
        },
    }


def cells_answer(release: Release, round: str, measure: str, cells: Iterable[Cell]) -> Answer:
    found = [_cell(one) for one in cells]
    return {"version": release.version, "round": round, "measure": measure, "cells": found}


def _cell(one: Cell) -> Answer:
    told = one.told
    return {
        "statistic": one.statistic,
        "option": one.option,
        "unit_kind": one.unit_kind,
        "unit": list(one.unit),
        "filter_kind": one.filter_kind,
        "filter_value": one.filter_value,
        "told": {"suppressed": told.reason} if isinstance(told, Suppressed) else _figure(told),
    }


def _figure(told: Figure) -> Answer:
    """As `asdict`, which takes most of the time of an answer with thousands of cells."""
    return {name: getattr(told, name) for name in NUMBERS}
