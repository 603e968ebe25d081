"""The generated sentences of cards. Each is short, says how sure it is, and never says why."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thuis.core.charts.model import Hidden, Point, Scale, Told
from thuis.core.statistics.change import Verdict
from thuis.foundation.cards.words import interval, with_unit
from thuis.rooms.insights.presenters.figures import beside, change_of, point_of, scale_of, value_of
from thuis.rooms.insights.presenters.names import measure_name
from thuis.rooms.insights.queries import Scene


def level(scene: Scene, measure: str) -> list[str]:
    """How high a figure is, how it changed, and how it compares. One sentence each; none that repeats."""
    scale, point = scale_of(scene, measure), point_of(scene, scene.cell(measure))
    name = measure_name(scene, measure)
    if isinstance(point, Hidden):
        return [_("%(measure)s: %(why)s") % {"measure": name, "why": point.reason}]
    said = [_how_high(name, point, scale)]
    said += _changed(scene, measure, scale) + _beside(scene, measure, scale)
    return said


def _how_high(name: str, point: Told, scale: Scale) -> str:
    words = {
        "measure": name,
        "value": with_unit(point.value or 0.0, scale),
        "most": with_unit(scale.high, scale),
        "likely": interval(point.low, point.high, scale).replace("–", " " + _("to") + " "),
    }
    return _("%(measure)s is %(value)s of %(most)s, likely %(likely)s.") % words


def _changed(scene: Scene, measure: str, scale: Scale) -> list[str]:
    found = change_of(scene, measure, scale)
    if found is None or len(scene.rounds) < 2:
        return []
    before = scene.rounds[-2]
    words = {"round": before, "value": _value(scene, measure, scale, before)}
    return [
        {
            Verdict.HIGHER: _("That is higher than in %(round)s%(value)s."),
            Verdict.LOWER: _("That is lower than in %(round)s%(value)s."),
            Verdict.ABOUT_THE_SAME: _("That is about the same as in %(round)s%(value)s."),
            Verdict.TOO_FEW: _(
                "There are too few answers to say whether it differs from %(round)s%(value)s."
            ),
        }[found[1]]
        % words
    ]


def _value(scene: Scene, measure: str, scale: Scale, round: str) -> str:
    found = value_of(scene.cell(measure, round=round))
    return f" ({with_unit(found, scale)})" if found is not None else ""


def _beside(scene: Scene, measure: str, scale: Scale) -> list[str]:
    found = beside(scene, measure, scale)
    if found is None:
        return []
    other = value_of(scene.cell(measure, spot=scene.beside))
    words = {"other": scene.name_beside, "value": with_unit(other or 0.0, scale)}
    return [
        {
            Verdict.HIGHER: _("%(other)s as a whole is lower (%(value)s)."),
            Verdict.LOWER: _("%(other)s as a whole is higher (%(value)s)."),
            Verdict.ABOUT_THE_SAME: _("%(other)s as a whole is about the same (%(value)s)."),
            Verdict.TOO_FEW: _("Whether that differs from %(other)s (%(value)s) cannot be said."),
        }[found]
        % words
    ]


def of_list(labels: Sequence[str], said: Sequence[Verdict | None], other: str) -> list[str]:
    """Which of a list stand apart from the reference; names at most three, then counts."""
    found = []
    for verdict, one, many in (
        (Verdict.HIGHER, _("%(names)s: higher than %(other)s."), _("%(n)s are higher than %(other)s.")),
        (Verdict.LOWER, _("%(names)s: lower than %(other)s."), _("%(n)s are lower than %(other)s.")),
    ):
        names = [label for label, each in zip(labels, said, strict=True) if each == verdict]
        if names:
            words = {"names": listed(names), "n": len(names), "other": other}
            found.append((one if len(names) <= 3 else many) % words)
    if not found and any(each is not None for each in said):
        found = [_("None of them clearly differs from %(other)s.") % {"other": other}]
    return found


def listed(names: Sequence[str]) -> str:
    """'a, b and c'."""
    first, last = ", ".join(names[:-1]), names[-1]
    return _("%(first)s and %(last)s") % {"first": first, "last": last} if first else last


def hidden_note(points: Sequence[Point]) -> list[str]:
    """How many rows are hatched, when some are."""
    count = sum(isinstance(point, Hidden) for point in points)
    if not count:
        return []
    words = ngettext("%(n)s row is hatched: see why there.", "%(n)s rows are hatched: see why there.", count)
    return [words % {"n": count}]
