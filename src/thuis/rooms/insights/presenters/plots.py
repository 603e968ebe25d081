"""Charts as the templates draw them: percent across, pixels down. Words stay outside and never shrink."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thuis.core.charts.model import (
    Bars,
    Chart,
    DotRow,
    Dots,
    Hidden,
    Line,
    Lines,
    Point,
    Quadrant,
    Scale,
    Told,
)
from thuis.rooms.insights.presenters.words import interval, number, with_unit

LABEL_FROM = 8.0  # percent: a smaller part of a bar has no number inside
SIDES = 0.8  # a stacked bar uses this part of the width; the rest is for the sums at both ends
HEIGHT, TOP, BOTTOM = 190.0, 8.0, 166.0
SHORT = 9  # letters of a name at the end of a line
APART = 16.0  # pixels between two words at the end of a line


@dataclass(frozen=True, slots=True)
class DotPlot:
    """One row. `x`, `low`, `high`, `usual` in percent of the scale; no `x` for a band or a hidden row."""

    label: str
    head: str
    mine: bool
    hidden: str
    x: str
    low: str
    high: str
    usual: str
    value: str
    interval: str
    said: str


@dataclass(frozen=True, slots=True)
class DotsPlot:
    kind: str
    title: str
    first_column: str
    value_column: str
    ticks: tuple[tuple[str, str, str], ...]
    reference: str
    reference_x: str
    rows: tuple[DotPlot, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One answer in a bar; `words` inside it when there is room."""

    place: int
    x: str
    width: str
    middle: str
    words: str


@dataclass(frozen=True, slots=True)
class BarPlot:
    label: str
    hidden: str
    aloud: str
    parts: tuple[Part, ...]
    left: str
    right: str
    left_x: str
    right_x: str


@dataclass(frozen=True, slots=True)
class BarsPlot:
    kind: str
    title: str
    first_column: str
    less: str
    more: str
    centre: str
    rows: tuple[BarPlot, ...]
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PanelPlot:
    """One panel. `bands`, `curves` and `usual` hold one run of points each: a hidden round is a gap."""

    title: str
    said: str
    subject: str
    aloud: str
    ticks: tuple[tuple[str, str], ...]
    rounds: tuple[tuple[str, str, str], ...]
    bands: tuple[str, ...]
    curves: tuple[str, ...]
    usual: tuple[str, ...]
    end_y: str
    end: str
    end_word_y: str
    other: str
    other_y: str


@dataclass(frozen=True, slots=True)
class LinesPlot:
    kind: str
    title: str
    panels: tuple[PanelPlot, ...]
    small: bool


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


Plot = DotsPlot | BarsPlot | LinesPlot | QuadrantPlot


def plot_of(chart: Chart) -> Plot:
    """What the template of this kind of chart draws."""
    if isinstance(chart, Dots):
        return _dots(chart)
    if isinstance(chart, Bars):
        return _bars(chart)
    return _lines(chart) if isinstance(chart, Lines) else _quadrant(chart)


def _percent(value: float) -> str:
    return f"{round(value, 2):g}%"


def _at(value: float, scale: Scale) -> str:
    inside = min(max(value, scale.low), scale.high)
    return _percent(100 * (inside - scale.low) / (scale.high - scale.low))


# --- dots ------------------------------------------------------------------------------------------------


def _dots(chart: Dots) -> DotsPlot:
    usual = {row.usual for row in chart.rows if row.usual is not None}
    same = usual.pop() if len(usual) == 1 else None
    name = f"{chart.reference} {with_unit(same, chart.scale)}" if same is not None else chart.reference
    return DotsPlot(
        "dots",
        chart.title,
        chart.first_column,
        chart.value_column,
        _ticks(chart.scale),
        name if usual or same is not None else "",
        _at(same, chart.scale) if same is not None else "",
        tuple(_dot_row(row, chart.scale) for row in chart.rows),
    )


def _ticks(scale: Scale) -> tuple[tuple[str, str, str], ...]:
    step = (scale.high - scale.low) / 4
    anchors = ("start", "middle", "middle", "middle", "end")
    values = [scale.low + step * place for place in range(5)]
    return tuple(
        (_at(value, scale), with_unit(value, scale), anchor)
        for value, anchor in zip(values, anchors, strict=True)
    )


def _dot_row(row: DotRow, scale: Scale) -> DotPlot:
    usual = _at(row.usual, scale) if row.usual is not None else ""
    if isinstance(row.point, Hidden):
        return DotPlot(row.label, row.head, row.mine, row.point.reason, "", "", "", usual, "", "", "")
    told = row.point
    return DotPlot(
        row.label,
        row.head,
        row.mine,
        "",
        _at(told.value, scale) if told.value is not None else "",
        _at(told.low, scale),
        _at(told.high, scale),
        usual,
        value_words(told, scale),
        interval(told.low, told.high, scale) if told.value is not None else "",
        told.said,
    )


def value_words(told: Told, scale: Scale) -> str:
    """The value, or the words of a band: 'less than 10%'."""
    if told.value is not None:
        return with_unit(told.value, scale)
    if told.low <= scale.low:
        return _("less than %(value)s") % {"value": with_unit(told.high, scale)}
    if told.high >= scale.high:
        return _("more than %(value)s") % {"value": with_unit(told.low, scale)}
    return interval(told.low, told.high, scale)


# --- bars ------------------------------------------------------------------------------------------------


def _bars(chart: Bars) -> BarsPlot:
    left = max(
        (_left_of_centre(row.shares) for row in chart.rows if not isinstance(row.shares, Hidden)), default=0.5
    )
    right = max(
        (1 - _left_of_centre(row.shares) for row in chart.rows if not isinstance(row.shares, Hidden)),
        default=0.5,
    )
    unit = SIDES / (left + right)
    centre = (1 - SIDES) / 2 + left * unit
    rows = tuple(_bar_row(row.label, row.shares, chart, centre, unit) for row in chart.rows)
    return BarsPlot(
        "answers",
        chart.title,
        chart.first_column,
        chart.less,
        chart.more,
        _percent(100 * centre),
        rows,
        chart.options,
    )


def _middle(share: Told | None) -> float:
    if share is None:
        return 0.0
    return share.value if share.value is not None else (share.low + share.high) / 2


def _left_of_centre(shares: Sequence[Told | None]) -> float:
    """How much of a bar lies left of the middle answer's middle."""
    sizes = [_middle(share) for share in shares]
    total, half = sum(sizes) or 1.0, len(sizes) // 2
    odd = len(sizes) % 2
    return (sum(sizes[:half]) + (sizes[half] / 2 if odd else 0)) / total


def _bar_row(
    label: str, shares: tuple[Told | None, ...] | Hidden, chart: Bars, centre: float, unit: float
) -> BarPlot:
    if isinstance(shares, Hidden):
        return BarPlot(label, shares.reason, shares.reason, (), "", "", "", "")
    sizes = [_middle(share) for share in shares]
    total = sum(sizes) or 1.0
    start = centre - _left_of_centre(shares) * unit
    parts, x = [], start
    for place, size in enumerate(sizes):
        if shares[place] is None:
            continue
        width = size / total * unit
        percent = 100 * size
        words = f"{round(percent)}" if percent >= LABEL_FROM else ""
        parts.append(
            Part(
                _shade(place, len(sizes)),
                _percent(100 * x),
                _percent(100 * width),
                _percent(100 * (x + width / 2)),
                words,
            )
        )
        x += width
    half = len(sizes) // 2
    low, high = sum(sizes[:half]), sum(sizes[-half:]) if half else 0.0
    return BarPlot(
        label,
        "",
        aloud(chart.options, shares),
        tuple(parts),
        f"{round(100 * low)}%",
        f"{round(100 * high)}%",
        _percent(100 * start),
        _percent(100 * x),
    )


def _shade(place: int, count: int) -> int:
    """Which of the five shades an answer gets: with four answers the middle one is left out."""
    if count >= 5:
        return min(5, 1 + place * 5 // count)
    return {4: (1, 2, 4, 5), 3: (1, 3, 5), 2: (1, 5), 1: (3,)}[count][place]


def aloud(options: Sequence[str], shares: Sequence[Told | None]) -> str:
    scale = Scale(0, 1, "%", factor=100)
    pairs = zip(options, shares, strict=True)
    return ", ".join(
        f"{share.said or option} {value_words(share, scale)}" for option, share in pairs if share
    )


# --- lines -----------------------------------------------------------------------------------------------


def _lines(chart: Lines) -> LinesPlot:
    panels = tuple(_panel(panel, chart) for panel in chart.panels)
    return LinesPlot("lines", chart.title, panels, chart.small)


def _panel(panel: Line, chart: Lines) -> PanelPlot:
    low, high = chart.window
    steps = (low, (low + high) / 2, high)
    own, other = _end(panel.points), _end(panel.reference)
    own_y = _y(own, chart) if own is not None else BOTTOM
    own_word, other_word = _apart(own_y, _y(other, chart) if other is not None else None)
    return PanelPlot(
        panel.title,
        panel.said,
        panel.subject,
        _aloud(panel, chart),
        tuple((f"{_y(value, chart):g}", number(value, chart.scale)) for value in steps),
        tuple(
            (_percent(_x(place, chart)), name, _anchor(place, len(chart.rounds)))
            for place, name in enumerate(chart.rounds)
            if not chart.small or place in (0, len(chart.rounds) - 1)
        ),
        tuple(_band(run, chart) for run in _runs(panel.points)),
        tuple(_curve(run, chart) for run in _runs(panel.points)),
        tuple(_curve(run, chart) for run in _runs(panel.reference)),
        f"{own_y:g}" if own is not None else "",
        with_unit(own, chart.scale) if own is not None else "",
        f"{own_word:g}",
        _named(chart.reference, with_unit(other, chart.scale)) if other is not None else "",
        f"{other_word:g}",
    )


def _named(name: str, value: str) -> str:
    """At the end of a line there is room for a short name; a long one stands in the note below."""
    return f"{name} {value}" if len(name) <= SHORT else value


def _x(place: int, chart: Lines) -> float:
    return 100.0 * place / max(len(chart.rounds) - 1, 1)


def _y(value: float, chart: Lines) -> float:
    low, high = chart.window
    inside = min(max(value, low), high)
    return round(BOTTOM - (inside - low) / (high - low) * (BOTTOM - TOP), 1)


def _anchor(place: int, count: int) -> str:
    return "start" if place == 0 else "end" if place == count - 1 else "middle"


def _runs(points: Sequence[Point]) -> list[list[tuple[int, Told]]]:
    """Stretches of rounds that are told one after another."""
    runs: list[list[tuple[int, Told]]] = []
    before = -2
    for place, point in enumerate(points):
        if isinstance(point, Told) and point.value is not None:
            if place != before + 1:
                runs.append([])
            runs[-1].append((place, point))
            before = place
    return runs


def _curve(run: Sequence[tuple[int, Told]], chart: Lines) -> str:
    return " ".join(f"{_x(place, chart):.1f},{_y(point.value or 0.0, chart):g}" for place, point in run)


def _band(run: Sequence[tuple[int, Told]], chart: Lines) -> str:
    above = [f"{_x(place, chart):.1f},{_y(point.high, chart):g}" for place, point in run]
    below = [f"{_x(place, chart):.1f},{_y(point.low, chart):g}" for place, point in reversed(run)]
    return " ".join([*above, *below])


def _end(points: Sequence[Point]) -> float | None:
    """The value in the last round, where it is told."""
    last = points[-1] if points else None
    return last.value if isinstance(last, Told) else None


def _apart(own: float, other: float | None) -> tuple[float, float]:
    """Where the two words at the end stand, so that they do not touch."""
    shown = own + 4.5
    if other is None:
        return shown, 0.0
    beside = other + 4.5
    if abs(beside - shown) < APART:
        beside = shown + (APART if beside >= shown else -APART)
    return shown, beside


def _aloud(panel: Line, chart: Lines) -> str:
    def said(points: Sequence[Point]) -> str:
        return ", ".join(
            with_unit(point.value, chart.scale)
            if isinstance(point, Told) and point.value is not None
            else _("not shown")
            for point in points
        )

    words = {
        "title": panel.title,
        "first": chart.rounds[0],
        "last": chart.rounds[-1],
        "values": said(panel.points),
    }
    text = _("%(title)s, %(first)s to %(last)s: %(values)s.") % words
    return f"{text} {chart.reference}: {said(panel.reference)}." if panel.reference else text


# --- quadrant --------------------------------------------------------------------------------------------


def _quadrant(chart: Quadrant) -> QuadrantPlot:
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
