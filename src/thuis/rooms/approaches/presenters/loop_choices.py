"""What somebody can choose as a measure of a plan: released figures alone, by their titles."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thuis.core.participation.release_cell import AVAILABILITY, CONVERSION, PARTICIPATION
from thuis.foundation.institution.models import Unit
from thuis.foundation.institution.queries import units_above
from thuis.foundation.signals.queries import names_of_units
from thuis.foundation.texts.language import page_language
from thuis.rooms.approaches.models import Plan
from thuis.rooms.approaches.presenters.loop_words import period_words
from thuis.rooms.approaches.queries.loop_figures import TAKING_PART as SHARES
from thuis.rooms.approaches.queries.loop_figures import Figures, figures

Choices = list[tuple[str, Any]]
MONITOR, TAKING_PART = Plan.Indicator.MONITOR.value, Plan.Indicator.PARTICIPATION.value


@dataclass(frozen=True)
class Known:
    """What titles and names a page needs, read once."""

    figures: Figures
    names: Mapping[tuple[str, str], str]
    language: str


def known_in(language: str) -> Known:
    return Known(figures(), names_of_units(language), language)


def indicator_choices() -> Choices:
    """Scales, questions and participation, each under its heading."""
    language, here = page_language(), figures()
    asked = [(f"{MONITOR}:{one.name}", one.title.in_(language), one.kind) for one in here.measures]
    scales = [(code, words) for code, words, kind in asked if kind != "item"]
    questions = [(code, words) for code, words, kind in asked if kind == "item"]
    taking = [(f"{TAKING_PART}:{name}", taking_part(name)) for name in SHARES]
    found: Choices = [("", _("nothing yet"))]
    found += [(_("Scales"), scales)] if scales else []
    found += [(_("Questions"), questions)] if questions else []
    return found + ([(_("Participation"), taking)] if here.quarters else [])


def taking_part(measure: str) -> str:
    """A figure on participation in words."""
    return {
        PARTICIPATION: _("Students with a role, of all students"),
        CONVERSION: _("Students with a role, of who want one or have one"),
        AVAILABILITY: _("Students who are available for a role"),
    }.get(measure, measure)


def place_choices(unit: Unit) -> Choices:
    """The unit itself, and the units around it."""
    language = page_language()
    return [(_place(one), one.name_in(language)) for one in units_above(unit)]


def _place(unit: Unit) -> str:
    return f"{unit.kind}:{'all' if unit.kind == Unit.Kind.INSTITUTION else unit.code}"


def group_choices(unit: Unit) -> Choices:
    """The groups that the newest release tells apart in a unit."""
    kind, _colon, code = _place(unit).partition(":")
    here, language = figures(), page_language()
    titles = here.titles
    found: Choices = [("", _("all students"))]
    for name, values in here.groups(kind, code).items():
        words = titles.kind(name).in_(language)
        found += [(f"{name}:{one}", f"{words}: {titles.value(name, one).in_(language)}") for one in values]
    return found


def baseline_choices() -> Choices:
    """Rounds and quarters, newest first."""
    found: Choices = [("", _("the newest"))]
    here = figures()
    for kind, title, keys in (
        (MONITOR, _("Rounds"), here.rounds),
        (TAKING_PART, _("Quarters"), tuple(here.quarters)),
    ):
        found += [(title, [(f"{kind}:{key}", period_words(key)) for key in reversed(keys)])] if keys else []
    return found


def indicator_title(plan: Plan, known: Known) -> str:
    """What a plan looks at, in words: the measure and the group."""
    if not plan.indicator:
        return ""
    titles, language = known.figures.titles, known.language
    if plan.indicator == MONITOR:
        words = titles.measure(plan.measure).in_(language).rstrip(".")  # of a question a part of a sentence
    else:
        words = taking_part(plan.measure)
    if not plan.group_kind:
        return words
    kind = titles.kind(plan.group_kind).in_(language)
    return f"{words} ({kind}: {titles.value(plan.group_kind, plan.group).in_(language)})"


def place_name(plan: Plan, known: Known) -> str:
    """Whose figure a plan looks at."""
    return known.names.get((plan.place_kind, plan.place), plan.place)
