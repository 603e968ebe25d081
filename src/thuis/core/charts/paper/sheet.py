"""One chart as one picture that can stand alone: title, drawing, notes and footer."""

from thuis.core.charts.measure import wrapped
from thuis.core.charts.model import Bars, Chart, Dots, Lines
from thuis.core.charts.paper.bars import bars
from thuis.core.charts.paper.dots import dots
from thuis.core.charts.paper.ink import (
    BODY,
    HATCHING,
    INK,
    QUIET,
    SURFACE,
    TITLE,
    Look,
    Part,
    block,
    escaped,
    leading,
    n,
    rect,
)
from thuis.core.charts.paper.labels import Labels, described
from thuis.core.charts.paper.lines import lines
from thuis.core.charts.paper.quadrant import quadrant

MARGIN = 12.0
_TITLE = Look(TITLE, bold=True)
_FONTS = "Noto Sans, system-ui, sans-serif"


def drawn(chart: Chart, labels: Labels, width: float = 720) -> str:
    """The chart as a complete SVG document, `width` pixels wide (320 or more) and as high as it needs.

    The same chart and labels give the same text, on every machine.
    """
    room = width - 2 * MARGIN
    title = wrapped(chart.title, room, TITLE, bold=True, most=3)
    top = MARGIN + leading(_TITLE) * len(title) + (12 if title else 0)
    part = _body(chart, labels, top, room)
    foot = _foot((*part.notes, *labels.footer), part.bottom + 12, room)
    high = n(foot.bottom + MARGIN)
    size = f'width="{n(width)}" height="{high}" viewBox="0 0 {n(width)} {high}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" xml:lang="{escaped(labels.language)}" '
        f'font-family="{_FONTS}" font-size="{n(BODY)}" fill="{INK}">'
        f"<title>{escaped(chart.title)}</title><desc>{escaped(described(chart, labels))}</desc>"
        f"{HATCHING if 'url(#' in part.svg else ''}{rect(0, 0, width, foot.bottom + MARGIN, SURFACE)}"
        f"{block(MARGIN, MARGIN, title, _TITLE)}{part.svg}{foot.svg}</svg>"
    )


def _body(chart: Chart, labels: Labels, top: float, room: float) -> Part:
    if isinstance(chart, Dots):
        return dots(chart, labels, MARGIN, top, room)
    if isinstance(chart, Bars):
        return bars(chart, labels, MARGIN, top, room)
    if isinstance(chart, Lines):
        return lines(chart, labels, MARGIN, top, room)
    return quadrant(chart, labels, MARGIN, top, room)


def _foot(notes: tuple[str, ...], top: float, room: float) -> Part:
    """Notes and footer, at most three lines each."""
    y, said = top, []
    for note in notes:
        part = wrapped(note, room, QUIET.size, most=3)
        said.append(block(MARGIN, y, part, QUIET))
        y += leading(QUIET) * len(part) + 2
    return Part("".join(said), y if notes else top - 12)
