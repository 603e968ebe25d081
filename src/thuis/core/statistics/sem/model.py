"""A model in words (which items measure which factor, what goes with what), laid out as numbered cells.

Everything is one reticular action model (McArdle & McDonald 1984): variables v (observed first, then
factors), effects A, covariances S, means m, and with B = (I - A)⁻¹

    Σ = (B S Bᵀ) observed,   μ = (B m) observed
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from thuis.core.errors import InvalidInput
from thuis.core.statistics.arrays import Floats, check_enough, check_option


class Kind(StrEnum):
    """What a path is; the first three may be held equal over groups."""

    LOADING = "loading"
    INTERCEPT = "intercept"
    RESIDUAL = "residual"
    EFFECT = "effect"
    COVARIANCE = "covariance"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class Model:
    """`factors` name their items, the first of which gives the factor its unit (loading 1).

    `effects` are pairs (outcome, predictor); `covariances` pairs of residuals. Factors and observed
    predictors that nothing explains covary freely; residuals of outcomes do not unless named. So it agrees
    with lavaan `cfa`, and with `sem(auto.cov.y = FALSE, fixed.x = FALSE)`.
    """

    factors: Mapping[str, Sequence[str]]
    effects: Sequence[tuple[str, str]] = ()
    covariances: Sequence[tuple[str, str]] = ()

    def observed(self) -> tuple[str, ...]:
        """Every observed variable once: items in order, then observed predictors and outcomes."""
        items = [item for items in self.factors.values() for item in items]
        others = [name for pair in (*self.effects, *self.covariances) for name in pair]
        return tuple(dict.fromkeys(name for name in (*items, *others) if name not in self.factors))


@dataclass(frozen=True, slots=True)
class Path:
    """One path of one group; `source` is empty for an intercept or a mean."""

    kind: Kind
    outcome: str
    source: str
    group: int


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a path stands in A, S or m; `free` numbers its parameter, -1 when it is fixed at `value`."""

    path: Path
    row: int
    column: int
    free: int
    value: float


@dataclass(frozen=True, slots=True)
class Layout:
    """All cells of a model; parameters that are equal over groups share their number."""

    observed: tuple[str, ...]
    names: tuple[str, ...]
    groups: int
    means: bool
    cells: tuple[Cell, ...]
    parameters: int

    def of_group(self, group: int) -> tuple[Cell, ...]:
        """The cells of one group."""
        return tuple(cell for cell in self.cells if cell.path.group == group)


def lay_out(
    model: Model, groups: int = 1, *, means: bool = False, equal: frozenset[Kind] = frozenset()
) -> Layout:
    """Number the cells of `groups` groups, with kinds in `equal` the same in all of them.

    Equal intercepts free the factor means of all groups but the first. Raises `statistics-option` for a model
    whose words contradict each other.
    """
    _check(model)
    sketch = _Sketch(model, means, equal)
    for group in range(groups):
        sketch.add_group(group)
    observed = model.observed()
    return Layout(observed, sketch.names, groups, means, tuple(sketch.cells), len(sketch.numbers))


def start_values(layout: Layout, covariances: Sequence[Floats], means: Sequence[Floats]) -> Floats:
    """Where to begin, from the covariances (p, p) and means (p,) of each group."""
    start = np.zeros(layout.parameters)
    for cell in layout.cells:
        if cell.free >= 0:
            spread = covariances[cell.path.group]
            start[cell.free] = _start(layout, cell, spread, means[cell.path.group])
    return start


def _start(layout: Layout, cell: Cell, spread: Floats, mean: Floats) -> float:
    """Half of an item's variance is its own; a loading starts as the item's slope on its factor's marker."""
    kind, marker = cell.path.kind, _marker(layout, cell)
    if kind is Kind.LOADING:
        steepest = 2 * np.sqrt(spread[cell.row, cell.row] / spread[marker, marker])
        return float(np.clip(2 * spread[cell.row, marker] / spread[marker, marker], -steepest, steepest))
    if kind is Kind.INTERCEPT:
        return float(mean[cell.row])
    if cell.row != cell.column or kind in (Kind.EFFECT, Kind.MEAN):
        return 0.0
    return float(spread[marker, marker]) / 2


def _marker(layout: Layout, cell: Cell) -> int:
    """The observed variable that stands for the cell's source: the first item of a factor, or itself."""
    first = {other.column: other.row for other in reversed(layout.cells) if other.path.kind is Kind.LOADING}
    return first.get(cell.column, min(cell.column, len(layout.observed) - 1))


@dataclass(slots=True)
class _Sketch:
    """Cells on their way to a layout."""

    model: Model
    means: bool
    equal: frozenset[Kind]
    names: tuple[str, ...] = ()
    cells: list[Cell] = field(default_factory=list)
    numbers: dict[tuple[Kind, str, str, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = (*self.model.observed(), *self.model.factors)

    def add_group(self, group: int) -> None:
        for factor, items in self.model.factors.items():
            for at, item in enumerate(items):
                self.add(Kind.LOADING, item, factor, group, fixed=1.0 if at == 0 else None)
        for outcome, predictor in self.model.effects:
            self.add(Kind.EFFECT, outcome, predictor, group)
        for kind, one, other in self.spreads():
            self.add(kind, one, other, group)
        if self.means:
            self.add_means(group)

    def add_means(self, group: int) -> None:
        for name in self.model.observed():
            self.add(Kind.INTERCEPT, name, "", group)
        free = Kind.INTERCEPT in self.equal and group > 0
        for factor in self.model.factors:
            self.add(Kind.MEAN, factor, "", group, fixed=None if free else 0.0)

    def spreads(self) -> Iterator[tuple[Kind, str, str]]:
        """Every variance and covariance that is free."""
        outcomes = {outcome for outcome, _ in self.model.effects}
        items = {item for items in self.model.factors.values() for item in items}
        outer = [name for name in self.names if name not in outcomes | items]
        for name in self.names:
            yield (Kind.RESIDUAL if name in items else Kind.COVARIANCE), name, name
        for at, one in enumerate(outer):
            yield from ((Kind.COVARIANCE, one, other) for other in outer[at + 1 :])
        for one, other in self.model.covariances:
            yield (Kind.RESIDUAL if {one, other} <= items else Kind.COVARIANCE), one, other

    def add(self, kind: Kind, outcome: str, source: str, group: int, fixed: float | None = None) -> None:
        row = self.names.index(outcome)
        column = self.names.index(source) if source else row
        number = -1
        if fixed is None:
            key = (kind, outcome, source, -1 if kind in self.equal else group)
            number = self.numbers.setdefault(key, len(self.numbers))
        value = 0.0 if fixed is None else fixed
        self.cells.append(Cell(Path(kind, outcome, source, group), row, column, number, value))


def _check(model: Model) -> None:
    check_enough(len(model.factors), 1)
    items = [item for items in model.factors.values() for item in items]
    check_option("factors", all(len(items) > 0 for items in model.factors.values()))
    check_option("factors", len(set(items) | set(model.factors)) == len(items) + len(model.factors))
    pairs = [frozenset(pair) for pair in model.covariances]
    check_option("covariances", len(set(pairs)) == len(pairs) and all(len(pair) == 2 for pair in pairs))
    outcomes = {outcome for outcome, _ in model.effects}
    check_option("effects", not outcomes & set(items) and all(one != other for one, other in model.effects))


def columns_of(layout: Layout, columns: Mapping[str, object]) -> tuple[object, ...]:
    """The columns of the observed variables in order; raises `statistics-unknown-name`."""
    for name in layout.observed:
        if name not in columns:
            raise InvalidInput("statistics-unknown-name", name=name)
    return tuple(columns[name] for name in layout.observed)
