"""What comes in as columns, checked once at the border."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thuis.core.errors import InvalidInput

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


def column(values: ArrayLike, least: int = 1) -> Floats:
    """A column of at least `least` finite numbers, shape (n,).

    Raises InvalidInput: `statistics-not-numbers` (text, NaN, infinity, a table), `statistics-too-few`.
    """
    found = _as_floats(values, 1)
    if not np.isfinite(found).all():
        raise InvalidInput("statistics-not-numbers")
    check_enough(len(found), least)
    return found


def gappy_column(values: ArrayLike) -> Floats:
    """A column, shape (n,), in which NaN means that there is no answer; refuses infinity and tables."""
    found = _as_floats(values, 1)
    if np.isinf(found).any():
        raise InvalidInput("statistics-not-numbers")
    return found


def table(values: ArrayLike, least: int = 2, columns: int = 1) -> Floats:
    """A table of finite numbers, shape (n ≥ `least`, k ≥ `columns`); raises as `column` does."""
    found = gappy_table(values, columns)
    if np.isnan(found).any():
        raise InvalidInput("statistics-not-numbers")
    check_enough(len(found), least)
    return found


def gappy_table(values: ArrayLike, columns: int = 1) -> Floats:
    """A table, shape (n, k ≥ `columns`), in which NaN means that there is no answer."""
    found = _as_floats(values, 2)
    if np.isinf(found).any():
        raise InvalidInput("statistics-not-numbers")
    if found.shape[1] < columns:
        raise InvalidInput("statistics-too-few-columns", needed=columns, found=found.shape[1])
    return found


def codes(labels: ArrayLike) -> tuple[tuple[object, ...], Ints]:
    """The distinct labels in order, and for every row the number of its label, shape (n,)."""
    found = np.asarray(labels)
    if found.ndim != 1:
        raise InvalidInput("statistics-do-not-match")
    distinct, number = np.unique(found, return_inverse=True)
    return tuple(distinct.tolist()), number.astype(np.int64)


def check_enough(found: int, needed: int) -> None:
    """Raise `statistics-too-few` when there are fewer than `needed`."""
    if found < needed:
        raise InvalidInput("statistics-too-few", needed=needed, found=found)


def check_same_length(*columns: Sequence[object] | NDArray[np.generic]) -> None:
    """Raise `statistics-do-not-match` unless all columns have as many rows."""
    if len({len(one) for one in columns}) > 1:
        raise InvalidInput("statistics-do-not-match")


def check_option(name: str, fine: bool) -> None:
    """Raise `statistics-option` with the name of a setting that is out of its range."""
    if not fine:
        raise InvalidInput("statistics-option", name=name)


def _as_floats(values: ArrayLike, dimensions: int) -> Floats:
    try:
        found = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InvalidInput("statistics-not-numbers") from error
    if found.ndim != dimensions:
        raise InvalidInput("statistics-do-not-match")
    return found
