"""The words on paper, from the caller in the language of the reader, and how figures are said with them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from thuis.core.charts.model import Bars, Chart, Dots, Hidden, Line, Lines, Point, Scale, Tile, Told

SHARE = Scale(0, 1, "%", factor=100)


@dataclass(frozen=True, slots=True)
class Labels:
    """`number` prints a value of a scale without its unit. `grey` holds {name}; `less`, `more` hold {value}.

    `footer`: lines below the picture, such as round, unit and source, so that it can stand alone.
    """

    number: Callable[[float, Scale], str]
    language: str
    hidden: str
    grey: str
    less: str
    more: str
    footer: tuple[str, ...] = ()

    def with_unit(self, value: float, scale: Scale) -> str:
        return self.number(value, scale) + scale.unit

    def interval(self, low: float, high: float, scale: Scale) -> str:
        """'64–68'; one number when both ends print alike."""
        first, last = self.number(low, scale), self.number(high, scale)
        return first + scale.unit if first == last else f"{first}–{last}{scale.unit}"

    def value(self, told: Told, scale: Scale) -> str:
        """The value, or the words of a band: 'less than 10%'."""
        if told.value is not None:
            return self.with_unit(told.value, scale)
        if told.low <= scale.low:
            return self.less.format(value=self.with_unit(told.high, scale))
        if told.high >= scale.high:
            return self.more.format(value=self.with_unit(told.low, scale))
        return self.interval(told.low, told.high, scale)

    def beside(self, told: Told, scale: Scale) -> str:
        """The interval in brackets, or nothing for a band."""
        return f"({self.interval(told.low, told.high, scale)})" if told.value is not None else ""


def described(chart: Chart, labels: Labels) -> str:
    """All that a chart tells in one line, for who hears it; a hidden point says why."""
    if isinstance(chart, Dots):
        said = [_named(row.label, row.point, chart.scale, labels) for row in chart.rows]
        return " ".join([*said, *_usual(chart, labels)])
    if isinstance(chart, Bars):
        return " ".join(_bar(row.label, row.shares, chart.options, labels) for row in chart.rows)
    if isinstance(chart, Lines):
        return " ".join(said for panel in chart.panels for said in _panel(panel, chart, labels))
    return " ".join(_tile(tile, labels) for tile in chart.all_tiles)


def _said(point: Point, scale: Scale, labels: Labels) -> str:
    if isinstance(point, Hidden):
        return f"{labels.hidden} ({point.reason.rstrip('.')})"
    words = " ".join(filter(None, (labels.value(point, scale), labels.beside(point, scale))))
    return f"{words}, {point.said}" if point.said else words


def _named(name: str, point: Point, scale: Scale, labels: Labels) -> str:
    return f"{name}: {_said(point, scale, labels)}."


def _usual(chart: Dots, labels: Labels) -> list[str]:
    usual = {row.usual for row in chart.rows if row.usual is not None}
    if len(usual) != 1:
        return []
    return [f"{chart.reference}: {labels.with_unit(usual.pop(), chart.scale)}."]


def _bar(label: str, shares: Sequence[Told | None] | Hidden, options: Sequence[str], labels: Labels) -> str:
    if isinstance(shares, Hidden):
        return _named(label, shares, SHARE, labels)
    pairs = zip(options, shares, strict=True)
    said = (f"{share.said or option} {labels.value(share, SHARE)}" for option, share in pairs if share)
    return f"{label}: {', '.join(said)}."


def _panel(panel: Line, chart: Lines, labels: Labels) -> Iterator[str]:
    for name, points in ((panel.title, panel.points), (chart.reference, panel.reference)):
        if points:
            pairs = zip(chart.rounds, points, strict=False)
            said = ", ".join(f"{round} {_said(point, chart.scale, labels)}" for round, point in pairs)
            yield f"{name}: {said}."


def _tile(tile: Tile, labels: Labels) -> str:
    return _named(f"{tile.label} ({tile.note})" if tile.note else tile.label, tile.share, SHARE, labels)
