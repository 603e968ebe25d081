"""Small panels over the same rounds: a line in its band, a grey reference, hatched where nothing is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thuis.core.charts.measure import cut, width_of, wrapped
from thuis.core.charts.model import Hidden, Line, Lines, Point, Told
from thuis.core.charts.paper import hidden
from thuis.core.charts.paper.ink import (
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
    hatched,
    leading,
    line,
    mark,
    n,
    points,
    text,
)
from thuis.core.charts.paper.labels import Labels

_BODY, _BOLD = Look(), Look(bold=True)
_STEP, _SMALL = leading(_BODY), leading(QUIET)
_HIGH, _LEAST, _BETWEEN = 130.0, 200.0, 28.0
_END = 10.0  # from the end of a line to its words
_AIR = 6.0  # between two rounds below the axis
_NAME = 24.0  # a shorter piece of a name says nothing


@dataclass(frozen=True, slots=True)
class Frame:
    """One panel: its lines run from x0 to x1 and from `top` (high) to `bottom` (low); then words follow."""

    chart: Lines
    labels: Labels
    left: float
    width: float
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def words(self) -> float:
        """The room for words at the end of a line."""
        return self.left + self.width - self.x1 - _END

    def x(self, place: int) -> float:
        return self.x0 + (self.x1 - self.x0) * place / max(len(self.chart.rounds) - 1, 1)

    def y(self, value: float) -> float:
        low, high = self.chart.window
        inside = min(max(value, low), high)
        return self.bottom - (inside - low) / (high - low) * (self.bottom - self.top)


def lines(chart: Lines, labels: Labels, left: float, top: float, width: float) -> Part:
    """The panels, as many beside each other as stay readable."""
    count = max(1, min(len(chart.panels), int((width + _BETWEEN) // (_LEAST + _BETWEEN))))
    wide = (width - _BETWEEN * (count - 1)) / count
    drawn, frames, y = [], list[Frame](), top
    for first in range(0, len(chart.panels), count):
        together = chart.panels[first : first + count]
        heads = [_head(panel, chart, wide) for panel in together]
        start = y + max(height for _, _, height in heads)
        for place, (panel, head) in enumerate(zip(together, heads, strict=True)):
            x = left + place * (wide + _BETWEEN)
            drawn.append(block(x, y, head[0], _BOLD) + block(x, y + _STEP * len(head[0]), head[1], _BODY))
            frames.append(_frame(chart, labels, x, start, wide))
            drawn.append(_panel(panel, frames[-1]))
        y = start + _HIGH + 42
    return Part("".join(drawn), y - 12, tuple(_notes(chart, frames)))


def _head(panel: Line, chart: Lines, width: float) -> tuple[tuple[str, ...], tuple[str, ...], float]:
    """Name and verdict of a panel; the name of a single one is the title of the chart."""
    title = wrapped(panel.title, width, _BOLD.size, bold=True) if len(chart.panels) > 1 else ()
    said = f"{panel.said[:1].upper()}{panel.said[1:].removesuffix('.')}." if panel.said else ""
    below = wrapped(said, width, _BODY.size)
    return title, below, _STEP * (len(title) + len(below)) + 12


def _frame(chart: Lines, labels: Labels, left: float, top: float, width: float) -> Frame:
    numbers = [labels.number(value, chart.scale) for value in _steps(chart)]
    before = 0.0 if chart.small else max(width_of(one, SMALL) for one in numbers) + 8
    needed = [width_of(_own_word(panel, chart, labels), SMALL, bold=True) for panel in chart.panels]
    needed += [width_of(_other_word(panel, chart, labels), SMALL) for panel in chart.panels]
    after = min(max(needed), 0.4 * width) + _END
    before = min(before, 0.3 * width)
    return Frame(chart, labels, left, width, left + before, left + width - after, top, top + _HIGH)


def _steps(chart: Lines) -> tuple[float, float, float]:
    low, high = chart.window
    return low, (low + high) / 2, high


def _last(line_of: Sequence[Point]) -> Told | None:
    last = line_of[-1] if line_of else None
    return last if isinstance(last, Told) else None


def _own_word(panel: Line, chart: Lines, labels: Labels) -> str:
    last = _last(panel.points)
    return labels.value(last, chart.scale) if last else ""


def _other_word(panel: Line, chart: Lines, labels: Labels) -> str:
    last = _last(panel.reference)
    return f"{chart.reference} {labels.value(last, chart.scale)}".strip() if last else ""


# --- one panel -------------------------------------------------------------------------------------------


def _panel(panel: Line, frame: Frame) -> str:
    why = _nothing(panel)
    if why:
        return hidden.reason(frame.left, frame.top, frame.width, why, frame.bottom - frame.top).svg
    colour = SUBJECTS.get(panel.subject, INK)
    runs = list(_runs(panel.points))
    drawn = [_axes(frame), _gaps(panel, frame), *(_band(run, frame, colour) for run in runs)]
    drawn += [_curve(run, frame, NEUTRAL, 1.5) for run in _runs(panel.reference)]
    drawn += [_curve(run, frame, colour, 2.25) for run in runs]
    drawn += [_between(place, point, frame, colour) for place, point in enumerate(panel.points)]
    return "".join(drawn) + _end(panel, frame, colour)


def _nothing(panel: Line) -> str:
    """The one reason why a whole panel is not told; nothing when it tells something, or has more reasons."""
    reasons = {point.reason if isinstance(point, Hidden) else "" for point in panel.points}
    return reasons.pop() if len(reasons) == 1 else ""


def _axes(frame: Frame) -> str:
    drawn = ""
    for value in _steps(frame.chart)[: 1 if frame.chart.small else 3]:
        y = frame.y(value)
        drawn += line(frame.x0, y, frame.x1, y, LINE)
        if not frame.chart.small:
            words = cut(frame.labels.number(value, frame.chart.scale), frame.x0 - frame.left - 8, SMALL)
            drawn += text(frame.x0 - 8, y + 4, words, Look(SMALL, MUTED, anchor="end"))
    return drawn + _rounds(frame)


def _rounds(frame: Frame) -> str:
    """The first and the last round, and those between that have room, each below its place."""
    names, last = frame.chart.rounds, len(frame.chart.rounds) - 1
    if last == 0:
        only = cut(names[0], frame.width, SMALL)
        return _round(frame, _below(frame, 0, only), only)
    ends = [cut(name, frame.width / 2 - 4, SMALL) for name in (names[0], names[-1])]
    first, final = (_below(frame, place, words) for place, words in zip((0, last), ends, strict=True))
    if first[1] + _AIR > final[0]:
        first, final = _sideways(frame, *ends)
    drawn, taken = _round(frame, first, ends[0]), first[1] + _AIR
    for place in range(1, 1 if frame.chart.small else last):
        span = _below(frame, place, names[place])
        if span[0] >= taken and span[1] + _AIR <= final[0]:
            drawn, taken = drawn + _round(frame, span, names[place]), span[1] + _AIR
    return drawn + _round(frame, final, ends[1])


Span = tuple[float, float]


def _below(frame: Frame, place: int, words: str) -> Span:
    """From where to where words stand around their place, inside the panel."""
    wide = width_of(words, SMALL)
    left = min(max(frame.x(place) - wide / 2, frame.left), frame.left + frame.width - wide)
    return left, left + wide


def _sideways(frame: Frame, first: str, final: str) -> tuple[Span, Span]:
    """Both ends of the axis pushed to the edges of the panel."""
    right = frame.left + frame.width
    first_span = (frame.left, frame.left + width_of(first, SMALL))
    return first_span, (right - width_of(final, SMALL), right)


def _round(frame: Frame, span: Span, words: str) -> str:
    return text(sum(span) / 2, frame.bottom + 19, words, Look(SMALL, MUTED, anchor="middle"))


def _gaps(panel: Line, frame: Frame) -> str:
    step = (frame.x1 - frame.x0) / max(len(frame.chart.rounds) - 1, 1)
    half = min(7.0, step / 4)
    drawn = ""
    for place, point in enumerate(panel.points):
        if isinstance(point, Hidden):
            left, right = max(frame.x(place) - half, frame.x0), min(frame.x(place) + half, frame.x1)
            drawn += hatched(left, frame.top, right - left, frame.bottom - frame.top)
    return drawn


Run = list[tuple[int, Told, float]]


def _runs(line_of: Sequence[Point]) -> Iterator[Run]:
    """Stretches of rounds with a value, one after another."""
    run: Run = []
    for place, point in enumerate(line_of):
        if isinstance(point, Told) and point.value is not None:
            run.append((place, point, point.value))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _curve(run: Run, frame: Frame, colour: str, width: float) -> str:
    places = [(frame.x(place), frame.y(value)) for place, _, value in run]
    if len(places) == 1:
        return f'<circle cx="{n(places[0][0])}" cy="{n(places[0][1])}" r="2.5" fill="{colour}"/>'
    look = f'fill="none" stroke="{colour}" stroke-width="{width:g}" stroke-linejoin="round"'
    return f'<polyline points="{points(places)}" {look}/>'


def _band(run: Run, frame: Frame, colour: str) -> str:
    if len(run) == 1:
        place, point, _ = run[0]
        x = frame.x(place)
        return line(x, frame.y(point.low), x, frame.y(point.high), colour, 2)
    above = [(frame.x(place), frame.y(point.high)) for place, point, _ in run]
    below = [(frame.x(place), frame.y(point.low)) for place, point, _ in reversed(run)]
    return f'<polygon points="{points([*above, *below])}" fill="{colour}" fill-opacity="0.16"/>'


def _between(place: int, point: Point, frame: Frame, colour: str) -> str:
    """A figure that is only known to lie between two ends, as a stroke between them."""
    if isinstance(point, Hidden) or point.value is not None:
        return ""
    x = frame.x(place)
    return line(x, frame.y(point.low), x, frame.y(point.high), colour, 2)


def _end(panel: Line, frame: Frame, colour: str) -> str:
    """The mark on the last round, and the words of both lines, pushed apart."""
    own, other = _last(panel.points), _last(panel.reference)
    x = len(frame.chart.rounds) - 1
    place = frame.x(x)
    sign = mark(panel.subject, place, frame.y(own.value), colour) if own and own.value is not None else ""
    own_y, other_y = _apart(_middle(own, frame), _middle(other, frame), frame)
    beside = frame.x1 + _END
    words = cut(_own_word(panel, frame.chart, frame.labels), frame.words, SMALL, bold=True)
    look = Look(SMALL, bold=True)
    return sign + text(beside, own_y, words, look) + text(beside, other_y, _short(panel, frame), QUIET)


def _short(panel: Line, frame: Frame) -> str:
    """The name of the reference as far as it fits before its figure, or the figure alone."""
    last, whole = _last(panel.reference), _other_word(panel, frame.chart, frame.labels)
    if not last or width_of(whole, SMALL) <= frame.words:
        return whole
    figure = frame.labels.value(last, frame.chart.scale)
    room = frame.words - width_of(f" {figure}", SMALL)
    name = cut(frame.chart.reference, room, SMALL) if room >= _NAME else ""
    return cut(f"{name} {figure}".strip(), frame.words, SMALL)


def _middle(told: Told | None, frame: Frame) -> float | None:
    if told is None:
        return None
    return frame.y(told.value if told.value is not None else (told.low + told.high) / 2) + 4.5


def _apart(own: float | None, other: float | None, frame: Frame) -> tuple[float, float]:
    """The baselines of the two words: never touching, never above or below the panel."""
    highest, lowest = frame.top + 4.5, frame.bottom + 1
    own, other = (min(one, lowest) if one is not None else None for one in (own, other))
    if own is None or other is None or abs(own - other) >= _SMALL:
        return own or 0.0, other or 0.0
    way = 1 if other >= own else -1
    beside = own + way * _SMALL
    shift = min(0.0, lowest - beside) + max(0.0, highest - beside)
    return own + shift, beside + shift


# --- below -----------------------------------------------------------------------------------------------


def _notes(chart: Lines, frames: Sequence[Frame]) -> Iterator[str]:
    """Whose the grey lines are, where a panel has no room to say it, and why rounds are not told."""
    if chart.reference and any(map(_unnamed, chart.panels, frames)):
        yield frames[0].labels.grey.format(name=chart.reference)
    told: dict[tuple[str, str], list[str]] = {}
    for panel in chart.panels:
        for reason, rounds in _why(panel, chart.rounds):
            told.setdefault((rounds, reason), []).append(panel.title)
    for (rounds, reason), titles in told.items():
        names = "" if len(titles) == len(chart.panels) else f"{', '.join(titles)}, "
        yield f"{names}{rounds}: {reason}"


def _unnamed(panel: Line, frame: Frame) -> bool:
    """A reference is drawn, and its whole name does not stand at its end."""
    drawn = not _nothing(panel) and any(_runs(panel.reference))
    return drawn and not _short(panel, frame).startswith(frame.chart.reference)


def _why(panel: Line, rounds: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Reasons with their rounds, unless the panel itself says why it is empty."""
    found: dict[str, list[str]] = {}
    for round, point in zip(rounds, panel.points, strict=True):
        if isinstance(point, Hidden) and not _nothing(panel):
            found.setdefault(point.reason, []).append(round)
    yield from ((reason, ", ".join(names)) for reason, names in found.items())
