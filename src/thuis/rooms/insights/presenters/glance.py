"""One subject on the first page: a figure, how it changed, its line over the rounds, and where to read on."""

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thuis.core.charts.model import Hidden, Lines, Scale, Told
from thuis.core.statistics.beside import Span
from thuis.core.statistics.change import Verdict
from thuis.foundation.cards.card import Reading
from thuis.foundation.cards.words import interval, with_unit
from thuis.rooms.insights.presenters import sentences
from thuis.rooms.insights.presenters.card import Card, Maker
from thuis.rooms.insights.presenters.figures import change_of, point_of, scale_of, value_of
from thuis.rooms.insights.presenters.makers import panel, window_of
from thuis.rooms.insights.presenters.words import verdict
from thuis.rooms.insights.queries import Scene
from thuis.rooms.participation.public import taking_part_stamp

SIGNS = {
    Verdict.HIGHER: "higher",
    Verdict.LOWER: "lower",
    Verdict.ABOUT_THE_SAME: "same",
    Verdict.TOO_FEW: "few",
}
LEAST_WINDOW = 0.3  # each small chart is at least 30 points high, so slopes compare


def subject(key: str, question: str | Promise, measure: str, subject: str) -> Maker:
    """A small card; the tab with the same key tells more."""

    def make(scene: Scene) -> Card | None:
        if scene.cell(measure) is None:
            return None
        one, scale = panel(scene, measure, subject), scale_of(scene, measure)
        window = window_of((one,), scale, LEAST_WINDOW)
        chart = Lines(
            str(question), scene.rounds, (one,), scene.name, scene.name_beside, scale, window, small=True
        )
        words = tuple(sentences.level(scene, measure)[1:])
        return Card(
            key,
            str(question),
            words,
            chart,
            "change",
            subject,
            reading=reading_of(scene, measure, scale),
        )

    return make


def participation(otherwise: Maker) -> Maker:
    """Who takes part here, as the room of participation tells it; another card where it tells nothing.

    It knows no target groups, so a group gets the other card too.
    """

    def make(scene: Scene) -> Card | None:
        found = None if scene.spot.filter_kind else scene.taking_part()
        if found is None:
            return otherwise(scene)
        return Card(
            "participation",
            found.question,
            found.sentences,
            found.chart,
            "participation",
            "participation",
            found.source,
            found.reading,
            closer=found.address,
            columns=found.columns,
        )

    return make


def roles_stamp(scene: Scene) -> str:
    """New figures on participation come at their own times, between two releases of the monitor."""
    return taking_part_stamp()


def reading_of(scene: Scene, measure: str, scale: Scale) -> Reading:
    """The figure in large, with everything that says how sure it is."""
    point = point_of(scene, scene.cell(measure))
    if isinstance(point, Hidden):
        return Reading(hidden=point.reason)
    found = change_of(scene, measure, scale)
    lines = _since(scene, measure, scale, found[0]) if found else ()
    return Reading(
        with_unit(point.value or 0.0, scale),
        _("of %(most)s") % {"most": with_unit(scale.high, scale)},
        _likely(point, scale),
        SIGNS[found[1]] if found else "",
        verdict(found[1]) if found else "",
        lines,
    )


def _likely(point: Told, scale: Scale) -> str:
    return _("likely %(likely)s") % {"likely": interval(point.low, point.high, scale)}


def _since(scene: Scene, measure: str, scale: Scale, change: Span) -> tuple[str, ...]:
    before = scene.rounds[-2] if len(scene.rounds) > 1 else ""
    was = value_of(scene.cell(measure, round=before)) if before else None
    if was is None:
        return ()
    words = {"low": signed(change.low, scale), "high": signed(change.high, scale)}
    return f"{before}: {with_unit(was, scale)}", _("difference %(low)s to %(high)s") % words


def signed(value: float, scale: Scale) -> str:
    """'+2' or '−4', with the real minus sign."""
    shown = round(value * scale.factor, scale.decimals) + 0.0
    words = str(number_format(abs(shown), decimal_pos=scale.decimals))
    return ("+" if shown > 0 else "−" if shown < 0 else "") + words
