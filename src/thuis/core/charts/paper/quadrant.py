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
    rect,
    text,
)
from thuis.core.charts.paper.labels import SHARE, Labels

_BIG = Look(22.0, bold=True)
_BOLD = Look(bold=True)
_INSIDE, _BETWEEN = 12.0, 12.0
_STEP, _SMALL = leading(_BOLD), leading(QUIET)


def quadrant(chart: Quadrant, labels: Labels, left: float, top: float, width: float) -> Part:
    """Columns from low to high, rows from high to low; each tile says where on both it stands."""
    wide = (width - _BETWEEN) / 2
    columns = (left, left + wide + _BETWEEN)
    drawn, y = "", top
    for name, tiles in zip(chart.down, (chart.tiles[:2], chart.tiles[2:]), strict=True):
        sides = [" · ".join(filter(None, (name, across))) for across in chart.across]
        part = _tiles(tiles, sides, labels, columns, y, wide)
        drawn, y = drawn + part.svg, part.bottom + _BETWEEN
    if chart.between:
        part = _tiles((chart.between,), ("",), labels, (left,), y, width)
        drawn, y = drawn + part.svg, part.bottom + _BETWEEN
    return Part(drawn, y - _BETWEEN)


def _tiles(
    tiles: Sequence[Tile],
    sides: Sequence[str],
    labels: Labels,
    xs: Sequence[float],
    top: float,
    width: float,
) -> Part:
    """Tiles beside each other, as high as the highest one."""
    told = zip(tiles, sides, xs, strict=True)
    parts = [_tile(tile, side, labels, x, top, width) for tile, side, x in told]
    bottom = max(part.bottom for part in parts)
    edge = f' rx="8" stroke="{LINE}"'
    edges = "".join(rect(x, top, width, bottom - top, SURFACE, edge) for x in xs)
    return Part(edges + "".join(part.svg for part in parts), bottom)


def _tile(tile: Tile, side: str, labels: Labels, left: float, top: float, width: float) -> Part:
    x, room, y = left + _INSIDE, width - 2 * _INSIDE, top + _INSIDE
    where, name = wrapped(side, room, SMALL), wrapped(tile.label, room, BODY, bold=True)
    note = wrapped(tile.note, room, SMALL, most=4)
    head = block(x, y, name, _BOLD) + block(x, y + _STEP * len(name), where, QUIET)
    y += _STEP * len(name) + _SMALL * len(where)
    if isinstance(tile.share, Hidden):
        figure = hidden.reason(x, y + 6, room, tile.share.reason)
    else:
        figure = _figure(tile.share, labels, x, y, room)
    drawn = head + figure.svg + block(x, figure.bottom + 6, note, QUIET)
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
