"""Rows as columns, and as a data frame where pandas is installed."""

import importlib
from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def columns(rows: Sequence[Row]) -> dict[str, list[Any]]:
    """Per column its values, in the order of the rows; None where a row has none."""
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


def frame(rows: Sequence[Row]) -> Any:
    """A pandas DataFrame of the rows; the columns as a dictionary where pandas is not installed."""
    try:
        pandas = importlib.import_module("pandas")
    except ImportError:
        return columns(rows)
    return pandas.DataFrame(columns(rows))
