"""Released cells as values. A suppressed cell is `Suppressed`: there is no number that could slip out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thuis.core.disclosure.model import JOIN
from thuis.core.disclosure.table import BAND, COLUMNS, MERGED, RELEASED


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Why nothing is told: one of the reasons in docs/reference/release.md."""

    reason: str


@dataclass(frozen=True, slots=True)
class Figure:
    """What is told. A band has bounds and no estimate. Noise is part of every interval."""

    estimate: float | None
    low: float
    high: float
    cohort_low: float
    cohort_high: float
    n_shown: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One statistic of one measure in one place of one round. Several members: they are told together."""

    round: str
    measure: str
    statistic: str
    option: str
    unit_kind: str
    unit: tuple[str, ...]
    filter_kind: str
    filter_value: str
    told: Figure | Suppressed


@dataclass(frozen=True, slots=True)
class ReleasedTable:
    """Cells of one version of the release, in the order of its file."""

    version: int
    cells: tuple[Cell, ...]

    def __iter__(self) -> Iterator[Cell]:
        return iter(self.cells)


def released_table(version: int, rows: Sequence[Sequence[object]]) -> ReleasedTable:
    """Rows of `cells.parquet`, each with the values of COLUMNS and None for nothing, as cells.

    Raises:
        ValueError: a row is told without bounds, which no release holds.
    """
    return ReleasedTable(version, tuple(_cell(dict(zip(COLUMNS, row, strict=True))) for row in rows))


def _cell(row: dict[str, object]) -> Cell:
    return Cell(
        round=str(row["round"]),
        measure=str(row["measure"]),
        statistic=str(row["statistic"]),
        option=str(row["option"]),
        unit_kind=str(row["unit_kind"]),
        unit=tuple(str(row["unit"]).split(JOIN)),
        filter_kind=str(row["filter_kind"]),
        filter_value=str(row["filter_value"]),
        told=_figure(row) if row["status"] in (RELEASED, MERGED) else Suppressed(str(row["reason"])),
    )


def _figure(row: dict[str, object]) -> Figure:
    if row["estimate"] is None and row["reason"] != BAND:
        raise ValueError("a released row has no estimate")
    low, high, cohort_low, cohort_high = (
        _number(row[name]) for name in ("low", "high", "cohort_low", "cohort_high")
    )
    estimate = None if row["estimate"] is None else _number(row["estimate"])
    return Figure(estimate, low, high, cohort_low, cohort_high, int(_number(row["n_shown"])))


def _number(value: object) -> float:
    if not isinstance(value, int | float):
        raise ValueError(value)
    return float(value)
