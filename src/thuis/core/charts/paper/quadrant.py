"""Four shares in two by two, each with its figure in large and the same figure on a small scale."""

from collections.abc import Sequence

from thuis.core.charts.measure import cut, width_of, wrapped
from thuis.core.charts.model import Hidden, Quadrant, Tile, Told
from thuis.core.charts.paper import hidden
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
    mark,
    n,
    text,
)
from thuis.core.charts.paper.labels import SHARE, Labels

_BIG = Look(22.0, bold=True)
_BOLD = Look(bold=True)
_INSIDE, _BETWEEN = 12.0, 12.0
_STEP, _SMALL = leading(_BOLD), leading(QUIET)


def quadrant(chart: Quadrant, labels: Labels, left: float, top: float, width: float) -> Part:
    """Columns from low to high, rows from high to low."""
    wide = (width - _BETWEEN) / 2
    columns = (left, left + wide + _BETWEEN)
    drawn = [
        text(x, top + SMALL, cut(w, wide, SMALL), QUIET) for x, w in zip(columns, chart.across, strict=True)
    ]
    y = top + (_SMALL + 4 if any(chart.across) else 0)
    for name, tiles in zip(chart.down, (chart.tiles[:2], chart.tiles[2:]), strict=True):
        drawn.append(text(left, y + SMALL, cut(name, width, SMALL), QUIET))
        part = _tiles(tiles, labels, columns, y + (_SMALL + 4 if name else 0), wide)
        drawn.append(part.svg)
        y = part.bottom + _BETWEEN
    return Part("".join(drawn), y - _BETWEEN)


def _tiles(tiles: Sequence[Tile], labels: Labels, xs: Sequence[float], top: float, width: float) -> Part:
    """Two tiles beside each other, as high as the higher one."""
    parts = [_tile(tile, labels, x, top, width) for tile, x in zip(tiles, xs, strict=True)]
    bottom = max(part.bottom for part in parts)
    size = f'width="{n(width)}" height="{n(bottom - top)}" rx="8"'
    edges = "".join(f'<rect x="{n(x)}" y="{n(top)}" {size} fill="{SURFACE}" stroke="{LINE}"/>' for x in xs)
    return Part(edges + "".join(part.svg for part in parts), bottom)


def _tile(tile: Tile, labels: Labels, left: float, top: float, width: float) -> Part:
    x, room = left + _INSIDE, width - 2 * _INSIDE
    name, note = wrapped(tile.label, room, BODY, bold=True), wrapped(tile.note, room, SMALL, most=3)
    y = top + _INSIDE + _STEP * len(name)
    if isinstance(tile.share, Hidden):
        figure = hidden.reason(x, y + 6, room, tile.share.reason)
    else:
        figure = _figure(tile.share, labels, x, y, room)
    drawn = block(x, top + _INSIDE, name, _BOLD) + figure.svg + block(x, figure.bottom + 6, note, QUIET)
    return Part(drawn, figure.bottom + 6 + _SMALL * len(note) + _INSIDE)


def _figure(told: Told, labels: Labels, x: float, top: float, room: float) -> Part:
    """The share, its interval beside or below it, and both on a scale from 0 to 100 percent."""
    value, between = labels.value(told, SHARE), labels.beside(told, SHARE)
    look = _BIG if width_of(value, _BIG.size, bold=True) <= room else _BOLD
    value = cut(value, room, look.size, bold=True)
    y = top + 4 + look.size
    drawn = text(x, y, value, look)
    beside = x + width_of(value, look.size, bold=True) + 8
    if between and beside + width_of(between, SMALL) <= x + room:
        drawn += text(beside, y, between, QUIET)
    elif between:
        y += _SMALL + 2
        drawn += text(x, y, cut(between, room, SMALL), QUIET)
    y += 18
    x0, x1 = x + 6, x + room - 6
    drawn += line(x0, y, x1, y, LINE) + "".join(line(one, y - 4, one, y + 4, LINE) for one in (x0, x1))
    low, high = (x0 + min(max(one, 0.0), 1.0) * (x1 - x0) for one in (told.low, told.high))
    drawn += line(low, y, high, y, MUTED, 2)
    if told.value is not None:
        drawn += mark("", x0 + min(max(told.value, 0.0), 1.0) * (x1 - x0), y, INK)
    return Part(drawn, y + 8)
