"""Does a release still say what its certificate says? Needs the published files only."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from thuis.core.disclosure.build import asked_of
from thuis.core.disclosure.model import Rules, Thresholds
from thuis.core.disclosure.rules import FLOORS
from thuis.core.disclosure.table import BAND, COLUMNS, MERGED, NUMBERS, RELEASED, Table
from thuis.core.errors import ContentError
from thuis.foundation.release.files import (
    CELLS,
    CERTIFICATE,
    RULES,
    TITLES,
    digest,
    read_cells,
    read_certificate,
    read_rules,
)
from thuis.foundation.release.relations_file import RELATIONS, relation_problems

CERTIFIED = {
    CELLS: "cells_sha256",
    RULES: "rules_sha256",
    TITLES: "titles_sha256",
    RELATIONS: "relations_sha256",
}


def problems_in(folder: Path) -> list[str]:
    """Everything that is wrong with a release, as sentences; empty when it stands."""
    missing = [name for name in (CELLS, CERTIFICATE, RULES) if not (folder / name).exists()]
    if missing:
        return [f"{name} is missing" for name in missing]
    return list(_problems(folder))


def _problems(folder: Path) -> Iterator[str]:
    certificate = read_certificate(folder)
    for name, key in CERTIFIED.items():
        found = digest(folder / name) if (folder / name).exists() else None
        if certificate.get(key) != found:
            yield f"{name} is not the file that was certified"
    if certificate.get("passed") is not True:
        yield "the certificate says that the audit did not pass"
    try:
        cells, rules = read_cells(folder), read_rules(folder / RULES).rules
    except ContentError as error:
        yield from error.problems
        return
    if tuple(cells.columns) != COLUMNS:
        yield f"the columns are not {', '.join(COLUMNS)}"
        return
    yield from _row_problems(cells)
    yield from _threshold_problems(cells, certificate, rules)
    yield from relation_problems(folder, certificate)
    if cells.columns["version"].size and set(cells.columns["version"].tolist()) != {certificate["version"]}:
        yield "the version of the cells is not that of the certificate"


def _row_problems(cells: Table) -> Iterator[str]:
    column = cells.columns
    told = np.isin(column["status"].astype(str), (RELEASED, MERGED))
    numbers = np.stack([column[name].astype(float) for name in NUMBERS])
    if not np.isnan(numbers[:, ~told]).all():
        yield "a suppressed cell has a number"
    band = column["reason"].astype(str) == BAND
    if np.isnan(numbers[0, told & ~band]).any() or not np.isnan(numbers[0, band]).all():
        yield "a released cell has no estimate, or a band has one"
    if (numbers[1][told] > numbers[2][told]).any() or (numbers[3][told] > numbers[4][told]).any():
        yield "an interval ends before it begins"


def _threshold_problems(cells: Table, certificate: Mapping[str, Any], rules: Rules) -> Iterator[str]:
    """Each round by the thresholds that it was released under, which are never below the floors."""
    asked = {one["round"]: _asked(one, rules) for one in certificate["rounds"]}
    column = cells.columns
    told = np.isin(column["status"].astype(str), (RELEASED, MERGED))
    for name in dict.fromkeys(column["round"].astype(str).tolist()):
        if name not in asked:
            yield f"the certificate says nothing about round {name}"
            continue
        thresholds, sensitive = asked[name]
        if any(getattr(thresholds, key) < floor for key, floor in FLOORS.items()):
            yield f"the thresholds of round {name} are below what anybody may use"
        rows = np.flatnonzero(told & (column["round"].astype(str) == name))
        if any(
            float(column["n_shown"][row])
            < thresholds.least_for(column["statistic"][row], sensitive=column["measure"][row] in sensitive)
            for row in rows
        ):
            yield f"a cell of round {name} was told with fewer answers than its rules ask"


def _asked(certified: Mapping[str, Any], rules: Rules) -> tuple[Thresholds, frozenset[str]]:
    """The thresholds of a round and its sensitive measures; an older certificate goes by the rules."""
    found = {**asked_of(rules), **certified}
    return Thresholds(**found["thresholds"]), frozenset(found["sensitive"])
