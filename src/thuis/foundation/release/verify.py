"""Does a release still say what its certificate says? Needs the published files only."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from thuis.core.disclosure.model import Rules
from thuis.core.disclosure.table import BAND, COLUMNS, MERGED, NUMBERS, RELEASED, Table
from thuis.foundation.release.files import (
    CELLS,
    CERTIFICATE,
    RULES,
    digest,
    read_cells,
    read_certificate,
    read_rules,
)


def problems_in(folder: Path) -> list[str]:
    """Everything that is wrong with a release, as sentences; empty when it stands."""
    missing = [name for name in (CELLS, CERTIFICATE, RULES) if not (folder / name).exists()]
    if missing:
        return [f"{name} is missing" for name in missing]
    return list(_problems(folder))


def _problems(folder: Path) -> Iterator[str]:
    certificate = read_certificate(folder)
    for name, key in ((CELLS, "cells_sha256"), (RULES, "rules_sha256")):
        if certificate.get(key) != digest(folder / name):
            yield f"{name} is not the file that was certified"
    if certificate.get("passed") is not True:
        yield "the certificate says that the audit did not pass"
    cells, rules = read_cells(folder), read_rules(folder / RULES).rules
    if tuple(cells.columns) != COLUMNS:
        yield f"the columns are not {', '.join(COLUMNS)}"
        return
    yield from _row_problems(cells, rules)
    if cells.columns["version"].size and set(cells.columns["version"].tolist()) != {certificate["version"]}:
        yield "the version of the cells is not that of the certificate"


def _row_problems(cells: Table, rules: Rules) -> Iterator[str]:
    column = cells.columns
    told = np.isin(column["status"].astype(str), (RELEASED, MERGED))
    numbers = np.stack([column[name].astype(float) for name in NUMBERS])
    if not np.isnan(numbers[:, ~told]).all():
        yield "a suppressed cell has a number"
    band = column["reason"].astype(str) == BAND
    if np.isnan(numbers[0, told & ~band]).any() or not np.isnan(numbers[0, band]).all():
        yield "a released cell has no estimate, or a band has one"
    least = {
        (one.name, statistic): rules.least_for(one, statistic)
        for one in rules.measures
        for statistic in ("mean", "count", "change", "share_below", "answer_share")
    }
    needed = np.array(
        [least.get(pair, 0) for pair in zip(column["measure"], column["statistic"], strict=True)], dtype=float
    )
    if (numbers[NUMBERS.index("n_shown")][told] < needed[told]).any():
        yield "a cell was told with fewer answers than the rules ask"
    if (numbers[1][told] > numbers[2][told]).any() or (numbers[3][told] > numbers[4][told]).any():
        yield "an interval ends before it begins"
