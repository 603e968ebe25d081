"""Rows with a dot and an interval on one scale; on a narrow picture the words stand above their line."""

from dataclasses import dataclass

from thuis.core.charts.measure import cut, width_of, wrapped
from thuis.core.charts.model import DotRow, Dots, Hidden, Told
from thuis.core.charts.paper import hidden
from thuis.core.charts.paper.ink import (
    BODY,
    INK,
    LINE,
    MUTED,
    NEUTRAL,
    QUIET,
    SMALL,
    SUBJECTS,
    Look,
    Part,
    block,
    leading,
    line,
    mark,
    pair,
    text,
)
from thuis.core.charts.paper.labels import Labels

WIDE = 520.0  # from here words stand beside the plot
_STEP, _SMALL = leading(Look()), leading(QUIET)
_PLOT = 24.0  # the height of a plot below its words


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the columns stand. `shared`: the one reference of all rows."""

    chart: Dots
    labels: Labels
    left: float
    width: float
    words: float
    x0: float
    x1: float
    value: float
    shared: float | None

    @property
    def beside(self) -> bool:
        return self.x0 > self.left

    def x(self, value: float) -> float:
        scale = self.chart.scale
        inside = min(max(value, scale.low), scale.high)
        return self.x0 + (inside - scale.low) / (scale.high - scale.low) * (self.x1 - self.x0)


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a row: lines of the label, the figure with its interval, and what is said of it."""

    label: tuple[str, ...]
    value: str
    then: str
    more: tuple[str, ...]

    @property
    def height(self) -> float:
        return max(_STEP * len(self.label), _STEP + _SMALL * len(self.more))


def dots(chart: Dots, labels: Labels, left: float, top: float, width: float) -> Part:
    """The rows below the scale."""
    frame = _frame(chart, labels, left, width)
    head = _head(frame, top)
    drawn, y = [head.svg], head.bottom
    for row in chart.rows:
        part = _row(frame, row, y)
        drawn.append(part.svg)
        y = part.bottom
    return Part("".join(drawn), y)


def _frame(chart: Dots, labels: Labels, left: float, width: float) -> Frame:
    usual = {row.usual for row in chart.rows if row.usual is not None}
    shared = usual.pop() if len(usual) == 1 else None
    if width < WIDE:
        return Frame(chart, labels, left, width, width, left, left + width, width / 2, shared)
    value = _value_width(chart, labels, width)
    words = _words_width(chart, width)
    return Frame(
        chart, labels, left, width, words - 16, left + words, left + width - value - 24, value, shared
    )


def _words_width(chart: Dots, width: float) -> float:
    """About a quarter for the labels; up to a third when they need it."""
    needed = [width_of(row.label, BODY, bold=row.mine) + 16 for row in chart.rows]
    return min(max([0.26 * width, *needed]), 0.34 * width)


def _value_width(chart: Dots, labels: Labels, width: float) -> float:
    """As wide as the widest figure needs, between 104 pixels and a third."""
    told = [row.point for row in chart.rows if isinstance(row.point, Told)]
    figures = (f"{labels.value(one, chart.scale)} {labels.beside(one, chart.scale)}" for one in told)
    needed = [width_of(words, BODY, bold=True) for words in figures]
    return min(max([104.0, *needed]), 0.34 * width)


# --- above the rows --------------------------------------------------------------------------------------


def _head(frame: Frame, top: float) -> Part:
    """Names of the columns, name of the reference, numbers of the scale."""
    above = _SMALL + 4 if frame.chart.reference and any(r.usual is not None for r in frame.chart.rows) else 0
    room = frame.words if frame.beside else frame.width / 2 - 8
    first = wrapped(frame.chart.first_column, room, SMALL)
    last = wrapped(frame.chart.value_column, frame.value - (0 if frame.beside else 8), SMALL)
    lines = _SMALL * max(len(first), len(last), 1 if frame.beside else 0)
    axis = max(above + _SMALL, lines) if frame.beside else lines + above + _SMALL
    foot = top + axis if frame.beside else top + lines - 4
    ends = Look(SMALL, MUTED) if frame.beside else Look(SMALL, MUTED, anchor="end")
    edge = frame.x1 + 24 if frame.beside else frame.left + frame.width
    columns = block(frame.left, foot + 4 - _SMALL * len(first), first, QUIET)
    columns += block(edge, foot + 4 - _SMALL * len(last), last, ends)
    bottom = top + axis + 6
    return Part(columns + _reference(frame, bottom) + _ticks(frame, bottom), bottom)


def _reference(frame: Frame, bottom: float) -> str:
    name, high = frame.chart.reference, bottom - _SMALL - 14
    if frame.shared is None:
        words = cut(frame.labels.grey.format(name=name), frame.x1 - frame.x0, SMALL) if name else ""
        some = any(row.usual is not None for row in frame.chart.rows)
        return text(frame.x1, high, words, Look(SMALL, MUTED, anchor="end")) if some else ""
    x, figure = frame.x(frame.shared), frame.labels.with_unit(frame.shared, frame.chart.scale)
    stroke = line(x, bottom - _SMALL - 8 if name else bottom, x, bottom, NEUTRAL, 1.5)
    if not name:
        return stroke
    room = frame.x1 - frame.x0 - width_of(f" {figure}", SMALL, bold=True)
    words = f"{cut(name, room, SMALL, bold=True)} {figure}".strip()
    half = width_of(words, SMALL, bold=True) / 2
    middle = min(max(x, frame.x0 + half), frame.x1 - half)
    return stroke + text(middle, high, words, Look(SMALL, bold=True, anchor="middle"))


def _ticks(frame: Frame, bottom: float) -> str:
    """Five numbers on the scale, or three, two or one where they would touch."""
    scale = frame.chart.scale
    values = [scale.low + (scale.high - scale.low) * place / 4 for place in range(5)]
    words = [frame.labels.with_unit(value, scale) for value in values]
    kept = next(
        (s for s in ((0, 1, 2, 3, 4), (0, 2, 4), (0, 4)) if _apart(frame, words, s)),
        (0,) if width_of(words[0], SMALL) <= frame.x1 - frame.x0 else (),
    )
    anchors = ("start", "middle", "middle", "middle", "end")
    return "".join(
        text(frame.x(values[one]), bottom - 6, words[one], Look(SMALL, MUTED, anchor=anchors[one], halo=True))
        for one in kept
    )


def _apart(frame: Frame, words: list[str], places: tuple[int, ...]) -> bool:
    share = {0: 0.0, 4: 1.0}  # how much of a number stands left of its place
    end = -8.0
    for one in places:
        wide = width_of(words[one], SMALL)
        start = (frame.x1 - frame.x0) * one / 4 - wide * share.get(one, 0.5)
        if start < end + 8:
            return False
        end = start + wide
    return end <= frame.x1 - frame.x0 + 0.5


# --- rows ------------------------------------------------------------------------------------------------


def _row(frame: Frame, row: DotRow, top: float) -> Part:
    start = top + 30 if row.head else top
    head = text(frame.left, top + 22, cut(row.head, frame.width, SMALL), QUIET) if row.head else ""
    if isinstance(row.point, Hidden):
        part = _hidden(frame, row, row.point, start)
    else:
        part = _told(frame, row, row.point, start)
    return Part(head + part.svg, part.bottom)


def _hidden(frame: Frame, row: DotRow, point: Hidden, top: float) -> Part:
    label = wrapped(row.label, frame.words, BODY, bold=row.mine)
    look, height = Look(bold=row.mine), _STEP * len(label)
    if not frame.beside:
        why = hidden.reason(frame.left, top + 12 + height + 4, frame.width, point.reason)
        return Part(block(frame.left, top + 12, label, look) + why.svg, why.bottom + 4)
    wide = frame.left + frame.width - frame.x0
    why = hidden.reason(frame.x0, top, wide, point.reason, height + 10)
    return Part(block(frame.left, (top + why.bottom - height) / 2, label, look) + why.svg, why.bottom)


def _told(frame: Frame, row: DotRow, told: Told, top: float) -> Part:
    said = _said(frame, row, told)
    if frame.beside:
        height = max(30.0, said.height + 10)
        drawn = _plot(frame, row, told, top, top + height)
        return Part(drawn + _words(frame, row, said, top, height), top + height)
    below = top + 12 + said.height + 2
    drawn = _plot(frame, row, told, below, below + _PLOT)
    return Part(drawn + _words(frame, row, said, top + 12), below + _PLOT)


def _said(frame: Frame, row: DotRow, told: Told) -> Said:
    scale = frame.chart.scale
    figure, between = frame.labels.value(told, scale), frame.labels.beside(told, scale)
    most = frame.value
    fits = width_of(f"{figure} {between}", BODY, bold=True) <= most
    more = wrapped(told.said, most, SMALL)
    if not fits and between:
        more = (cut(between, most, SMALL), *more)
    figure = cut(figure, most, BODY, bold=True)
    then = between if fits else ""
    used = max(width_of(f"{figure} {then}", BODY, True), *(width_of(one, SMALL) for one in more), 0)
    room = frame.words if frame.beside else frame.width - used - 12
    return Said(wrapped(row.label, room, BODY, bold=row.mine), figure, then, more)


def _words(frame: Frame, row: DotRow, said: Said, top: float, height: float = 0.0) -> str:
    """Label and figure: both in the middle of `height`, or both starting at the top."""
    anchor, x = ("start", frame.x1 + 24) if frame.beside else ("end", frame.left + frame.width)
    label_top = top + max(0.0, height - _STEP * len(said.label)) / 2
    value_top = top + max(0.0, height - _STEP - _SMALL * len(said.more)) / 2
    label = block(frame.left, label_top, said.label, Look(bold=row.mine))
    value = pair(x, value_top + BODY, said.value, said.then, Look(bold=row.mine, anchor=anchor))
    more = block(x, value_top + _STEP, said.more, Look(SMALL, MUTED, anchor=anchor))
    return label + value + more


def _plot(frame: Frame, row: DotRow, told: Told, top: float, bottom: float) -> str:
    grid = "".join(
        line(x, top, x, bottom, LINE) for x in (frame.x0 + (frame.x1 - frame.x0) * i / 4 for i in range(5))
    )
    if row.usual is not None:
        x = frame.x(row.usual)
        grid += line(x, top, x, bottom, NEUTRAL, 1.5)
    colour = SUBJECTS.get(frame.chart.subject, INK) if row.mine else MUTED
    y = (top + bottom) / 2
    grid += line(frame.x(told.low), y, frame.x(told.high), y, colour, 2)
    if told.value is None:
        return grid
    return grid + mark(frame.chart.subject, frame.x(told.value), y, colour)
