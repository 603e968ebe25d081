"""Four kinds of students in two by two, and who stands where they meet."""

from dataclasses import dataclass

from thuis.core.charts.model import Hidden, Quadrant, Tile
from thuis.foundation.cards.plots.places import at
from thuis.foundation.cards.words import SHARE, interval, value_words


@dataclass(frozen=True, slots=True)
class TilePlot:
    """One kind. `x`, `low` and `high` in percent of everybody; no `x` for a band."""

    label: str
    note: str
    value: str = ""
    interval: str = ""
    said: str = ""
    hidden: str = ""
    x: str = ""
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class QuadrantPlot:
    """`rows`: per row its name and its two tiles, the high one first."""

    kind: str
    title: str
    across: tuple[str, str]
    rows: tuple[tuple[str, tuple[TilePlot, ...]], ...]
    between: TilePlot | None


def quadrant(chart: Quadrant) -> QuadrantPlot:
    tiles = tuple(_tile(tile) for tile in chart.tiles)
    rows = ((chart.down[0], tiles[:2]), (chart.down[1], tiles[2:]))
    between = _tile(chart.between) if chart.between else None
    return QuadrantPlot("quadrant", chart.title, chart.across, rows, between)


def _tile(tile: Tile) -> TilePlot:
    told = tile.share
    if isinstance(told, Hidden):
        return TilePlot(tile.label, tile.note, hidden=told.reason)
    return TilePlot(
        tile.label,
        tile.note,
        value_words(told, SHARE),
        interval(told.low, told.high, SHARE) if told.value is not None else "",
        told.said,
        x=at(told.value, SHARE) if told.value is not None else "",
        low=at(told.low, SHARE),
        high=at(told.high, SHARE),
    )
