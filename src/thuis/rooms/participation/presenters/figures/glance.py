"""Figures in large, each with its line over the periods: conversion, participation, availability, hours."""

from collections.abc import Callable

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from thuis.core.charts.model import Hidden, Line, Lines, Point, Scale
from thuis.core.charts.model import Told as Shown
from thuis.core.participation.model import INSTITUTION
from thuis.core.participation.release_cell import AVAILABILITY, CONVERSION, PARTICIPATION
from thuis.core.participation.release_model import Figure
from thuis.core.statistics.change import Verdict
from thuis.foundation.cards.card import Reading
from thuis.foundation.cards.words import interval, with_unit
from thuis.rooms.participation.presenters.figures.card import Card, Maker, Words
from thuis.rooms.participation.presenters.figures.words import (
    change_of,
    hours_scale,
    period_name,
    point_of,
    share_scale,
)
from thuis.rooms.participation.queries.figures import Scene

SIGNS = {
    Verdict.HIGHER: "higher",
    Verdict.LOWER: "lower",
    Verdict.ABOUT_THE_SAME: "same",
    Verdict.TOO_FEW: "few",
}
Sentences = Callable[[Scene], tuple[str, ...]]


def said_of(found: Verdict) -> str:
    """What may be said of two periods."""
    return {
        Verdict.HIGHER: _("higher than before"),
        Verdict.LOWER: _("lower than before"),
        Verdict.ABOUT_THE_SAME: _("about the same as before"),
        Verdict.TOO_FEW: _("no clear difference"),
    }[found]


def line_of(scene: Scene, measure: str, title: str) -> Line:
    """A figure over the periods, beside the same figure of the institution."""
    points = tuple(point_of(scene.told(measure, period=one)) for one in scene.periods)
    whole: tuple[Point, ...] = ()
    if scene.unit != INSTITUTION:
        whole = tuple(point_of(scene.told(measure, unit=INSTITUTION, period=one)) for one in scene.periods)
    return Line(title, points, whole, subject="participation")


def lines_chart(scene: Scene, title: str, line: Line, scale: Scale) -> Lines:
    reference = scene.names.of(INSTITUTION) if line.reference else ""
    names = tuple(period_name(one) for one in scene.periods)
    return Lines(title, names, (line,), scene.name, reference, scale, (0.0, scale.high), small=True)


def large(key: str, question: Words, of: Words, measure: str, method: str, said: Sentences) -> Maker:
    """A share in large; `of` says of what, `said` the sentences below the question."""

    def make(scene: Scene) -> Card | None:
        if scene.told(measure) is None:
            return None
        line = line_of(scene, measure, str(question))
        scale = share_scale([*line.points, *line.reference])
        chart = lines_chart(scene, str(question), line, scale)
        words = said(scene) if scene.figure(measure) else ()
        return Card(
            key, str(question), words, chart, method, reading=_reading(scene, measure, str(of), scale)
        )

    return make


def hours_large(key: str, question: Words, measure: str, said: Words) -> Maker:
    def make(scene: Scene) -> Card | None:
        if scene.told(measure) is None:
            return None
        line = line_of(scene, measure, str(question))
        scale = hours_scale([*line.points, *line.reference])
        chart = lines_chart(scene, str(question), line, scale)
        reading = _large(line.points[-1], "", scale)
        return Card(key, str(question), (str(said),), chart, "hours", reading=reading)

    return make


def _reading(scene: Scene, measure: str, of: str, scale: Scale) -> Reading:
    found = _large(point_of(scene.told(measure)), of, scale)
    before = scene.periods[-2] if len(scene.periods) > 1 else None
    was = scene.figure(measure, period=before) if before else None
    now = scene.figure(measure)
    verdict = change_of(was, now)
    if before is None or was is None or verdict is None or found.hidden:
        return found
    lines = (f"{period_name(before)}: {with_unit(was.value or 0.0, scale)}",)
    return Reading(found.value, found.most, found.likely, SIGNS[verdict], said_of(verdict), lines)


def _large(point: Point, of: str, scale: Scale) -> Reading:
    if isinstance(point, Hidden):
        return Reading(hidden=point.reason)
    if point.value is None:
        return Reading(hidden=band_words(point, scale))
    value, ends = with_unit(point.value, scale), interval(point.low, point.high, scale)
    # noise that is too small to be printed needs no words
    sure = _("surely within %(ends)s") % {"ends": ends} if ends != value else ""
    # below the value: beside it, these words would stand in the line
    return Reading(value, likely=", ".join(words for words in (of, sure) if words))


def band_words(point: Shown, scale: Scale) -> str:
    """A band as a sentence: too few people for a number, and what is sure."""
    if point.low <= 0:
        return _("Fewer than 15 people: less than %(share)s.") % {"share": with_unit(point.high, scale)}
    return _("Nearly everybody: more than %(share)s.") % {"share": with_unit(point.low, scale)}


# --- sentences -----------------------------------------------------------------------------------------


def people(value: float | None) -> str:
    """A number of people with noise, as it is printed: 'about 1,240'."""
    return _("about %(number)s") % {"number": number_format(round(value or 0.0), force_grouping=True)}


def of_enrolled(scene: Scene, figure: Figure | None) -> str:
    """How many people, of how many students."""
    if figure is None:
        return ""
    words = {
        "part": people(figure.part),
        "whole": number_format(round(figure.whole or 0), force_grouping=True),
    }
    return _("That is %(part)s of %(whole)s students.") % words


def conversion_words(scene: Scene) -> tuple[str, ...]:
    found = scene.figure(CONVERSION)
    if found is None:
        return ()
    waiting = people((found.whole or 0.0) - (found.part or 0.0))
    words = {"part": people(found.part), "whole": people(found.whole), "waiting": waiting}
    return (
        _("Of %(whole)s students who want a role or have one, %(part)s have one.") % words,
        _("So %(waiting)s wait for one.") % words,
    )


def participation_words(scene: Scene) -> tuple[str, ...]:
    return (of_enrolled(scene, scene.figure(PARTICIPATION)),)


def availability_words(scene: Scene) -> tuple[str, ...]:
    return (of_enrolled(scene, scene.figure(AVAILABILITY)),)
