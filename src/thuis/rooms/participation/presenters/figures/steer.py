"""Targets of a unit, and what more roles would mean: arithmetic on released figures."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thuis.core.participation.model import Count
from thuis.core.participation.outcome import Share
from thuis.core.participation.release_cell import CONVERSION, PARTICIPATION
from thuis.core.participation.release_model import Figure
from thuis.core.participation.what_if import Assumptions, WhatIf, with_more_roles
from thuis.foundation.cards.words import with_unit
from thuis.rooms.participation.forms.figures import MEASURES
from thuis.rooms.participation.presenters.figures.words import SHARE, point_of, why
from thuis.rooms.participation.queries.figures import Scene


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target beside the figure of now; `now` says why when there is none."""

    measure: str | Promise
    target: str
    now: str
    first: date
    last: date
    set_by: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Now and then, every step in words, and every assumption."""

    now: str
    then: str
    steps: tuple[str, ...]
    assumptions: tuple[str, ...]


def target_rows(scene: Scene) -> tuple[TargetRow, ...]:
    names = dict(MEASURES)
    return tuple(
        TargetRow(
            names.get(one.measure, one.measure),
            with_unit(one.value / 100, SHARE),
            _now(scene, one.measure),
            one.first,
            one.last,
            one.set_by,
        )
        for one in scene.targets
    )


def _now(scene: Scene, measure: str) -> str:
    figure = scene.figure(measure)
    if figure is not None:
        return with_unit(figure.value or 0.0, SHARE)
    point = point_of(scene.told(measure))
    return (
        _("less than %(share)s") % {"share": with_unit(point.high, SHARE)}
        if hasattr(point, "high")
        else point.reason
    )


def cannot_say(scene: Scene) -> str:
    """Why there is no arithmetic here; empty when there is."""
    told = scene.told(PARTICIPATION)
    if scene.figure(PARTICIPATION) is not None:
        return ""
    return _("Too few students have a role here.") if isinstance(told, Figure) else why(told)


def outcome_of(scene: Scene, asked: dict[str, Any]) -> Outcome | None:
    """What would follow if the assumptions came true; None without a released figure to begin with."""
    now, willing = scene.figure(PARTICIPATION), scene.figure(CONVERSION)
    if now is None or (asked["from_pool"] and willing is None):
        return None
    wanted = Assumptions(
        asked["roles"], asked["hours"], asked["filled"] / 100, asked["new"] / 100, asked["from_pool"]
    )
    whole = round(now.whole or 0)
    waiting = round((willing.whole or 0) - (willing.part or 0)) if willing else 0
    found = with_more_roles(Share(round(now.part or 0), Count(whole, whole)), waiting, wanted)
    return Outcome(_share(found.now), _share(found.then), _steps(found), _assumed(asked))


def _share(share: Share) -> str:
    return with_unit(share.low, SHARE)


def _steps(found: WhatIf) -> tuple[str, ...]:
    words = {
        "now": _number(found.now.part),
        "whole": _number(found.now.whole.high),
        "wanted": _number(found.wanted),
        "people": _number(found.people),
        "waiting": _number(found.waiting),
        "then": _number(found.then.part),
        "hours": _number(round(found.hours)),
    }
    steps = [_("Now about %(now)s of %(whole)s students have a role.") % words]
    steps.append(_("%(wanted)s roles would go to somebody without a role.") % words)
    if found.assumptions.from_pool:
        steps.append(_("About %(waiting)s students wait in the pool, so %(people)s can start.") % words)
    steps.append(_("Then %(then)s of %(whole)s have a role, with %(hours)s hours on top.") % words)
    return tuple(steps)


def _assumed(asked: dict[str, Any]) -> tuple[str, ...]:
    words = {
        "filled": _number(asked["filled"]),
        "new": _number(asked["new"]),
        "hours": _number(asked["hours"]),
    }
    return (
        _("%(filled)s%% of the roles are filled, one person each, of %(hours)s hours.") % words,
        _("%(new)s%% of them go to somebody who has no role yet.") % words,
        _("Nobody stops, nobody else starts, and as many students are enrolled.") % words,
    )


def _number(value: float) -> str:
    shown = int(value) if value == int(value) else value
    return str(number_format(shown, force_grouping=True))
