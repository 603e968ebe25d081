"""Lines over the rounds, with a band and gaps."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thuis.core.charts.model import Line, Lines, Point, Told
from thuis.foundation.cards.plots.places import percent
from thuis.foundation.cards.words import number, with_unit

HEIGHT, TOP, BOTTOM = 190.0, 8.0, 166.0
SHORT = 9  # letters of a name at the end of a line
APART = 16.0  # pixels between two words at the end of a line


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


def lines(chart: Lines) -> LinesPlot:
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
            (percent(_x(place, chart)), name, _anchor(place, len(chart.rounds)))
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
