"""Stacked answers around the middle answer, sums at both ends and a key below."""

from collections.abc import Sequence
from dataclasses import dataclass

from thuis.core.charts.measure import cut, width_of, wrapped
from thuis.core.charts.model import BarRow, Bars, Hidden, Told
from thuis.core.charts.paper import hidden
from thuis.core.charts.paper.dots import WIDE
from thuis.core.charts.paper.ink import (
    BODY,
    INK,
    LINE,
    MUTED,
    QUIET,
    SMALL,
    SURFACE,
    Look,
    Part,
    block,
    leading,
    line,
    n,
    rect,
    text,
)
from thuis.core.charts.paper.labels import SHARE, Labels
from thuis.core.charts.paper.ramp import on, shades

Shares = Sequence[Told | None]  # None: told together with the answer beside it
LABEL_FROM = 0.08  # a smaller part of a bar has no number inside
_STEP, _SMALL = leading(Look()), leading(QUIET)
_HIGH = 24.0
_AIR = 8.0
_ARROW = 14.0
_END = 0.3  # of the width: more than this the words of a sum never get


@dataclass(frozen=True, slots=True)
class Frame:
    """`centre`: where the middles of the middle answers stand; `unit`: the length of 100 percent."""

    chart: Bars
    labels: Labels
    left: float
    width: float
    words: float
    x0: float
    centre: float
    unit: float

    @property
    def beside(self) -> bool:
        return self.x0 > self.left

    @property
    def x1(self) -> float:
        return self.left + self.width


def bars(chart: Bars, labels: Labels, left: float, top: float, width: float) -> Part:
    """The rows, below what the two sides mean."""
    frame = _frame(chart, labels, left, width)
    head = _head(frame, top)
    drawn, y = [head.svg], head.bottom
    for row in chart.rows:
        part = _row(frame, row, y)
        drawn.append(part.svg)
        y = part.bottom
    key = _key(frame, y + 10)
    return Part("".join(drawn) + key.svg, key.bottom)


def sizes_of(shares: Shares) -> list[float]:
    """How long each part is drawn; a band is drawn to its middle, and never printed so."""
    sizes = [_size(one) for one in shares]
    total = sum(sizes) or 1.0
    return [size / total for size in sizes]


def _size(share: Told | None) -> float:
    if share is None:
        return 0.0
    return share.value if share.value is not None else (share.low + share.high) / 2


def _before(sizes: Sequence[float], ordered: bool) -> float:
    """How much of a bar lies left of the middle of its middle answer; nothing without an order."""
    half = len(sizes) // 2
    if not ordered:
        return 0.0
    return sum(sizes[:half]) + (sizes[half] / 2 if len(sizes) % 2 else 0.0)


def _frame(chart: Bars, labels: Labels, left: float, width: float) -> Frame:
    words = 0.34 * width if width >= WIDE else 0.0
    told = [row.shares for row in chart.rows if not isinstance(row.shares, Hidden)]
    before = [_before(sizes_of(shares), chart.ordered) for shares in told] or [0.5]
    sums = [_sums(shares, labels) for shares in told] if chart.ordered else []
    needed = [max((width_of(pair[i], SMALL) for pair in sums), default=0.0) for i in (0, 1)]
    ends = [min(one, _END * width) + _AIR for one in needed]
    most, rest = max(before), max(1 - one for one in before)
    start = ends[0] if chart.ordered else 0.0
    unit = (width - words - start - (ends[1] if chart.ordered else 0.0)) / (most + rest)
    x0 = left + words
    return Frame(chart, labels, left, width, (words or width) - 20, x0, x0 + start + most * unit, unit)


def _sums(shares: Shares, labels: Labels) -> tuple[str, str]:
    """What both sides come to; with a band in it a sum has two ends as well."""
    half = len(shares) // 2
    return _sum(shares[:half], labels), _sum(shares[len(shares) - half :], labels)


def _sum(side: Shares, labels: Labels) -> str:
    shares = [one for one in side if one is not None]
    if not shares:
        return ""
    low = sum(one.low if one.value is None else one.value for one in shares)
    high = sum(one.high if one.value is None else one.value for one in shares)
    sure = all(one.value is not None for one in shares)
    return labels.value(Told(low if sure else None, low, min(high, 1.0), 0), SHARE)


def _head(frame: Frame, top: float) -> Part:
    """The name of the rows, and '← less' and 'more →' on both sides of the centre."""
    lines = wrapped(frame.chart.first_column, frame.words, SMALL)
    y = top if frame.beside else top + _SMALL * len(lines)
    sides = _sides(frame, y) if frame.chart.ordered else ""
    bottom = max(top + _SMALL * len(lines), y + (_SMALL if sides else 0))
    return Part(block(frame.left, top, lines, QUIET) + sides, bottom + 6)


def _sides(frame: Frame, top: float) -> str:
    y, centre, drawn = top + SMALL, frame.centre, ""
    less = cut(frame.chart.less, centre - _AIR - _ARROW - frame.x0, SMALL)
    more = cut(frame.chart.more, frame.x1 - centre - _AIR - _ARROW, SMALL)
    if less:
        drawn += text(centre - _AIR, y, less, Look(SMALL, MUTED, anchor="end"))
        drawn += _arrow(centre - _AIR - width_of(less, SMALL) - 4, y - 4, -1)
    if more:
        drawn += text(centre + _AIR, y, more, QUIET)
        drawn += _arrow(centre + _AIR + width_of(more, SMALL) + 4, y - 4, 1)
    return drawn


def _arrow(x: float, y: float, way: int) -> str:
    """An arrow as strokes: the typeface on paper has none."""
    tip, back = n(x + 9 * way), n(x + 6 * way)
    path = f"M{n(x)} {n(y)}H{tip}M{back} {n(y - 3)}L{tip} {n(y)}L{back} {n(y + 3)}"
    return f'<path d="{path}" fill="none" stroke="{MUTED}"/>'


def _row(frame: Frame, row: BarRow, top: float) -> Part:
    label = wrapped(row.label, frame.words, BODY)
    tall = _STEP * len(label)
    start = top if frame.beside else top + 6 + tall
    if isinstance(row.shares, Hidden):
        least = max(32.0, tall + 8) if frame.beside else 0.0
        why = hidden.reason(frame.x0, start + 2, frame.x1 - frame.x0, row.shares.reason, least)
        drawn, bottom = why.svg, why.bottom + 2
    else:
        bottom = start + (max(36.0, tall + 8) if frame.beside else 32.0)
        drawn = _bar(frame, row.shares, start, bottom)
    label_top = (start + bottom - tall) / 2 if frame.beside else top + 4
    return Part(block(frame.left, label_top, label) + drawn, bottom)


def _bar(frame: Frame, shares: Shares, top: float, bottom: float) -> str:
    """One bar with its numbers inside and its sums at both ends."""
    sizes, y = sizes_of(shares), (top + bottom) / 2
    start = frame.centre - _before(sizes, frame.chart.ordered) * frame.unit
    drawn, x = [line(frame.centre, top, frame.centre, bottom, LINE)], start
    for share, size, shade in zip(shares, sizes, shades(len(sizes), frame.chart.ordered), strict=True):
        drawn.append(_part(frame, share, x, y, size * frame.unit, shade) if share else "")
        x += size * frame.unit
    if frame.chart.ordered:
        left, right = (cut(one, _END * frame.width, SMALL) for one in _sums(shares, frame.labels))
        drawn.append(text(start - _AIR, y + 4.5, left, Look(SMALL, MUTED, anchor="end")))
        drawn.append(text(x + _AIR, y + 4.5, right, QUIET))
    return "".join(drawn)


def _part(frame: Frame, share: Told, x: float, y: float, width: float, shade: str) -> str:
    box = rect(x, y - _HIGH / 2, width, _HIGH, shade, f' stroke="{SURFACE}"') if width > 0 else ""
    words = frame.labels.value(share, SHARE)
    if share.value is not None:
        words = frame.labels.number(share.value, SHARE) if share.value >= LABEL_FROM else ""
    if width_of(words, SMALL) + 4 > width:
        return box
    return box + text(x + width / 2, y + 4.5, words, Look(SMALL, on(shade), anchor="middle"))


def _key(frame: Frame, top: float) -> Part:
    """Every answer beside its shade, as many on a line as fit."""
    x, y, drawn = frame.left, top, []
    colours = shades(len(frame.chart.options), frame.chart.ordered)
    for option, shade in zip(frame.chart.options, colours, strict=True):
        words = cut(option, frame.width - 16, SMALL)
        wide = 16 + width_of(words, SMALL)
        if x > frame.left and x + wide > frame.x1:
            x, y = frame.left, y + _SMALL + 2
        drawn.append(rect(x, y + 3, 10, 10, shade) + text(x + 16, y + SMALL, words, Look(SMALL, INK)))
        x += wide + 16
    return Part("".join(drawn), y + _SMALL)
