"""Stacked answers around the middle answer. A band has no number: only what was released is printed."""

from collections.abc import Sequence
from dataclasses import dataclass

from thuis.core.charts.model import BarRow, Bars, Hidden, Told
from thuis.foundation.cards.plots.places import percent
from thuis.foundation.cards.words import SHARE, number, value_words

LABEL_FROM = 0.08  # a smaller part of a bar has no number inside
DARKEST = (1, 5)
SIDES = 0.8  # a stacked bar uses this part of the width; the rest is for the sums at both ends
Shares = Sequence[Told | None]


@dataclass(frozen=True, slots=True)
class Part:
    """One answer in a bar; `words` inside it when there is room, light on the two darkest shades."""

    shade: str
    is_light: bool
    x: str
    width: str
    middle: str
    words: str


@dataclass(frozen=True, slots=True)
class BarPlot:
    label: str
    hidden: str
    aloud: str
    parts: tuple[Part, ...]
    left: str
    right: str
    left_x: str
    right_x: str


@dataclass(frozen=True, slots=True)
class BarsPlot:
    kind: str
    title: str
    first_column: str
    less: str
    more: str
    centre: str
    rows: tuple[BarPlot, ...]
    options: tuple[str, ...]


def bars(chart: Bars) -> BarsPlot:
    told = [row.shares for row in chart.rows if not isinstance(row.shares, Hidden)]
    left = max((_before(sizes_of(shares)) for shares in told), default=0.5)
    right = max((1 - _before(sizes_of(shares)) for shares in told), default=0.5)
    unit = SIDES / (left + right)
    centre = (1 - SIDES) / 2 + left * unit
    rows = tuple(_row(row, chart, centre, unit) for row in chart.rows)
    return BarsPlot(
        "answers",
        chart.title,
        chart.first_column,
        chart.less,
        chart.more,
        percent(100 * centre),
        rows,
        chart.options,
    )


def sizes_of(shares: Shares) -> list[float]:
    """How long each part is drawn; a band is drawn to its middle, and never printed so."""
    sizes = [_size(one) for one in shares]
    total = sum(sizes) or 1.0
    return [size / total for size in sizes]


def _size(share: Told | None) -> float:
    if share is None:
        return 0.0
    return share.value if share.value is not None else (share.low + share.high) / 2


def _before(sizes: Sequence[float]) -> float:
    """How much of a bar lies left of the middle of its middle answer."""
    half = len(sizes) // 2
    return sum(sizes[:half]) + (sizes[half] / 2 if len(sizes) % 2 else 0.0)


def _row(row: BarRow, chart: Bars, centre: float, unit: float) -> BarPlot:
    if isinstance(row.shares, Hidden):
        return BarPlot(row.label, row.shares.reason, row.shares.reason, (), "", "", "", "")
    sizes = sizes_of(row.shares)
    start = centre - _before(sizes) * unit
    half = len(sizes) // 2
    return BarPlot(
        row.label,
        "",
        aloud(chart.options, row.shares),
        tuple(_parts(row.shares, sizes, start, unit)),
        sum_words(row.shares[:half]),
        sum_words(row.shares[len(sizes) - half :]),
        percent(100 * start),
        percent(100 * (start + unit)),
    )


def _parts(shares: Shares, sizes: Sequence[float], start: float, unit: float) -> list[Part]:
    parts, x = [], start
    for place, (share, size) in enumerate(zip(shares, sizes, strict=True)):
        width = size * unit
        if share is not None:
            middle = percent(100 * (x + width / 2))
            shade = _shade(place, len(sizes))
            ends = percent(100 * x), percent(100 * width)
            parts.append(Part(f"a{shade}", shade in DARKEST, *ends, middle, _inside(share)))
        x += width
    return parts


def _inside(share: Told) -> str:
    """The number in a part of the bar: none in a small part, none in a band."""
    return number(share.value, SHARE) if share.value is not None and share.value >= LABEL_FROM else ""


def sum_words(side: Shares) -> str:
    """What one side comes to; with a band in it a sum has two ends as well."""
    told = [share for share in side if share is not None]
    if not told:
        return ""
    low = sum(one.low if one.value is None else one.value for one in told)
    high = sum(one.high if one.value is None else one.value for one in told)
    sure = all(one.value is not None for one in told)
    return value_words(Told(low if sure else None, low, min(high, 1.0), 0), SHARE)


def _shade(place: int, count: int) -> int:
    """Which of the five shades an answer gets; an even number of answers leaves the pale middle out."""
    half = count // 2
    if place < half:
        return 1 if place < (half + 1) // 2 else 2
    if count % 2 and place == half:
        return 3
    return 5 if count - 1 - place < (half + 1) // 2 else 4


def aloud(options: Sequence[str], shares: Shares) -> str:
    """All answers of one row in words."""
    pairs = zip(options, shares, strict=True)
    said = (f"{share.said or option} {value_words(share, SHARE)}" for option, share in pairs if share)
    return ", ".join(said)
