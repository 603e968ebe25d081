"""Four kinds of students in two by two."""

from dataclasses import dataclass

from thuis.core.charts.model import Hidden, Quadrant, Scale
from thuis.foundation.cards.words import interval, value_words


@dataclass(frozen=True, slots=True)
class TilePlot:
    label: str
    note: str
    value: str
    interval: str
    hidden: str


@dataclass(frozen=True, slots=True)
class QuadrantPlot:
    kind: str
    title: str
    across: tuple[str, str]
    down: tuple[str, str]
    tiles: tuple[TilePlot, ...]


def quadrant(chart: Quadrant) -> QuadrantPlot:
    scale = Scale(0, 1, "%", factor=100)
    tiles = []
    for tile in chart.tiles:
        if isinstance(tile.share, Hidden):
            tiles.append(TilePlot(tile.label, tile.note, "", "", tile.share.reason))
        else:
            told = tile.share
            words = interval(told.low, told.high, scale) if told.value is not None else ""
            tiles.append(TilePlot(tile.label, tile.note, value_words(told, scale), words, ""))
    return QuadrantPlot("quadrant", chart.title, chart.across, chart.down, tuple(tiles))
