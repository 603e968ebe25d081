"""What somebody can choose as a measure of a plan: released figures alone, by their titles."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thuis.core.participation.release_cell import AVAILABILITY, CONVERSION, PARTICIPATION
from thuis.foundation.institution.models import Unit
from thuis.foundation.institution.queries import units_above
from thuis.rooms.approaches.models import Plan
from thuis.rooms.approaches.presenters.loop_words import period_words
from thuis.rooms.approaches.queries import loop_figures as figures

Choices = list[tuple[str, Any]]
MONITOR, TAKING_PART = Plan.Indicator.MONITOR.value, Plan.Indicator.PARTICIPATION.value


def indicator_choices() -> Choices:
    """Scales, questions and participation, each under its heading."""
    language = _language()
    asked = [(f"{MONITOR}:{one.name}", one.title.in_(language), one.kind) for one in figures.measures()]
    scales = [(code, words) for code, words, kind in asked if kind != "item"]
    questions = [(code, words) for code, words, kind in asked if kind == "item"]
    taking = [(f"{TAKING_PART}:{name}", taking_part(name)) for name in figures.TAKING_PART]
    found: Choices = [("", _("nothing yet"))]
    found += [(_("Scales"), scales)] if scales else []
    found += [(_("Questions"), questions)] if questions else []
    return found + ([(_("Participation"), taking)] if figures.quarters() else [])


def taking_part(measure: str) -> str:
    """A figure on participation in words."""
    return {
        PARTICIPATION: _("Students with a role, of all students"),
        CONVERSION: _("Students with a role, of who want one or have one"),
        AVAILABILITY: _("Students who are available for a role"),
    }.get(measure, measure)


def place_choices(unit: Unit) -> Choices:
    """The unit itself, and the units around it."""
    language = _language()
    return [(_place(one), one.name_in(language)) for one in units_above(unit)]


def _place(unit: Unit) -> str:
    return f"{unit.kind}:{'all' if unit.kind == Unit.Kind.INSTITUTION else unit.code}"


def group_choices(unit: Unit) -> Choices:
    """The groups that the newest release tells apart in a unit."""
    kind, _colon, code = _place(unit).partition(":")
    titles, language = figures.titles(), _language()
    found: Choices = [("", _("all students"))]
    for name, values in figures.groups(kind, code).items():
        words = titles.kind(name).in_(language)
        found += [(f"{name}:{one}", f"{words}: {titles.value(name, one).in_(language)}") for one in values]
    return found


def baseline_choices() -> Choices:
    """Rounds and quarters, newest first."""
    found: Choices = [("", _("the newest"))]
    for kind, title, keys in (
        (MONITOR, _("Rounds"), figures.rounds()),
        (TAKING_PART, _("Quarters"), figures.quarters()),
    ):
        found += [(title, [(f"{kind}:{key}", period_words(key)) for key in reversed(keys)])] if keys else []
    return found


def indicator_title(plan: Plan, language: str) -> str:
    """What a plan looks at, in words: the measure and the group."""
    if not plan.indicator:
        return ""
    titles = figures.titles()
    if plan.indicator == MONITOR:
        words = titles.measure(plan.measure).in_(language)
    else:
        words = taking_part(plan.measure)
    if not plan.group_kind:
        return words
    kind = titles.kind(plan.group_kind).in_(language)
    return f"{words} ({kind}: {titles.value(plan.group_kind, plan.group).in_(language)})"


def _language() -> str:
    return get_language() or "nl"
