"""The rows of a release as columns: what `cells.parquet` holds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from thuis.core.disclosure.model import Flags, Floats, Place

RELEASED, PRIMARY, SECONDARY, MERGED = (
    "released",
    "suppressed_primary",
    "suppressed_secondary",
    "merged",
)
TEXTS = ("round", "measure", "statistic", "option", "unit_kind", "unit", "filter_kind", "filter_value")
NUMBERS = ("estimate", "low", "high", "cohort_low", "cohort_high", "n_shown")
COLUMNS = ("release", "version", *TEXTS, *NUMBERS, "status", "reason")

# Why a row has no estimate, or what is special about it. Stable: pages and readers build on these.
TOO_FEW, EXPOSES, BAND, NOT_BEFORE = "too-few", "exposes-a-small-group", "band", "not-in-previous-round"


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """One statistic of one measure over all places; NaN where nothing may be told.

    `low, high` speak of the population that this cohort stands for, `cohort_*` of the enrolled cohort.
    """

    round: str
    measure: str
    statistic: str
    option: str
    numbers: dict[str, Floats]
    status: "np.ndarray"
    reason: "np.ndarray"


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Columns of equal length; texts as object arrays, numbers as floats with NaN for nothing."""

    columns: dict[str, "np.ndarray"]

    def __len__(self) -> int:
        return len(self.columns["status"])


def outcome(places: Sequence[Place], enough: Flags, kept: Flags) -> tuple["np.ndarray", "np.ndarray"]:
    """Status and reason per place, from whether there are enough answers and what the audit left."""
    merged = np.array([place.merged for place in places], dtype=bool)
    status = np.where(merged, MERGED, RELEASED).astype(object)
    reason = np.full(len(places), "", dtype=object)
    status[enough & ~kept], reason[enough & ~kept] = SECONDARY, EXPOSES
    status[~enough], reason[~enough] = PRIMARY, TOO_FEW
    return status, reason


def table(release: str, version: int, parts: Sequence[tuple[Sequence[Place], Figures]]) -> Table:
    """All figures below each other."""
    sizes = [len(places) for places, _ in parts]
    columns: dict[str, np.ndarray] = {
        "release": np.full(sum(sizes), release, dtype=object),
        "version": np.full(sum(sizes), version, dtype=np.int64),
    }
    for name in ("round", "measure", "statistic", "option"):
        columns[name] = np.repeat(np.array([getattr(f, name) for _, f in parts], dtype=object), sizes)
    for name in ("unit_kind", "unit", "filter_kind", "filter_value"):
        columns[name] = _joined([_column(places, name) for places, _ in parts])
    for name in NUMBERS:
        columns[name] = _joined([figures.numbers[name] for _, figures in parts])
    columns["status"] = _joined([figures.status for _, figures in parts])
    columns["reason"] = _joined([figures.reason for _, figures in parts])
    return Table({name: columns[name] for name in COLUMNS})


def _column(places: Sequence[Place], name: str) -> "np.ndarray":
    return np.array([getattr(place, name) for place in places], dtype=object)


def _joined(parts: Sequence["np.ndarray"]) -> "np.ndarray":
    return np.concatenate(parts) if parts else np.empty(0, dtype=object)
