"""What was released stays as it was: rounds of an earlier version are carried over, row by row.

Answers of an older round may be erased later. Its cells do not follow one by one, because the difference
would tell who left. Only the change since that round is counted again, from what was released.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from thuis.core.disclosure.table import NOT_BEFORE, NUMBERS, PRIMARY, Table

KEY = ("measure", "unit_kind", "unit", "filter_kind", "filter_value")


def with_frozen(made: Table, previous: Table, rounds: Sequence[str], version: int) -> Table:
    """The new rows, with those of the frozen `rounds` as they were released before.

    Args:
        made: all rows of this build, oldest round first.
        previous: all rows of the version before.
        rounds: which rounds were released then, oldest first.
    """
    old = np.isin(previous.columns["round"].astype(str), list(rounds))
    new = ~np.isin(made.columns["round"].astype(str), list(rounds))
    fresh = _rebased(_rows(made, new), _rows(previous, old), rounds)
    carried = _rows(previous, old)
    carried.columns["version"] = np.full(len(carried), version, dtype=np.int64)
    joined = {name: np.concatenate([carried.columns[name], fresh.columns[name]]) for name in made.columns}
    return Table(joined)


def _rows(table: Table, chosen: "np.ndarray") -> Table:
    return Table({name: column[chosen].copy() for name, column in table.columns.items()})


def certificate_with_frozen(
    made: Mapping[str, Any], previous: Mapping[str, Any], rounds: Sequence[str], table: Table
) -> dict[str, Any]:
    """The certificate of `table`: what was certified of the frozen rounds stays as it was."""
    status, counts = np.unique(table.columns["status"].astype(str), return_counts=True)
    return {
        **made,
        "passed": bool(made["passed"] and previous["passed"]),
        "rows": dict(zip(status.tolist(), counts.tolist(), strict=True)),
        "rounds": [one for one in previous["rounds"] if one["round"] in rounds]
        + [one for one in made["rounds"] if one["round"] not in rounds],
    }


def _rebased(fresh: Table, carried: Table, rounds: Sequence[str]) -> Table:
    """Change since a frozen round, from its released mean: interval and estimate move together."""
    if not rounds or not len(fresh):
        return fresh
    first = str(fresh.columns["round"][0])
    before, now = _means(carried, rounds[-1]), _means(fresh, first)
    columns = fresh.columns
    rows = (columns["statistic"].astype(str) == "change") & (columns["round"].astype(str) == first)
    for row in np.flatnonzero(rows & ~np.isnan(columns["estimate"].astype(float))).tolist():
        key = tuple(str(columns[name][row]) for name in KEY)
        if key in before and key in now:
            _move(columns, row, now[key] - before[key])
        else:
            _blank(columns, row)
    return fresh


def _means(table: Table, round_name: str) -> dict[tuple[str, ...], float]:
    columns = table.columns
    rows = (columns["statistic"].astype(str) == "mean") & (columns["round"].astype(str) == round_name)
    rows &= ~np.isnan(columns["estimate"].astype(float))
    keys = zip(*[columns[name][rows].astype(str).tolist() for name in KEY], strict=True)
    return dict(zip(keys, columns["estimate"][rows].astype(float).tolist(), strict=True))


def _move(columns: dict[str, "np.ndarray"], row: int, estimate: float) -> None:
    shift = estimate - float(columns["estimate"][row])
    for name in ("estimate", "low", "high", "cohort_low", "cohort_high"):
        columns[name][row] = round(float(columns[name][row]) + shift, 3)


def _blank(columns: dict[str, "np.ndarray"], row: int) -> None:
    for name in NUMBERS:
        columns[name][row] = np.nan
    columns["status"][row], columns["reason"][row] = PRIMARY, NOT_BEFORE


def rebased_on(table: Table) -> Table:
    """Every change from the means that the table itself tells; nothing where one of the two is not told."""
    columns = {name: column.copy() for name, column in table.columns.items()}
    rounds = list(dict.fromkeys(columns["round"].astype(str).tolist()))  # a table has the oldest first
    means = {name: _means(table, name) for name in rounds}
    rows = (columns["statistic"].astype(str) == "change") & ~np.isnan(columns["estimate"].astype(float))
    for row in np.flatnonzero(rows).tolist():
        now = str(columns["round"][row])
        before = means[rounds[rounds.index(now) - 1]]
        key = tuple(str(columns[name][row]) for name in KEY)
        if key in before and key in means[now]:
            _move(columns, row, means[now][key] - before[key])
        else:
            _blank(columns, row)
    return Table(columns)
