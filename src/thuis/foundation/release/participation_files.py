"""A release on participation as a file: its certificate and its cells; and the private ledger beside it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path
from typing import Any

from thuis.core.participation.model import Level, Unit
from thuis.core.participation.release import Ledger, Released
from thuis.core.participation.release_model import (
    Cells,
    Figure,
    ReleaseRules,
    Spot,
    Told,
    Untold,
    period_of,
    spot_of,
)

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
NUMBERS = tuple(field.name for field in fields(Figure))
DIGITS = 6  # of what is written; far more than is printed


def write_participation(path: Path, released: Released, version: int) -> str:
    """The text of the file, written; it never changes after that."""
    rows = [
        [spot.unit.level, spot.unit.code, spot.by, spot.group, name, *_values(told)]
        for spot, measures in released.cells.items()
        for name, told in measures.items()
    ]
    certificate = {
        "period": released.period.key,
        "version": version,
        "enrolled_on": released.on.isoformat() if released.on else None,
        "rules": asdict(released.rules),
        "rows": len(rows),
        "told": sum(row[-1] == "" for row in rows),
    }
    return _written(path, {"certificate": certificate, "cells": rows})


def write_ledger(path: Path, ledger: Ledger) -> None:
    _written(path, {f"{unit.level}:{unit.code}": dict(people) for unit, people in ledger.items()})


def _written(path: Path, content: object) -> str:
    path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8")
    path.chmod(PRIVATE_FILE)
    return text


def read_certificate(path: Path) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))["certificate"]
    return found


def read_released(path: Path, ledger: Path | None = None) -> Released:
    """A version from its file; with its ledger when a next version is to be made."""
    content = json.loads(path.read_text(encoding="utf-8"))
    certificate = content["certificate"]
    on = certificate["enrolled_on"]
    return Released(
        period_of(certificate["period"]),
        ReleaseRules(**certificate["rules"]),
        date.fromisoformat(on) if on else None,
        _cells(content["cells"]),
        _ledger(ledger) if ledger else {},
    )


def _cells(rows: list[list[Any]]) -> Cells:
    found: dict[Spot, dict[str, Told]] = {}
    for level, code, by, group, name, *values in rows:
        *numbers, reason = values
        told = Untold(reason) if reason else Figure(**dict(zip(NUMBERS, numbers, strict=True)))
        found.setdefault(spot_of(level, code, by, group), {})[name] = told
    return found


def _ledger(path: Path) -> Ledger:
    content = json.loads(path.read_text(encoding="utf-8"))
    found: dict[Unit, Mapping[str, str]] = {}
    for key, people in content.items():
        level, _, code = key.partition(":")
        found[Unit(Level(level), code)] = people
    return found


def _values(told: Told) -> list[float | str | None]:
    if isinstance(told, Untold):
        return [*[None] * len(NUMBERS), told.reason]
    numbers = (getattr(told, name) for name in NUMBERS)
    return [*(None if one is None else round(one, DIGITS) for one in numbers), ""]
