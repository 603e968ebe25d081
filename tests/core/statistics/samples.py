"""Public data sets on which the estimators must agree with reference software."""

import csv
import gzip
import io
from functools import cache
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parents[2] / "samples" / "statistics"
BFI = {letter: [f"{letter}{number}" for number in range(1, 6)] for letter in "ACENO"}
CLOSED, ITERATIVE, COMPONENTS = 1e-6, 1e-4, 5e-4


@cache
def sample(name):
    """The columns of one sample by name; numbers as floats, empty cells as NaN, other text as it stands."""
    path = next(FOLDER.glob(f"{name}.csv*"))
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
    head, *rows = list(csv.reader(io.StringIO(text)))
    return {title: _column(cells) for title, cells in zip(head, zip(*rows, strict=True), strict=True)}


def _column(cells):
    try:
        return np.array([float(cell) if cell else np.nan for cell in cells])
    except ValueError:
        return np.array(cells)


def matrix(name, columns, complete=False):
    """Some columns of a sample as a table; with `complete` only rows without a gap."""
    found = np.column_stack([sample(name)[column] for column in columns])
    return found[~np.isnan(found).any(axis=1)] if complete else found
