"""Is it back where it was, and is it good? Two questions that one line over the years does not answer."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thuis.core.charts.model import DotRow, Dots
from thuis.rooms.insights.presenters import sentences
from thuis.rooms.insights.presenters.card import Card, Maker
from thuis.rooms.insights.presenters.figures import compared, point_of, scale_of, span_of, value_of
from thuis.rooms.insights.presenters.names import measure_name
from thuis.rooms.insights.presenters.words import verdict
from thuis.rooms.insights.queries import Scene

LEAST_ROUNDS = 3  # with two rounds this is the change that every card tells


def recovery(key: str, question: str | Promise, measures: Sequence[str], low: str, subject: str) -> Maker:
    """Scales now beside the oldest round that told them, and how many score low on one of them now."""

    def make(scene: Scene) -> Card | None:
        if len(scene.rounds) < LEAST_ROUNDS:
            return None
        first = scene.rounds[0]
        told = [name for name in measures if span_of(scene.cell(name, round=first)) and scene.cell(name)]
        if not told:
            return None
        now = [scene.cell(name) for name in told]
        before = [scene.cell(name, round=first) for name in told]
        scale = scale_of(scene, told[0])
        said = compared(now, before, scale)
        rows = tuple(
            DotRow(
                measure_name(scene, name),
                point_of(scene, cell, verdict(each) if each else ""),
                value_of(was),
            )
            for name, cell, was, each in zip(told, now, before, said, strict=True)
        )
        chart = Dots(str(question), scene.name, _("Score"), rows, scale, first, subject)
        words = sentences.of_list([row.label for row in rows], said, first) + _good(scene, low)
        return Card(key, str(question), tuple(words), chart, "recovery", subject)

    return make


def _good(scene: Scene, measure: str) -> list[str]:
    """Back is not yet good: how many are low today, whatever it was before."""
    found = span_of(scene.cell(measure, "share_below"))
    if found is None:
        return []
    words = {"n": round(100 * found.value), "measure": measure_name(scene, measure)}
    return [
        _("Is it good? About %(n)s of 100 students are in the lowest part of the scale for “%(measure)s”.")
        % words
    ]
