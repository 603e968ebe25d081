"""The numbers behind a chart as a table: what a reader sees under the picture and takes along in a file."""

from collections.abc import Iterator
from dataclasses import dataclass

from thuis.core.charts.model import BarRow, Bars, Chart, Dots, Hidden, Lines, Point, Quadrant, Scale, Told

Value = str | float | int | None


@dataclass(frozen=True, slots=True)
class Headings:
    """The words of the columns, in the language of the reader."""

    row: str
    round: str
    value: str
    low: str
    high: str
    answers: str
    remark: str
    reference: str
    answer: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts and plain numbers; None where nothing is told, with the reason in the last column.

    `scale` says how the numbers of the columns in `measured` are printed.
    """

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    scale: Scale
    measured: frozenset[int]


def table_of(chart: Chart, words: Headings) -> Table:
    """The table of any chart. Numbers keep their full value; a band has ends and no value."""
    if isinstance(chart, Dots):
        return _dots(chart, words)
    if isinstance(chart, Bars):
        return _bars(chart, words)
    return _lines(chart, words) if isinstance(chart, Lines) else _quadrant(chart, words)


def _dots(chart: Dots, words: Headings) -> Table:
    named = (words.row, chart.value_column or words.value, words.low, words.high)
    rows = tuple((row.label, *_three(row.point), row.usual, *_rest(row.point)) for row in chart.rows)
    headers = (*named, chart.reference or words.reference, words.answers, words.remark)
    table = Table(chart.title, headers, rows, chart.scale, frozenset({1, 2, 3, 4}))
    return table if any(row.usual is not None for row in chart.rows) else _without(table, 4)


def _without(table: Table, column: int) -> Table:
    def kept(row: tuple[Value, ...]) -> tuple[Value, ...]:
        return row[:column] + row[column + 1 :]

    headers = table.headers[:column] + table.headers[column + 1 :]
    return Table(
        table.title, headers, tuple(kept(row) for row in table.rows), table.scale, frozenset({1, 2, 3})
    )


def _three(point: Point) -> tuple[Value, Value, Value]:
    return (None, None, None) if isinstance(point, Hidden) else (point.value, point.low, point.high)


def _rest(point: Point) -> tuple[Value, Value]:
    return (None, point.reason) if isinstance(point, Hidden) else (point.n, point.said)


def _bars(chart: Bars, words: Headings) -> Table:
    headers = (words.row, words.answer, words.value, words.low, words.high, words.answers, words.remark)
    rows = tuple(line for row in chart.rows for line in _bar(row, chart.options))
    return Table(chart.title, headers, rows, Scale(0, 1, "%", factor=100), frozenset({2, 3, 4}))


def _bar(row: BarRow, options: tuple[str, ...]) -> Iterator[tuple[Value, ...]]:
    if isinstance(row.shares, Hidden):
        yield row.label, "", None, None, None, None, row.shares.reason
        return
    for option, share in zip(options, row.shares, strict=True):
        if share is not None:
            yield row.label, share.said or option, *_three(share), share.n, ""


def _lines(chart: Lines, words: Headings) -> Table:
    headers = (words.row, words.round, words.value, words.low, words.high, words.answers, words.remark)
    rows = tuple(
        (panel.title, name, *_three(point), *_rest(point))
        for panel in chart.panels
        for name, point in zip(chart.rounds, panel.points, strict=True)
    )
    others = tuple(
        (f"{panel.title}, {chart.reference}", name, *_three(point), *_rest(point))
        for panel in chart.panels
        for name, point in zip(chart.rounds, panel.reference, strict=False)
    )
    return Table(chart.title, headers, rows + others, chart.scale, frozenset({2, 3, 4}))


def _quadrant(chart: Quadrant, words: Headings) -> Table:
    headers = (words.row, words.value, words.low, words.high, words.answers, words.remark)
    rows = tuple((tile.label, *_three(tile.share), *_rest(tile.share)) for tile in chart.all_tiles)
    return Table(chart.title, headers, rows, Scale(0, 1, "%", factor=100), frozenset({1, 2, 3}))


def has_numbers(chart: Chart) -> bool:
    """Whether anything is told at all."""
    return any(isinstance(point, Told) for point in points_of(chart))


def points_of(chart: Chart) -> Iterator[Point]:
    """Every point of a chart, in the order of its table."""
    if isinstance(chart, Dots):
        yield from (row.point for row in chart.rows)
    elif isinstance(chart, Bars):
        for row in chart.rows:
            shares = (row.shares,) if isinstance(row.shares, Hidden) else row.shares
            yield from (share for share in shares if share is not None)
    elif isinstance(chart, Lines):
        for panel in chart.panels:
            yield from panel.points
    else:
        yield from (tile.share for tile in chart.all_tiles)
