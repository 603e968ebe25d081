"""Cards with a row per band, role, group or unit."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuis.core.charts.model import DotRow, Dots, Hidden, Line, Lines, Point, Scale
from thuis.core.charts.model import Told as Shown
from thuis.core.participation.model import INSTITUTION, Kind, Level
from thuis.core.participation.reach import ratio_interval
from thuis.core.participation.release_cell import (
    BANDS,
    PROFESSIONAL,
    TENTH_SHARE,
    kind_measure,
    role_measure,
)
from thuis.core.participation.release_model import RULES, Figure, Period, Told
from thuis.core.statistics.beside import difference, verdicts
from thuis.core.statistics.change import Verdict
from thuis.foundation.cards.words import with_unit
from thuis.rooms.participation.models import Kind as KindWords
from thuis.rooms.participation.presenters.figures.card import Card, Maker, Words
from thuis.rooms.participation.presenters.figures.words import (
    MATTERS,
    TRAITS,
    chance_of,
    group_name,
    point_of,
    share_scale,
    trait_name,
)
from thuis.rooms.participation.queries.figures import Scene
from thuis.rooms.participation.queries.roles import named_roles

WHOLE, ROUND = Scale(0, 1, "%", 1, 100), Scale(0, 1, "%", 0, 100)
TARGET = 0.15  # of professional hours: an example that a director gave, not a norm
BAND_WORDS = (gettext_lazy("Under 10 hours"), gettext_lazy("10 to 40 hours"), gettext_lazy("Over 40 hours"))
RATIO_TOPS = (2.0, 4.0, 8.0, 16.0)
LEVELS = {
    Level.DOMAIN: gettext_lazy("Domains"),
    Level.SITE: gettext_lazy("Sites"),
    Level.PROGRAMME: gettext_lazy("Programmes"),
}


def _dots(title: str, rows: Sequence[DotRow], scale: Scale, reference: str = "") -> Dots:
    return Dots(title, "", _("Share"), tuple(rows), scale, reference, "participation")


def _rows(scene: Scene, named: Sequence[tuple[str, str]]) -> list[DotRow]:
    """A row per measure that is told here at all."""
    found = [(words, scene.told(measure)) for words, measure in named]
    return [DotRow(words, point_of(told)) for words, told in found if told is not None]


def measures(key: str, question: Words, named: Sequence[tuple[Words, str]], method: str) -> Maker:
    """Several shares of this unit below each other."""

    def make(scene: Scene) -> Card | None:
        rows = _rows(scene, [(str(words), measure) for words, measure in named])
        if not rows:
            return None
        chart = _dots(str(question), rows, ROUND)
        return Card(key, str(question), (), chart, method)

    return make


bands = measures(
    "bands", gettext_lazy("How many hours do they have?"), tuple(zip(BAND_WORDS, BANDS, strict=True)), "hours"
)


def top_tenth(scene: Scene) -> Card | None:
    rows = _rows(scene, [(_("The tenth with most hours"), TENTH_SHARE)])
    if not rows:
        return None
    question = _("How much of all hours does the top tenth have?")
    found = scene.figure(TENTH_SHARE)
    share = with_unit(found.value or 0.0, ROUND) if found else ""
    said = _("Ten of every hundred people with a role have %(share)s of all hours.") % {"share": share}
    note = _("If everybody had as many hours, it would be 10%.")
    return Card(
        "top-tenth",
        question,
        (said,) if found else (),
        _dots(question, rows, ROUND),
        "hours",
        note,
    )


def professional(scene: Scene) -> Card | None:
    told = scene.told(PROFESSIONAL)
    if told is None:
        return None
    question = _("Which part of professional hours do students work?")
    point = _of_hours(point_of(told))
    target = scene.target(PROFESSIONAL) or TARGET
    scale = share_scale([point, Shown(None, 0, target, None)])
    rows = [DotRow(scene.name, point, target)]
    said: tuple[str, ...] = ()
    if isinstance(told, Figure) and told.value is not None:
        hours = {"part": _number(told.part), "whole": _number(told.whole)}
        said = (_("Students: about %(part)s of %(whole)s hours.") % hours,)
    chart = _dots(question, rows, scale, _("target"))
    note = _("Student hours ÷ (student hours + staff hours). The line is the target; 15% is an example.")
    return Card("professional", question, said, chart, "professional", note)


def _of_hours(point: Point) -> Point:
    """Made of hours: a number of people would be a mistake."""
    return point if isinstance(point, Hidden) else replace(point, n=None)


def _number(value: float | None) -> str:
    return str(number_format(round(value or 0.0), force_grouping=True))


# --- roles ---------------------------------------------------------------------------------------------


def kinds(scene: Scene) -> Card | None:
    named = [(str(KindWords(kind.value).label), kind_measure(kind)) for kind in Kind]
    rows = _rows(scene, named)
    if not rows:
        return None
    question = _("What do they get for it?")
    return Card("kinds", question, _paid(scene), _dots(question, rows, ROUND), "roles")


def _paid(scene: Scene) -> tuple[str, ...]:
    paid, unpaid = (scene.figure(kind_measure(one)) for one in (Kind.PAID, Kind.UNPAID))
    if paid is None or unpaid is None or not unpaid.part:
        return ()
    ratio = number_format((paid.part or 0.0) / unpaid.part, decimal_pos=1)
    return (
        _("For every person with an unpaid role there are %(ratio)s with a paid one.") % {"ratio": ratio},
    )


def roles(scene: Scene) -> Card | None:
    known = {code: one.name.in_(scene.language) for code, one in named_roles().items()}
    found = [
        (name, scene.told(role_measure(code))) for code, name in sorted(known.items(), key=lambda one: one[1])
    ]
    told = [(name, one) for name, one in found if isinstance(one, Figure) and one.value is not None]
    if not any(one is not None for _, one in found):
        return None
    question = _("Which roles are there?")
    rows = [DotRow(name, point_of(one)) for name, one in told] or [
        DotRow(scene.name, Hidden(_("Of no single role are there enough people to tell.")))
    ]
    return Card(
        "roles",
        question,
        _variety(told),
        _dots(question, rows, share_scale([row.point for row in rows])),
        "roles",
        _("Roles with too few people are not in this list."),
    )


def _variety(told: Sequence[tuple[str, Figure]]) -> tuple[str, ...]:
    sizes = [one.part or 0.0 for _, one in told]
    if len(sizes) < 2:
        return ()
    effective = number_format(sum(sizes) ** 2 / sum(size**2 for size in sizes), decimal_pos=1)
    words = {"roles": len(sizes), "effective": effective}
    return (
        _("%(roles)s roles have enough people to tell, as varied as %(effective)s equally filled ones.")
        % words,
    )


# --- not reached ---------------------------------------------------------------------------------------


def not_reached(scene: Scene) -> Card | None:
    """Who has no role of any kind, per group."""
    whole = scene.told("participation")
    if whole is None:
        return None
    rows = [DotRow(_("All students"), _without(point_of(whole)))]
    for by in TRAITS:
        for at, group in enumerate(scene.volume.groups(scene.unit, by)):
            point = _without(point_of(scene.told("participation", by=by, group=group)))
            rows.append(DotRow(group_name(by, group), point, head=trait_name(by) if at == 0 else ""))
    question = _("Who has no role of any kind?")
    scale = WHOLE
    return Card("not-reached", question, (), _dots(question, rows, scale), "reach")


def _without(point: Point) -> Point:
    if isinstance(point, Hidden):
        return point
    value = None if point.value is None else 1 - point.value
    return Shown(value, 1 - point.high, 1 - point.low, None, point.said)


def equity(scene: Scene) -> Card | None:
    """How often each group has a role, beside all other students."""
    rows: list[DotRow] = []
    for by in TRAITS:
        found = {
            group: scene.figure("participation", by=by, group=group)
            for group in scene.volume.groups(scene.unit, by)
        }
        for at, group in enumerate(found):
            head = trait_name(by) if at == 0 else ""
            rows.append(DotRow(group_name(by, group), _ratio(group, found), 1.0, head=head))
    if not rows:
        return None
    most = max((row.point.high for row in rows if isinstance(row.point, Shown)), default=1.0)
    scale = Scale(0, next((top for top in RATIO_TOPS if most <= top), RATIO_TOPS[-1]), "", 2)
    question = _("Does every group get a role as often?")
    chart = Dots(question, "", _("Beside the others"), tuple(rows), scale, _("as often"), "participation")
    note = _(
        "1 is as often as all other students. It goes together with the group; it says nothing about why."
    )
    return Card("equity", question, (), chart, "reach", note)


def _ratio(group: str, found: dict[str, Figure | None]) -> Point:
    own, others = found[group], [one for name, one in found.items() if name != group]
    told = [one for one in others if one is not None]
    if own is None or not told or len(told) < len(others):
        return Hidden(_("Of this group, or of another, too few people have a role."))
    parts = sum(one.part or 0.0 for one in told)
    wholes = round(sum(one.whole or 0.0 for one in told))
    part, whole, reach = own.part or 0.0, round(own.whole or 0.0), RULES.reach
    low = ratio_interval(int(part - reach), whole, min(wholes, int(parts + len(told) * reach) + 1), wholes)
    high = ratio_interval(min(whole, int(part + reach) + 1), whole, int(parts - len(told) * reach), wholes)
    return Shown(part / whole / (parts / wholes), low.low, high.high, round(part))


# --- units ---------------------------------------------------------------------------------------------


def units(level: Level, key: str, question: Words, measure: str, method: str = "compare") -> Maker:
    """The units of a level in the order of the alphabet, each beside the whole."""

    def make(scene: Scene) -> Card | None:
        if level not in scene.levels_below:
            return None
        found = scene.beside(level)
        whole = scene.figure(measure, unit=INSTITUTION)
        if len(found) < 2:
            return None
        said = _compared([scene.figure(measure, unit=one) for one in found], whole)
        usual = whole.value if whole else None
        rows = [
            DotRow(scene.name_of(one), _beside(scene.told(measure, unit=one), each), usual, one == scene.unit)
            for one, each in zip(found, said, strict=True)
        ]
        title = f"{question} · {LEVELS[level]}"
        chart = _dots(title, rows, share_scale([row.point for row in rows]), scene.names.of(INSTITUTION))
        words = (_("The order is that of the alphabet. Where intervals overlap, it means nothing."),)
        return Card(f"{key}-{level}", title, words, chart, method)

    return make


def _compared(figures: Sequence[Figure | None], whole: Figure | None) -> list[Verdict | None]:
    """Each share beside that of the whole; corrected for the length of the list."""
    around = chance_of(whole)
    spans = [chance_of(one) for one in figures]
    if around is None:
        return [None] * len(spans)
    known = [difference(one, around) for one in spans if one]
    said = iter(verdicts(known, MATTERS * around.value))
    return [next(said) if one else None for one in spans]


def _beside(told: Told | None, found: Verdict | None) -> Point:
    """With the interval of chance, and what may be said of it."""
    point, span = point_of(told), chance_of(told if isinstance(told, Figure) else None)
    if span is None or isinstance(point, Hidden):
        return point
    return Shown(span.value, span.low, span.high, point.n, _verdict(found) if found else "")


def _verdict(found: Verdict) -> str:
    return {
        Verdict.HIGHER: _("higher than the whole"),
        Verdict.LOWER: _("lower than the whole"),
        Verdict.ABOUT_THE_SAME: _("about the same"),
        Verdict.TOO_FEW: _("too few people to say"),
    }[found]


# --- seasons -------------------------------------------------------------------------------------------


def seasons(key: str, question: Words, measure: str) -> Maker:
    """A line per year over its quarters, of this unit."""

    def make(scene: Scene) -> Card | None:
        years = sorted({one.year for one in scene.shelf.rows if one.number})[-4:]
        panels = [
            Line(
                str(year),
                tuple(point_of(scene.told(measure, period=Period(year, number))) for number in (1, 2, 3, 4)),
                subject="participation",
            )
            for year in years
        ]
        if not panels:
            return None
        scale = share_scale([point for panel in panels for point in panel.points])
        names = tuple(_("Q%(number)s") % {"number": number} for number in (1, 2, 3, 4))
        chart = Lines(str(question), names, tuple(panels), scene.name, "", scale, (0.0, scale.high))
        return Card(key, str(question), (), chart, "share")

    return make
