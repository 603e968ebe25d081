"""Rows with a dot and an interval."""

from dataclasses import dataclass, replace

from thuis.core.charts.model import DotRow, Dots, Hidden, Scale
from thuis.foundation.cards.plots.places import at
from thuis.foundation.cards.words import interval, value_words, with_unit


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


def dots(chart: Dots) -> DotsPlot:
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
        at(same, chart.scale) if same is not None else "",
        tuple(_dot_row(row, chart.scale) for row in chart.rows),
    )


def _ticks(scale: Scale) -> tuple[tuple[str, str, str], ...]:
    step = (scale.high - scale.low) / 4
    anchors = ("start", "middle", "middle", "middle", "end")
    values = [scale.low + step * place for place in range(5)]
    if scale.unit == "%" and all(float(round(value * scale.factor, 6)).is_integer() for value in values):
        scale = replace(scale, decimals=0)
    return tuple(
        (at(value, scale), with_unit(value, scale), anchor)
        for value, anchor in zip(values, anchors, strict=True)
    )


def _dot_row(row: DotRow, scale: Scale) -> DotPlot:
    usual = at(row.usual, scale) if row.usual is not None else ""
    if isinstance(row.point, Hidden):
        return DotPlot(row.label, row.head, row.mine, row.point.reason, "", "", "", usual, "", "", "")
    told = row.point
    return DotPlot(
        row.label,
        row.head,
        row.mine,
        "",
        at(told.value, scale) if told.value is not None else "",
        at(told.low, scale),
        at(told.high, scale),
        usual,
        value_words(told, scale),
        interval(told.low, told.high, scale) if told.value is not None else "",
        told.said,
    )
