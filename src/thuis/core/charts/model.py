"""What a chart shows, in plain numbers. How it looks on screen, on paper and in words follows from this.

A point is `Told` or `Hidden`. A hidden point has a reason and no number, so no drawing can make it a zero.
All words come from the caller, in the language of the reader.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with its interval. A band has no `value`: only that it lies between `low` and `high`.

    `n`: about how many answers, rounded, None where that is not told; `said`: a verdict or another few words
    beside it.
    """

    value: float | None
    low: float
    high: float
    n: int | None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Hidden:
    """No figure, and why, in words."""

    reason: str


Point = Told | Hidden


@dataclass(frozen=True, slots=True)
class Scale:
    """The axis: always the real range of the measure. `unit` follows a number, such as '%'.

    `factor` turns a value into what is printed: 100 for shares from 0 to 1.
    """

    low: float = 0.0
    high: float = 100.0
    unit: str = ""
    decimals: int = 0
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class DotRow:
    """`usual`: the reference of this row, a grey line. `head` starts a part of the list with these words.

    `mine`: the row that the page is about.
    """

    label: str
    point: Point
    usual: float | None = None
    mine: bool = False
    head: str = ""


@dataclass(frozen=True, slots=True)
class Dots:
    """Rows with a dot and an interval on one scale. `reference` says whose the grey lines are."""

    title: str
    first_column: str
    value_column: str
    rows: tuple[DotRow, ...]
    scale: Scale = Scale()
    reference: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class BarRow:
    """Shares of the answers, in the order of the options; a share may be a band. Hidden: nothing is told.

    None: this answer is told together with the one beside it, whose `said` names both.
    """

    label: str
    shares: tuple[Told | None, ...] | Hidden


@dataclass(frozen=True, slots=True)
class Bars:
    """Stacked answers. Ordered answers stand around their middle."""

    title: str
    first_column: str
    options: tuple[str, ...]
    rows: tuple[BarRow, ...]
    ordered: bool = True
    less: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One panel: a figure over rounds, beside the same figure of a reference."""

    title: str
    points: tuple[Point, ...]
    reference: tuple[Point, ...] = ()
    said: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Panels over the same rounds and on the same window of the scale. `small`: ends of the axes only."""

    title: str
    rounds: tuple[str, ...]
    panels: tuple[Line, ...]
    own: str = ""
    reference: str = ""
    scale: Scale = Scale()
    window: tuple[float, float] = (0.0, 100.0)
    small: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """One of four kinds, with its share."""

    label: str
    note: str
    share: Point


@dataclass(frozen=True, slots=True)
class Quadrant:
    """Four shares in two by two: rows from high to low, columns from low to high.

    `between`: who stands too close to where the four meet to be counted in one of them.
    """

    title: str
    across: tuple[str, str]
    down: tuple[str, str]
    tiles: tuple[Tile, Tile, Tile, Tile]
    between: Tile | None = None

    @property
    def all_tiles(self) -> tuple[Tile, ...]:
        return (*self.tiles, self.between) if self.between else self.tiles


Chart = Dots | Bars | Lines | Quadrant
