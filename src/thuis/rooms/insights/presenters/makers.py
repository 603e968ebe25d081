"""The cards that tabs are made of. Each takes what it is about, and returns a maker of that card."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thuis.core.charts.model import BarRow, Bars, DotRow, Dots, Hidden, Line, Lines, Point, Scale, Told
from thuis.core.disclosure.model import JOIN
from thuis.core.disclosure.released import Cell
from thuis.core.statistics.change import Verdict
from thuis.foundation.cards.words import SHARE
from thuis.foundation.release.book import Spot
from thuis.rooms.insights.presenters import sentences
from thuis.rooms.insights.presenters.card import Card, Maker
from thuis.rooms.insights.presenters.figures import (
    change_of,
    compared,
    likely_places,
    point_of,
    scale_of,
    span_of,
    value_of,
)
from thuis.rooms.insights.presenters.names import measure_name, option_name
from thuis.rooms.insights.presenters.words import group_kind, group_name, places, verdict
from thuis.rooms.insights.queries import PANEL, Scene

Words = str | Promise
WINDOW = 0.4  # how much of a scale a line chart shows at least: the same in all panels side by side


def parts(key: str, question: Words, measures: Sequence[str], subject: str = "") -> Maker:
    """Several scales of this unit below each other, each beside the same scale around it."""

    def make(scene: Scene) -> Card | None:
        told = [name for name in measures if scene.cell(name) is not None]
        if not told:
            return None
        cells = [scene.cell(name) for name in told]
        usual = [_beside(scene, name) for name in told]
        scale = scale_of(scene, told[0])
        said = compared(cells, usual, scale)
        rows = tuple(
            DotRow(measure_name(scene, name), _said(scene, cell, each), value_of(other))
            for name, cell, other, each in zip(told, cells, usual, said, strict=True)
        )
        chart = Dots(str(question), scene.name, _("Score"), rows, scale, scene.name_beside, subject)
        words = sentences.level(scene, told[0]) + sentences.of_list(
            [row.label for row in rows[1:]], said[1:], scene.name_beside
        )
        return Card(key, str(question), tuple(words), chart, "mean", subject)

    return make


def _beside(scene: Scene, measure: str, statistic: str = "mean") -> Cell | None:
    return scene.cell(measure, statistic, spot=scene.beside) if scene.beside else None


def _said(scene: Scene, cell: Cell | None, found: Verdict | None, rank: str = "") -> Point:
    words = (verdict(found) if found else "", rank)
    return point_of(scene, cell, "; ".join(one for one in words if one))


def _ranks(cells: Sequence[Cell | None]) -> list[str]:
    found = likely_places(cells)
    count = sum(one is not None for one in found)
    return [places(one, count) if one else "" for one in found]


def units(key: str, question: Words, measure: str, subject: str = "", *, ranked: bool = False) -> Maker:
    """The units around here in the order of the alphabet, each beside the whole.

    `ranked` says beside each which places in the list its answers allow.
    """

    def make(scene: Scene) -> Card | None:
        spots = scene.units_below
        if len(spots) < 2:
            return None
        around = Spot().of_group(scene.spot.filter_kind, scene.spot.filter_value)
        scale, usual = scale_of(scene, measure), scene.cell(measure, spot=around)
        cells = [scene.cell(measure, spot=spot) for spot in spots]
        said = compared(cells, [usual] * len(cells), scale)
        names = [scene.name_of(spot) for spot in spots]
        ranks = _ranks(cells) if ranked else [""] * len(cells)
        rows = tuple(
            DotRow(
                name,
                _said(scene, cell, each, rank),
                value_of(usual),
                mine=scene.spot.unit in scene.book.members(spot),
            )
            for name, cell, each, spot, rank in zip(names, cells, said, spots, ranks, strict=True)
        )
        whole = scene.places.name("institution", "all")
        chart = Dots(str(question), "", measure_name(scene, measure), rows, scale, whole, subject)
        words = sentences.of_list(names, said, whole) + sentences.hidden_note([row.point for row in rows])
        words.append(_("The order is that of the alphabet. Where intervals overlap, it means nothing."))
        return Card(key, str(question), tuple(words), chart, "places" if ranked else "compare", subject)

    return make


def groups(key: str, question: Words, measure: str, subject: str = "") -> Maker:
    """The target groups of this unit, each beside everybody in it."""

    def make(scene: Scene) -> Card | None:
        if scene.spot.filter_kind or scene.cell(measure) is None:
            return None
        spots = [
            scene.spot.of_group(kind, value)
            for kind, values in scene.groups.items()
            if kind != PANEL
            for value in values
        ]
        scale, usual = scale_of(scene, measure), scene.cell(measure)
        cells = [scene.cell(measure, spot=spot) for spot in spots]
        said = compared(cells, [usual] * len(cells), scale)
        names = [group_name(spot.filter_kind, spot.filter_value) for spot in spots]
        rows = tuple(
            DotRow(name, _said(scene, cell, each), value_of(usual), head=head)
            for name, cell, each, head in zip(names, cells, said, heads(spots), strict=True)
        )
        chart = Dots(str(question), "", measure_name(scene, measure), rows, scale, scene.name, subject)
        words = sentences.of_list(names, said, scene.name)
        words += sentences.hidden_note([row.point for row in rows])
        return Card(key, str(question), tuple(words), chart, "compare", subject)

    return make


def heads(spots: Sequence[Spot]) -> list[str]:
    kinds = [spot.filter_kind for spot in spots]
    firsts = [kind != before for kind, before in zip(kinds, ["", *kinds], strict=False)]
    return [group_kind(kind) if first else "" for kind, first in zip(kinds, firsts, strict=True)]


def trend(key: str, question: Words, measures: Sequence[str], subject: str = "") -> Maker:
    """Scales over the rounds, one panel each, on the same window of the scale."""

    def make(scene: Scene) -> Card | None:
        told = [name for name in measures if scene.cell(name) is not None]
        if not told or len(scene.rounds) < 2:
            return None
        panels = tuple(panel(scene, name, subject) for name in told)
        scale = scale_of(scene, told[0])
        chart = Lines(
            str(question),
            scene.rounds,
            panels,
            scene.name,
            scene.name_beside,
            scale,
            window_of(panels, scale),
        )
        words = _changes(scene, told)
        return Card(key, str(question), tuple(words), chart, "change", subject, _window_note(scene, chart))

    return make


def panel(scene: Scene, measure: str, subject: str) -> Line:
    found = change_of(scene, measure, scale_of(scene, measure))
    points = tuple(point_of(scene, scene.cell(measure, round=one)) for one in scene.rounds)
    other = scene.beside
    usual = tuple(point_of(scene, scene.cell(measure, spot=other, round=one)) for one in scene.rounds)
    said = verdict(found[1]) if found else ""
    return Line(measure_name(scene, measure), points, usual if other else (), said, subject)


def window_of(panels: Sequence[Line], scale: Scale, least: float = WINDOW) -> tuple[float, float]:
    """A stretch of the scale that holds every point and interval, in tens of a hundred."""
    told = [point for panel in panels for point in panel.points if isinstance(point, Told)]
    step = (scale.high - scale.low) / 10
    low = min((point.low - scale.low for point in told), default=0.0)
    high = max((point.high - scale.low for point in told), default=10 * step)
    first, last = int(low // step), -int(-high // step)
    while last - first < 10 * least:
        first, last = (
            (first - 1, last) if (last - first) % 2 and first > 0 or last == 10 else (first, last + 1)
        )
    return scale.low + first * step, scale.low + last * step


def _changes(scene: Scene, measures: Sequence[str]) -> list[str]:
    said: dict[Verdict, list[str]] = {}
    for name in measures:
        found = change_of(scene, name, scale_of(scene, name))
        if found:
            said.setdefault(found[1], []).append(measure_name(scene, name))
    before = scene.rounds[-2]
    words = {
        Verdict.HIGHER: _("Higher than in %(round)s: %(names)s."),
        Verdict.LOWER: _("Lower than in %(round)s: %(names)s."),
        Verdict.ABOUT_THE_SAME: _("About the same as in %(round)s: %(names)s."),
        Verdict.TOO_FEW: _("Too few answers to say since %(round)s: %(names)s."),
    }
    return [words[one] % {"round": before, "names": ", ".join(said[one])} for one in words if said.get(one)]


def _window_note(scene: Scene, chart: Lines) -> str:
    words = {
        "low": f"{chart.window[0]:g}",
        "high": f"{chart.window[1]:g}",
        "least": f"{chart.scale.low:g}",
        "most": f"{chart.scale.high:g}",
        "other": chart.reference,
    }
    band = _("The band is the 95%% interval.")
    window = _("The scale runs from %(least)s to %(most)s; shown is %(low)s to %(high)s.")
    grey = _("Grey: %(other)s.") if chart.reference else ""
    return " ".join(part for part in (band, window, grey) if part) % words


def answers(key: str, question: Words, items: Sequence[str], subject: str = "") -> Maker:
    """What students answered to each question, as stacked bars around the middle."""

    def make(scene: Scene) -> Card | None:
        told = next(iter(alike(scene, items)), [])
        if not told:
            return None
        chart = stacked(scene, str(question), told)
        words = most_and_least(chart)
        note = _("Darker is stronger. The middle answer stands half on each side. Numbers are percentages.")
        return Card(key, str(question), tuple(words), chart, "share", subject, note)

    return make


def alike(scene: Scene, items: Sequence[str]) -> list[list[str]]:
    """The questions that were asked here, in lists with the same answers: only those share one chart."""
    found: dict[tuple[str, ...], list[str]] = {}
    for item in items:
        if codes := scene.codes(item):
            names = tuple(option_name(scene, item, code) for code in codes)
            found.setdefault(names, []).append(item)
    return list(found.values())


def stacked(scene: Scene, title: str, items: Sequence[str]) -> Bars:
    """Questions with the same answers below each other."""
    codes = scene.codes(items[0])
    options = tuple(option_name(scene, items[0], code) for code in codes)
    rows = tuple(BarRow(measure_name(scene, item), answer_shares(scene, item, codes)) for item in items)
    return Bars(title, scene.name, options, rows, less=options[0].lower(), more=options[-1].lower())


def answer_shares(scene: Scene, item: str, codes: Sequence[str]) -> tuple[Told | None, ...] | Hidden:
    """The share of each answer; of answers told together the one in the middle stands for both."""
    found: dict[str, Told] = {}
    for cell in scene.options(item):
        point, members = point_of(scene, cell), cell.option.split(JOIN)
        if isinstance(point, Hidden):
            return point
        inner = min(members, key=lambda code: abs(codes.index(code) - (len(codes) - 1) / 2))
        joined = option_name(scene, item, cell.option) if len(members) > 1 else ""
        found[inner] = replace(point, said=joined)
    return tuple(found.get(code) for code in codes)


def most_and_least(chart: Bars) -> list[str]:
    """The questions to which most, and fewest, students gave an answer in the upper half."""
    found = uppers(chart)
    if not found:
        return sentences.hidden_note([row.shares for row in chart.rows if isinstance(row.shares, Hidden)])
    most, least = max(found, key=lambda one: found[one]), min(found, key=lambda one: found[one])
    said = _("“%(item)s”: about %(n)s of 100 students answered %(answers)s.")
    lines = [said % {"item": plain(most), "n": round(found[most]), "answers": _upper_half(chart.options)}]
    if most != least and len(found) == len(chart.rows):  # a row that is not told in full may be lower
        words = {"item": plain(least), "n": round(found[least])}
        lines.append(_("Fewest: “%(item)s”, about %(n)s of 100.") % words)
    return lines


def uppers(chart: Bars) -> dict[str, float]:
    """Per question how many of 100 gave an answer in the upper half, where every part of that is told."""
    told = [(row.label, row.shares) for row in chart.rows if not isinstance(row.shares, Hidden)]
    found = ((label, upper_share(shares)) for label, shares in told)
    return {label: share for label, share in found if share is not None}


def plain(item: str) -> str:
    """A question inside a sentence, without its own full stop."""
    return item.rstrip(".")


def _upper_half(options: Sequence[str]) -> str:
    upper = [f"‘{option}’" for option in options[(len(options) + 1) // 2 :]]
    if len(upper) <= 2:
        return _(" or ").join(upper)
    return _("%(first)s to %(last)s") % {"first": upper[0], "last": upper[-1]}


def upper_share(shares: Sequence[Told | None]) -> float | None:
    """How many of 100 gave an answer in the upper half; nothing when a band is among those answers."""
    upper = [share for share in shares[(len(shares) + 1) // 2 :] if share is not None]
    if not upper or any(share.value is None for share in upper):
        return None
    return 100 * sum(share.value or 0.0 for share in upper)


def shares(key: str, question: Words, item: str, subject: str = "") -> Maker:
    """One question with answers that have no order, or of which several may be chosen."""

    def make(scene: Scene) -> Card | None:
        cells = scene.options(item)
        if not cells:
            return None
        usual = {cell.option: cell for cell in scene.options(item, spot=scene.beside)} if scene.beside else {}
        rows = tuple(
            DotRow(
                option_name(scene, item, cell.option),
                point_of(scene, cell),
                value_of(usual.get(cell.option)),
            )
            for cell in cells
        )
        chart = Dots(str(question), "", _("Students"), rows, SHARE, scene.name_beside, subject)
        return Card(key, str(question), tuple(_largest(rows)), chart, "share", subject)

    return make


def _largest(rows: Sequence[DotRow]) -> list[str]:
    told = [
        (point.value, row.label)
        for row in rows
        if isinstance(point := row.point, Told) and point.value is not None
    ]
    if not told:
        return sentences.hidden_note([row.point for row in rows])
    value, label = max(told)
    words = {"answer": label, "n": round(100 * value)}
    return [_("Chosen most: “%(answer)s”, by about %(n)s of 100 students.") % words]


def low_scores(key: str, question: Words, measures: Sequence[str], subject: str = "") -> Maker:
    """How many students score in the lowest band of a scale."""

    def make(scene: Scene) -> Card | None:
        told = [name for name in measures if scene.cell(name, "share_below") is not None]
        if not told:
            return None
        rows = tuple(
            DotRow(
                measure_name(scene, name),
                point_of(scene, scene.cell(name, "share_below")),
                value_of(_beside(scene, name, "share_below")),
            )
            for name in told
        )
        chart = Dots(str(question), "", _("Students"), rows, SHARE, scene.name_beside, subject)
        found = span_of(scene.cell(told[0], "share_below"))
        words = []
        if found:
            n = round(100 * found.value)
            words = [
                _("About %(n)s of 100 students are in the lowest part of the scale for “%(measure)s”.")
                % {"n": n, "measure": rows[0].label}
            ]
        return Card(key, str(question), tuple(words), chart, "share", subject)

    return make
