"""A released round stays as it was; the change of the next round is counted from what was released."""

import numpy as np
import pytest

from thuis.core.disclosure.freeze import with_frozen
from thuis.core.disclosure.table import COLUMNS, NOT_BEFORE, Table


def table(*rows):
    """Rows as (round, statistic, unit, estimate)."""
    columns = {name: np.full(len(rows), "", dtype=object) for name in COLUMNS}
    for name in ("estimate", "low", "high", "cohort_low", "cohort_high", "n_shown"):
        columns[name] = np.array([row[3] for row in rows], dtype=float)
    columns["version"] = np.ones(len(rows), dtype=np.int64)
    columns["round"] = np.array([row[0] for row in rows], dtype=object)
    columns["statistic"] = np.array([row[1] for row in rows], dtype=object)
    columns["unit"] = np.array([row[2] for row in rows], dtype=object)
    columns["status"] = np.full(len(rows), "released", dtype=object)
    return Table(columns)


def row(found, *key):
    columns = found.columns
    at = [
        number
        for number in range(len(found))
        if (columns["round"][number], columns["statistic"][number], columns["unit"][number]) == key
    ]
    return {name: columns[name][at[0]] for name in COLUMNS}


@pytest.fixture
def made():
    before = table(("2025", "mean", "A", 60.0), ("2025", "mean", "B", 50.0))
    now = table(
        ("2025", "mean", "A", 61.0),
        ("2025", "mean", "C", 40.0),
        ("2026", "mean", "A", 66.0),
        ("2026", "change", "A", 5.0),
        ("2026", "mean", "C", 44.0),
        ("2026", "change", "C", 4.0),
    )
    return with_frozen(now, before, ["2025"], 2)


def test_a_released_round_keeps_its_rows_under_the_new_version(made):
    assert row(made, "2025", "mean", "A")["estimate"] == 60.0
    assert row(made, "2025", "mean", "B")["version"] == 2
    assert not ((made.columns["round"] == "2025") & (made.columns["unit"] == "C")).any()


def test_the_change_is_the_difference_of_what_was_released(made):
    change = row(made, "2026", "change", "A")
    assert change["estimate"] == 6.0
    assert change["low"] == 6.0


def test_a_change_since_a_cell_that_was_never_released_is_not_told(made):
    change = row(made, "2026", "change", "C")
    assert np.isnan(change["estimate"])
    assert change["reason"] == NOT_BEFORE


@pytest.mark.parametrize(("now", "rounds"), [((), ["2025"]), ((("2026", "change", "A", 5.0),), [])])
def test_without_new_rows_or_without_an_earlier_round_nothing_is_counted_again(now, rounds):
    before = table(("2025", "mean", "A", 60.0))
    made = with_frozen(table(*now), before, rounds, 2)
    assert made.columns["estimate"].tolist() == ([60.0] if rounds else [5.0])
