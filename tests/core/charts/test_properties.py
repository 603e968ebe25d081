"""Whatever a chart holds, its picture is whole, and what is hidden stays hidden."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.core.charts.picture import SVG, Picture
from tests.core.charts.samples import LABELS
from tests.core.charts.strategies import WORDS, bars, charts, dots
from thuis.core.charts.model import BarRow, Bars, Dots, Hidden, Lines, Told
from thuis.core.charts.paper import drawn
from thuis.core.charts.table import points_of

WIDTHS = st.sampled_from([320, 340, 543, 545, 720, 1000])
EN = LABELS["en"]


@given(charts(), WIDTHS, st.lists(WORDS, max_size=2))
def test_every_picture_is_whole(chart, width, footer):
    svg = drawn(chart, replace(EN, footer=tuple(footer)), width)
    picture = Picture(svg)
    assert picture.width == width
    assert not {"nan", "inf", "-inf"} & set(svg.replace('"', " ").replace(",", " ").split())
    assert picture.outside() == []
    assert picture.overlapping() == []
    assert {float(text.get("font-size", 13)) >= 11 for text in picture.all("text")} <= {True}


@given(charts(), WIDTHS)
def test_the_same_chart_is_the_same_picture(chart, width):
    assert drawn(chart, EN, width) == drawn(chart, EN, width)


@given(charts(), WORDS)
def test_words_never_become_markup(chart, words):
    picture = Picture(drawn(replace(chart, title=f"<script>{words}</script>"), EN))
    assert picture.all("script") == []
    assert picture.root.find(SVG + "title").text.startswith("<script>")


def hidden(chart):
    """The same chart with nothing told."""
    nothing = Hidden("too few")
    if isinstance(chart, Dots):
        return replace(chart, rows=tuple(replace(row, point=nothing, usual=None) for row in chart.rows))
    if isinstance(chart, Bars):
        return replace(chart, rows=tuple(BarRow(row.label, nothing) for row in chart.rows))
    if isinstance(chart, Lines):
        none = (nothing,) * len(chart.rounds)
        return replace(chart, panels=tuple(replace(one, points=none, reference=()) for one in chart.panels))
    between = replace(chart.between, share=nothing) if chart.between else None
    tiles = tuple(replace(tile, share=nothing) for tile in chart.tiles)
    return replace(chart, tiles=tiles, between=between)


class Listening:
    """A number formatter that remembers what it was asked to print."""

    def __init__(self):
        self.heard = set()

    def __call__(self, value, scale):
        self.heard.add(value)
        return EN.number(value, scale)


@given(charts(), WIDTHS)
def test_what_is_hidden_leaves_no_number(chart, width):
    ear = Listening()
    picture = Picture(drawn(hidden(chart), replace(EN, number=ear), width))
    axis = set()
    if isinstance(chart, Dots):
        axis = {chart.scale.low + (chart.scale.high - chart.scale.low) * place / 4 for place in range(5)}
    if isinstance(chart, Lines):
        axis = {chart.window[0], sum(chart.window) / 2, chart.window[1]}
    assert ear.heard <= axis
    assert picture.marks() == []


@given(charts(), WIDTHS)
def test_only_what_is_told_is_printed(chart, width):
    ear = Listening()
    drawn(hidden(chart), replace(EN, number=ear), width)
    before = set(ear.heard)
    drawn(chart, replace(EN, number=ear), width)
    if isinstance(chart, Bars):  # sums are made of what is told
        return
    known = {
        value
        for point in all_points(chart)
        if isinstance(point, Told)
        for value in (point.value, point.low, point.high)
    }
    usual = {row.usual for row in chart.rows} if isinstance(chart, Dots) else set()
    axis = {chart.window[0], sum(chart.window) / 2, chart.window[1]} if isinstance(chart, Lines) else set()
    assert ear.heard - before <= known | usual | axis


def all_points(chart):
    yield from points_of(chart)
    if isinstance(chart, Lines):
        for panel in chart.panels:
            yield from panel.reference


@given(dots(), WIDTHS)
def test_the_axis_is_the_scale(chart, width):
    scale = chart.scale
    ends = Told(scale.low, scale.low, scale.high, 10)
    chart = replace(chart, rows=tuple(replace(row, point=ends, usual=None) for row in chart.rows))
    picture = Picture(drawn(chart, EN, width))
    for line in picture.all("line"):
        if line.get("stroke-width") == "2":
            grid = [float(one.get("x1")) for one in picture.all("line") if one.get("stroke-width") == "1"]
            assert (float(line.get("x1")), float(line.get("x2"))) == (min(grid), max(grid))


@given(bars(), WIDTHS)
def test_a_bar_is_shared_out_as_it_was_told(chart, width):
    whole = [row for row in chart.rows if not isinstance(row.shares, Hidden)][:1]
    picture = Picture(drawn(replace(chart, rows=tuple(whole)), EN, width))
    parts = [float(rect.get("width")) for rect in picture.all("rect") if rect.get("height") == "24"]
    sizes = [_size(share) for row in whole for share in row.shares]
    drawn_sizes = [size for size in sizes if size > 0]
    assert len(parts) == len(drawn_sizes)
    for part, size in zip(parts, drawn_sizes, strict=True):
        assert abs(part / sum(parts) - size / sum(sizes)) < 0.01


def _size(share):
    return share.value if share.value is not None else (share.low + share.high) / 2


@given(charts())
def test_all_is_said_aloud(chart):
    said = Picture(drawn(chart, EN)).root.find(SVG + "desc").text or ""
    assert said.count("not shown (") >= sum(isinstance(point, Hidden) for point in points_of(chart))
