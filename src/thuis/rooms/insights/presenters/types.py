"""Student types: shares in two by two, over the rounds, and of groups and units. Never of a person."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from thuis.core.charts.model import DotRow, Dots, Hidden, Line, Lines, Point, Quadrant, Tile, Told
from thuis.core.disclosure.model import Measure
from thuis.core.disclosure.released import Cell
from thuis.core.scoring.types import NEITHER, TypeKind, Typology
from thuis.core.statistics.beside import difference, verdicts
from thuis.core.statistics.change import Verdict
from thuis.foundation.cards.words import SHARE, with_unit
from thuis.foundation.release.book import Spot
from thuis.foundation.texts.content import typology
from thuis.rooms.insights.presenters import sentences
from thuis.rooms.insights.presenters.card import Card, Maker
from thuis.rooms.insights.presenters.figures import compared, matters, point_of, span_of, value_of
from thuis.rooms.insights.presenters.makers import heads, window_of
from thuis.rooms.insights.presenters.names import measure_name, option_name
from thuis.rooms.insights.presenters.words import group_name, verdict
from thuis.rooms.insights.queries import PANEL, Scene

Words = str | Promise
SUBJECT = "study"
# What is said once when it holds for every type.
ALIKE: dict[Verdict, Words] = {
    Verdict.ABOUT_THE_SAME: gettext_lazy("All shares are about the same as in %(round)s."),
    Verdict.TOO_FEW: gettext_lazy("There are too few answers to say what changed since %(round)s."),
}


def places(key: str, question: Words) -> Maker:
    """The figure itself: four types, who stands where they meet, and how each changed."""

    def make(scene: Scene) -> Card | None:
        types = _types_in(scene)
        if types is None or not scene.options(types.name):
            return None
        said = _since(scene, types)
        chart = _figure(scene, types, str(question), said)
        words = [*_levels(scene, types), *_apart(scene, types)]
        return Card(key, str(question), tuple(words), chart, "types", SUBJECT, _borders())

    return make


def over_time(key: str, question: Words) -> Maker:
    """The share of each type over the rounds that counted types in the same way."""

    def make(scene: Scene) -> Card | None:
        types = _types_in(scene)
        rounds = _rounds(scene, types) if types else ()
        if types is None or len(rounds) < 2 or not scene.options(types.name):
            return None
        said = _since(scene, types)
        own = _points(scene, types, scene.spot, rounds)
        usual = _points(scene, types, scene.beside, rounds) if scene.beside else {}
        panels = tuple(
            Line(
                option_name(scene, types.name, name),
                own[name],
                usual.get(name, ()),
                _said(said, name),
                SUBJECT,
            )
            for name in types.choices
        )
        window = window_of(panels, SHARE)
        chart = Lines(
            str(question), rounds, panels, scene.name, scene.name_beside, SHARE, window
        )  # fmt: skip
        return Card(
            key, str(question), tuple(_changes(scene, types, said)), chart, "types", SUBJECT, _note(scene)
        )

    return make


def in_groups(key: str, question: Words, kind: str) -> Maker:
    """One type in each target group of this unit, beside everybody in it."""

    def make(scene: Scene) -> Card | None:
        spots = [
            scene.spot.of_group(filter_kind, value)
            for filter_kind, values in scene.groups.items()
            if filter_kind != PANEL
            for value in values
        ]
        names = [group_name(spot.filter_kind, spot.filter_value) for spot in spots]
        around = None if scene.spot.filter_kind else scene.spot
        return _list(scene, key, question, kind, spots, names, heads(spots), around)

    return make


def in_units(key: str, question: Words, kind: str) -> Maker:
    """One type in each unit around here, beside the whole; in the order of the alphabet."""

    def make(scene: Scene) -> Card | None:
        spots = scene.units_below
        names = [scene.name_of(spot) for spot in spots]
        around = Spot().of_group(scene.spot.filter_kind, scene.spot.filter_value)
        return _list(scene, key, question, kind, spots, names, [""] * len(spots), around)

    return make


def _list(
    scene: Scene,
    key: str,
    question: Words,
    kind: str,
    spots: Sequence[Spot],
    names: Sequence[str],
    starts: Sequence[str],
    around: Spot | None,
) -> Card | None:
    types = _types_in(scene)
    if types is None or around is None or len(spots) < 2 or not scene.options(types.name):
        return None
    usual, cells = (
        _cells(scene, types, around).get(kind),
        [_cells(scene, types, spot).get(kind) for spot in spots],
    )
    said = compared(cells, [usual] * len(cells), SHARE)
    rows = tuple(
        DotRow(
            name,
            point_of(scene, cell, verdict(each) if each else ""),
            value_of(usual),
            spot == scene.spot,
            head,
        )
        for name, cell, each, spot, head in zip(names, cells, said, spots, starts, strict=True)
    )
    other = scene.name_of(around)
    chart = Dots(str(question), "", option_name(scene, types.name, kind), rows, SHARE, other, SUBJECT)
    words = sentences.of_list(names, said, other) + sentences.hidden_note([row.point for row in rows])
    return Card(key, str(question), tuple(words), chart, "types", SUBJECT)


def _types_in(scene: Scene) -> Measure | None:
    """The types of this release, where content still knows their kinds."""
    found = next((one for one in scene.shape.rules.measures if one.is_types), None)
    known = {kind.key for kind in typology().kinds}
    return found if found is not None and set(found.choices) == known else None


def _cells(scene: Scene, types: Measure, spot: Spot | None = None, round: str = "") -> dict[str, Cell]:
    return {one.option: one for one in scene.options(types.name, spot=spot, round=round)}


def _rounds(scene: Scene, types: Measure) -> tuple[str, ...]:
    """The rounds up to this one with the same questions and cut-offs, oldest first."""
    counted = {one: scene.shape.types.get(one, {}).get(types.name) for one in scene.rounds}
    mine = counted.get(scene.round)
    return tuple(one for one in scene.rounds if mine and counted[one] == mine)


def _since(scene: Scene, types: Measure) -> dict[str, Verdict]:
    """What may be said of each share since the round before; corrected for the number of types."""
    rounds = _rounds(scene, types)
    if len(scene.rounds) < 2 or scene.rounds[-2] not in rounds:
        return {}
    own, before = _cells(scene, types), _cells(scene, types, round=scene.rounds[-2])
    spans = {name: (span_of(own.get(name)), span_of(before.get(name))) for name in types.choices}
    known = {name: difference(now, then) for name, (now, then) in spans.items() if now and then}
    return dict(zip(known, verdicts(list(known.values()), matters(SHARE)), strict=True))


def more_or_fewer(found: Verdict) -> str:
    """A verdict about a number of people."""
    return {
        Verdict.HIGHER: pgettext("students", "more"),
        Verdict.LOWER: pgettext("students", "fewer"),
        Verdict.ABOUT_THE_SAME: pgettext("students", "about as many"),
        Verdict.TOO_FEW: pgettext("students", "too few answers to say"),
    }[found]


def _figure(scene: Scene, types: Measure, title: str, said: dict[str, Verdict]) -> Quadrant:
    """Rows from high to low on the second scale, columns from low to high on the first."""
    content = typology()
    kinds = (content.kind("low", "high"), content.kind("high", "high"), content.kind("low", "low"))
    first, second, third = (_tile(scene, types, kind, said) for kind in kinds)
    last = _tile(scene, types, content.kind("high", "low"), said)
    across, up = (_sides(scene, name, cut) for name, cut in _axes(content))
    between = _tile(scene, types, content.kind(*NEITHER), said)
    return Quadrant(title, across, (up[1], up[0]), (first, second, third, last), between)


def _axes(content: Typology) -> tuple[tuple[str, float], tuple[str, float]]:
    return (content.first, content.first_cut), (content.second, content.second_cut)


def _sides(scene: Scene, scale: str, cut: float) -> tuple[str, str]:
    """The low and the high side of a scale, in words."""
    words = {"scale": measure_name(scene, scale), "cut": f"{cut:g}"}
    return _("%(scale)s: below %(cut)s") % words, _("%(scale)s: %(cut)s or more") % words


def _tile(scene: Scene, types: Measure, kind: TypeKind, said: dict[str, Verdict]) -> Tile:
    words = ""
    if kind.key in said:
        since = {"said": more_or_fewer(said[kind.key]), "round": scene.rounds[-2]}
        words = _("since %(round)s: %(said)s") % since
    point = point_of(scene, _cells(scene, types).get(kind.key), words)
    return Tile(option_name(scene, types.name, kind.key), kind.note.in_(scene.language), point)


def _levels(scene: Scene, types: Measure) -> list[str]:
    """The largest of the four, as far as that can be said, and who stands close to a border."""
    own = _cells(scene, types)
    points = {name: point_of(scene, own.get(name)) for name in types.choices}
    between = typology().kind(*NEITHER).key
    told = {name: one for name, one in points.items() if isinstance(one, Told) and one.value is not None}
    if not told:
        return [point.reason for point in points.values() if isinstance(point, Hidden)][:1]
    said = _largest(scene, types, {name: one for name, one in told.items() if name != between})
    if between in told:
        close = _("About %(n)s of 100 are close to a border. There the type is not sure.")
        said.append(close % _shown(told[between]))
    return said


def _largest(scene: Scene, types: Measure, told: dict[str, Told]) -> list[str]:
    order = sorted(told, key=lambda name: -(told[name].value or 0.0))
    first = [name for name in order if told[name].high >= told[order[0]].low]
    names = sentences.listed([f"“{option_name(scene, types.name, name)}”" for name in first]) if first else ""
    if len(first) == 1:
        words = {"type": names} | _shown(told[first[0]])
        return [
            _("The largest is %(type)s: about %(n)s of 100 students, likely %(low)s to %(high)s.") % words
        ]
    if len(first) == 2:
        return [_("The largest are %(types)s.") % {"types": names}]
    return [_("No type is clearly the largest.")] if first else []


def _shown(told: Told) -> dict[str, str]:
    named = {"n": told.value or 0.0, "low": told.low, "high": told.high}
    return {name: with_unit(value, SHARE).removesuffix("%") for name, value in named.items()}


def _changes(scene: Scene, types: Measure, said: dict[str, Verdict]) -> list[str]:
    """Which types have more or fewer students than in the round before."""
    if not said:
        return []
    words = {
        Verdict.HIGHER: _("More than in %(round)s: %(names)s."),
        Verdict.LOWER: _("Fewer than in %(round)s: %(names)s."),
        Verdict.ABOUT_THE_SAME: _("About as many as in %(round)s: %(names)s."),
        Verdict.TOO_FEW: _("Too few answers to say since %(round)s: %(names)s."),
    }
    if len(set(said.values())) == 1 and next(iter(said.values())) in ALIKE:
        return [str(ALIKE[next(iter(said.values()))]) % {"round": scene.rounds[-2]}]
    found = {
        one: [f"“{option_name(scene, types.name, name)}”" for name in types.choices if said.get(name) == one]
        for one in words
    }
    return [
        words[one] % {"round": scene.rounds[-2], "names": ", ".join(names)}
        for one, names in found.items()
        if names
    ]


def _apart(scene: Scene, types: Measure) -> list[str]:
    """Which shares differ from those around here."""
    if scene.beside is None:
        return []
    here, there = _cells(scene, types), _cells(scene, types, scene.beside)
    own, usual = [here.get(name) for name in types.choices], [there.get(name) for name in types.choices]
    labels = [f"“{option_name(scene, types.name, name)}”" for name in types.choices]
    return sentences.of_list(labels, compared(own, usual, SHARE), scene.name_beside)


def _points(scene: Scene, types: Measure, spot: Spot, rounds: Sequence[str]) -> dict[str, tuple[Point, ...]]:
    """Per type its share in each round."""
    cells = [_cells(scene, types, spot, one) for one in rounds]
    return {name: tuple(point_of(scene, one.get(name)) for one in cells) for name in types.choices}


def _said(said: dict[str, Verdict], name: str) -> str:
    return more_or_fewer(said[name]) if name in said else ""


def _note(scene: Scene) -> str:
    band = _("The band is the 95%% interval.") % {}
    return f"{band} {_('Grey: %(other)s.') % {'other': scene.name_beside}}" if scene.beside else band


def _borders() -> str:
    content = typology()
    words = {"border": f"{content.border:g}"}
    return _("Close to a border: less than %(border)s points from where the figure parts.") % words
