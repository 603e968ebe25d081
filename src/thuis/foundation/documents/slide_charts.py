"""Charts of slides: native ones, whose numbers are exactly the released ones. What is hidden has none."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE as KIND
from pptx.enum.chart import XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from thuis.core.charts.model import BarRow, Bars, Chart, Dots, Hidden, Lines, Point, Quadrant, Scale, Told
from thuis.core.charts.paper import Labels
from thuis.foundation.documents.brand import brand_colour

SUBJECTS = {"wellbeing": "0B6B63", "belonging": "3D4FA1", "participation": "B46A00", "inclusion": "A13A6B"}
RAMP = ("8C510A", "D8B365", "E6E3DC", "7FBFB5", "01665E")
LINES = ("0B6B63", "3D4FA1", "B46A00", "A13A6B", "16202E")
GREY, INK = "8A93A0", "16202E"
SHARE = Scale(0, 1, "%", factor=100)
Box = tuple[int, int, int, int]
Row = tuple[str, Told]


def place_chart(slide: Any, chart: Chart, labels: Labels, box: Box) -> Any:
    """Put the native chart on a slide; None when it has no number to draw."""
    if isinstance(chart, Bars):
        return _answers(slide, chart, box)
    if isinstance(chart, Lines):
        return _lines(slide, chart, labels, box)
    return _figures(slide, chart, labels, box)


def untold(chart: Chart, labels: Labels) -> list[str]:
    """Everything that the native chart cannot draw, in words: hidden rows with why, and bands."""
    if isinstance(chart, Bars):
        return [line for row in chart.rows for line in _untold_answers(row, chart.options, labels)]
    if isinstance(chart, Lines):
        return [
            f"{panel.title}, {name}: {point.reason}"
            for panel in chart.panels
            for name, point in zip(chart.rounds, panel.points, strict=True)
            if isinstance(point, Hidden)
        ]
    named = [(row.label, row.point) for row in chart.rows] if isinstance(chart, Dots) else _tiles(chart)
    scale = chart.scale if isinstance(chart, Dots) else SHARE
    return [line for name, point in named for line in _untold(name, point, scale, labels)]


def _untold(name: str, point: Point, scale: Scale, labels: Labels) -> list[str]:
    if isinstance(point, Hidden):
        return [f"{name}: {point.reason}"]
    return [f"{name}: {labels.value(point, scale)}"] if point.value is None else []


def _untold_answers(row: BarRow, options: Sequence[str], labels: Labels) -> list[str]:
    if isinstance(row.shares, Hidden):
        return [f"{row.label}: {row.shares.reason}"]
    said = []
    for option, share in zip(options, row.shares, strict=True):
        # a share that stands for two answers is drawn at one of them, so its name is told here
        if share is not None and (share.value is None or share.said):
            said.append(f"{row.label}, {share.said or option}: {labels.value(share, SHARE)}")
    return said


def _tiles(chart: Quadrant) -> list[tuple[str, Point]]:
    return [(tile.label, tile.share) for tile in chart.tiles]


# --- one figure per row ----------------------------------------------------------------------------------


def _figures(slide: Any, chart: Dots | Quadrant, labels: Labels, box: Box) -> Any:
    """A bar per row with its interval; the reference, when there is one, as a grey bar beside it."""
    named = [(row.label, row.point) for row in chart.rows] if isinstance(chart, Dots) else _tiles(chart)
    usual = [row.usual for row in chart.rows] if isinstance(chart, Dots) else [None] * len(named)
    scale = chart.scale if isinstance(chart, Dots) else SHARE
    told = [
        (name, point, other)
        for (name, point), other in zip(named, usual, strict=True)
        if isinstance(point, Told) and point.value is not None
    ]
    if not told:
        return None
    series = [(_own_name(chart), [point.value for _, point, _ in told])]
    if any(other is not None for *_, other in told):
        series.append((_reference(chart), [other for *_, other in told]))
    colours = [SUBJECTS.get(getattr(chart, "subject", ""), _brand()), GREY]
    frame = _placed(slide, KIND.BAR_CLUSTERED, [name for name, *_ in told], series, colours, scale, box)
    made = frame.chart
    made.category_axis.reverse_order = True
    made.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    _interval(made, [point for _, point, _ in told])
    _label(made.plots[0], scale)
    made.plots[0].gap_width = 60
    ends = [("95 % –", [p.low for _, p, _ in told]), ("95 % +", [p.high for _, p, _ in told])]
    _workbook(made, [name for name, *_ in told], [*series, *ends])
    return frame


def _own_name(chart: Dots | Quadrant) -> str:
    return (chart.value_column if isinstance(chart, Dots) else "") or chart.title


def _reference(chart: Dots | Quadrant) -> str:
    return chart.reference if isinstance(chart, Dots) else ""


def _interval(chart: Any, told: Sequence[Told]) -> None:
    """The 95 % interval as error bars of the first series, each with its own two lengths."""
    plus = _lengths([one.high - (one.value or 0.0) for one in told])
    minus = _lengths([(one.value or 0.0) - one.low for one in told])
    bars = parse_xml(
        f"<c:errBars {nsdecls('c')}><c:errBarType val='both'/><c:errValType val='cust'/>"
        f"<c:noEndCap val='0'/><c:plus>{plus}</c:plus><c:minus>{minus}</c:minus></c:errBars>"
    )
    # the schema wants it before the categories
    chart.plots[0].series[0]._element.find(qn("c:cat")).addprevious(bars)


def _lengths(values: Sequence[float]) -> str:
    points = (
        f"<c:pt idx='{place}'><c:v>{max(value, 0.0)!r}</c:v></c:pt>" for place, value in enumerate(values)
    )
    head = f"<c:formatCode>General</c:formatCode><c:ptCount val='{len(values)}'/>"
    return f"<c:numLit>{head}{''.join(points)}</c:numLit>"


# --- answers ---------------------------------------------------------------------------------------------


def _answers(slide: Any, chart: Bars, box: Box) -> Any:
    """Stacked bars. Only where every share is told they are stretched to 100 %: a band leaves a gap."""
    told = [(row.label, row.shares) for row in chart.rows if not isinstance(row.shares, Hidden)]
    known = [share.value is not None for _, shares in told for share in shares if share is not None]
    if not any(known):
        return None
    series = [
        (option, [_share(shares[place]) for _, shares in told]) for place, option in enumerate(chart.options)
    ]
    kind = KIND.BAR_STACKED_100 if all(known) else KIND.BAR_STACKED
    colours = [RAMP[_shade(place, len(chart.options)) - 1] for place in range(len(chart.options))]
    frame = _placed(slide, kind, [name for name, _ in told], series, colours, SHARE, box)
    made = frame.chart
    made.category_axis.reverse_order = True
    made.value_axis.visible = False
    made.value_axis.has_major_gridlines = False
    made.plots[0].gap_width, made.plots[0].overlap = 45, 100
    _label(made.plots[0], SHARE)
    _light_on_dark(made, len(chart.options))
    return frame


def _share(share: Told | None) -> float | None:
    return share.value if share is not None else None


def _shade(place: int, count: int) -> int:
    """Which of the five shades an answer gets: with four answers the middle one is left out."""
    if count >= 5:
        return min(5, 1 + place * 5 // count)
    return {4: (1, 2, 4, 5), 3: (1, 3, 5), 2: (1, 5), 1: (3,)}[count][place]


def _light_on_dark(chart: Any, count: int) -> None:
    for place, series in enumerate(chart.plots[0].series):
        if _shade(place, count) in (1, 5):
            labels = series.data_labels
            labels.show_value, labels.number_format, labels.number_format_is_linked = True, "0%", False
            labels.font.size, labels.font.color.rgb = Pt(11), rgb("FFFFFF")


# --- rounds ----------------------------------------------------------------------------------------------


def _lines(slide: Any, chart: Lines, labels: Labels, box: Box) -> Any:
    """A line per panel; with one panel also the grey line of the reference. A hidden round is a gap."""
    series = [(panel.title, [_value(point) for point in panel.points]) for panel in chart.panels]
    colours = [LINES[place % len(LINES)] for place in range(len(series))]
    if len(chart.panels) == 1 and chart.panels[0].reference:
        series.append((chart.reference, [_value(point) for point in chart.panels[0].reference]))
        colours.append(GREY)
    if not any(value is not None for _, values in series for value in values):
        return None
    low, high = chart.window
    scale = Scale(low, high, chart.scale.unit, chart.scale.decimals, chart.scale.factor)
    frame = _placed(slide, KIND.LINE_MARKERS, list(chart.rounds), series, colours, scale, box)
    made = frame.chart
    for one in made.plots[0].series:
        one.smooth = False
    _label(made.plots[0], scale, XL_LABEL_POSITION.ABOVE)
    return frame


def _value(point: Point) -> float | None:
    return point.value if isinstance(point, Told) else None


# --- all -------------------------------------------------------------------------------------------------


def _placed(
    slide: Any,
    kind: KIND,
    names: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | None]]],
    colours: Sequence[str],
    scale: Scale,
    box: Box,
) -> Any:
    numbers: Any = CategoryChartData(number_format=_format(scale))  # type: ignore[no-untyped-call]
    numbers.categories = names
    for name, values in series:
        numbers.add_series(name, values)
    frame = slide.shapes.add_chart(kind, *box, numbers)
    made = frame.chart
    made.font.size, made.font.color.rgb = Pt(12), rgb(INK)
    made.has_title = False
    made.has_legend = len(series) > 1
    if made.has_legend:
        made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    axis = made.value_axis
    axis.minimum_scale, axis.maximum_scale = scale.low, scale.high
    axis.major_gridlines.format.line.color.rgb = rgb("DDD9D0")
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = _format(scale), False
    for one, colour in zip(made.plots[0].series, colours, strict=False):
        _coloured(one, colour, kind)
    return frame


def _coloured(series: Any, colour: str, kind: KIND) -> None:
    ink = rgb(colour)
    if kind == KIND.LINE_MARKERS:
        series.format.line.color.rgb = ink
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = ink
        return
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = ink
    series.invert_if_negative = False


def _label(plot: Any, scale: Scale, where: XL_LABEL_POSITION | None = None) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = _format(scale), False
    labels.font.size = Pt(11)
    if where is not None:
        labels.position = where


def _format(scale: Scale) -> str:
    if scale.unit == "%":
        return "0%"
    return "0" if not scale.decimals else "0." + "0" * scale.decimals


def _workbook(
    chart: Any, names: Sequence[str], columns: Sequence[tuple[str, Sequence[float | None]]]
) -> None:
    """The sheet behind the chart, with the ends of the intervals beside the figures."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Sheet1")
        for row, name in enumerate(names, start=1):
            sheet.write_string(row, 0, name)
        for column, (title, values) in enumerate(columns, start=1):
            sheet.write_string(0, column, title)
            for row, value in enumerate(values, start=1):
                if value is not None:
                    sheet.write_number(row, column, value)
    chart.part.chart_workbook.update_from_xlsx_blob(file.getvalue())


def rgb(colour: str) -> Any:
    """A colour of six hexadecimal digits, with or without its sign."""
    return RGBColor.from_string(colour.removeprefix("#"))  # type: ignore[no-untyped-call]


def _brand() -> str:
    return brand_colour().removeprefix("#")
