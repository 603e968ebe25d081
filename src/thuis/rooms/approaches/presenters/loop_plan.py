"""The page of one plan: what, who, how it goes, what it looks at, and what came of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thuis.core.loop.states import PLAN, can, deeds
from thuis.core.statistics.change import Verdict
from thuis.foundation.permissions.roles import user_can_choose_actions
from thuis.rooms.approaches.access.loop import user_can_log
from thuis.rooms.approaches.models import LogNote, Plan, Remeasurement
from thuis.rooms.approaches.presenters.elements import Door
from thuis.rooms.approaches.presenters.loop import PLAN_STATUS, SignalRow, signal_row
from thuis.rooms.approaches.presenters.loop_choices import Known, indicator_title, known_in, place_name
from thuis.rooms.approaches.presenters.loop_words import (
    CAREFUL,
    DESIGNS,
    PLAN_DEEDS,
    change_words,
    figure_words,
    missing_words,
    period_words,
    verdict_words,
)
from thuis.rooms.approaches.presenters.words import Words
from thuis.rooms.approaches.queries import loop as queries
from thuis.rooms.approaches.queries.content import elements
from thuis.rooms.approaches.queries.library import entries
from thuis.rooms.approaches.queries.loop_figures import Again

SIGNS = {
    Verdict.HIGHER: "higher",
    Verdict.LOWER: "lower",
    Verdict.ABOUT_THE_SAME: "same",
    Verdict.TOO_FEW: "few",
}


@dataclass(frozen=True, slots=True)
class NoteRow:
    pk: int
    on: date
    words: str
    who: str


@dataclass(frozen=True, slots=True)
class AgainView:
    """Two figures side by side, and what may be said of them."""

    title: str
    where: str
    before_in: str
    after_in: str
    before: str
    after: str
    change: str
    said: str
    sign: str
    missing: str
    source: str


@dataclass(frozen=True, slots=True)
class LookedAgain:
    """One time that somebody looked again."""

    on: date
    who: str
    design: Words
    careful: Words
    success: str
    use: str
    use_why: str
    verdict: str
    decision: str
    again: AgainView | None


@dataclass(frozen=True, slots=True)
class PlanPage:
    pk: int
    title: str
    other_title: str
    unit: str
    unit_pk: int
    state: str
    status: str
    deeds: tuple[tuple[str, Words], ...]
    may_drop: bool
    signals: tuple[SignalRow, ...]
    elements: tuple[Door, ...]
    approach: Door | None
    own_approach: str
    owner: str
    student: str
    first_step: str
    indicator: str
    where: str
    baseline: str
    baseline_words: str
    review_on: date
    is_overdue: bool
    ended_because: str
    notes: tuple[NoteRow, ...]
    looked: tuple[LookedAgain, ...]
    may_measure: bool
    telling: int | None
    is_told: bool
    may_choose: bool
    may_log: bool


def plan_page(plan: Plan, user: Any, language: str) -> PlanPage:
    titles = {one.row.key: one.approach["title"].in_(language) for one in entries()}
    may_choose, known = user_can_choose_actions(user, plan.unit), known_in(language)
    found = tuple(_looked(plan, one, known) for one in plan.remeasurements.select_related("by"))
    return PlanPage(
        pk=plan.pk,
        title=plan.title_in(language),
        other_title=_other(plan, language),
        unit=plan.unit.name_in(language),
        unit_pk=plan.unit_id,
        state=plan.get_state_display(),
        status=PLAN_STATUS[plan.state],
        deeds=tuple((one, PLAN_DEEDS[one]) for one in deeds(PLAN, plan.state) if one in PLAN_DEEDS),
        may_drop=can(PLAN, plan.state, "drop"),
        signals=tuple(signal_row(one) for one in plan.signals.order_by("made_on", "pk")),
        elements=tuple(Door(e.key, e.name.in_(language)) for e in elements() if e.key in plan.elements),
        approach=Door(plan.approach, titles[plan.approach]) if plan.approach in titles else None,
        own_approach=plan.own_approach,
        owner=str(plan.owner or ""),
        student=plan.student_owner,
        first_step=plan.first_step,
        indicator=indicator_title(plan, known),
        where=place_name(plan, known),
        baseline=period_words(plan.baseline),
        baseline_words=_baseline(plan, known),
        review_on=plan.review_on,
        is_overdue=queries.is_overdue(plan),
        ended_because=plan.ended_because,
        notes=tuple(_note(one) for one in plan.notes.select_related("by")),
        looked=found,
        may_measure=may_choose and any(can(PLAN, plan.state, one) for one in ("go-on", "stop")),
        telling=plan.telling_id,
        is_told=plan.telling is not None and plan.telling.state == "published",
        may_choose=may_choose,
        may_log=user_can_log(user, plan),
    )


def _other(plan: Plan, language: str) -> str:
    other = plan.title_en if language == "nl" else plan.title_nl
    return other if other != plan.title_in(language) else ""


def _note(one: LogNote) -> NoteRow:
    return NoteRow(one.pk, one.on, one.words, str(one.by or ""))


def _baseline(plan: Plan, known: Known) -> str:
    """The figure to compare with, in words; why there is none, where it is not told."""
    if not plan.indicator:
        return ""
    again = known.figures.measured_again(plan, plan.baseline)
    if again.found.before is None:
        return _("not told: too few people, or it is not known")
    return figure_words(again.found.before, again.scale)


def _looked(plan: Plan, one: Remeasurement, known: Known) -> LookedAgain:
    return LookedAgain(
        on=one.on,
        who=str(one.by or ""),
        design=DESIGNS[one.design],
        careful=CAREFUL[one.design],
        success=one.success,
        use=one.get_use_display(),
        use_why=one.use_why,
        verdict=one.verdict_in(known.language),
        decision=one.get_decision_display(),
        again=again_of(plan, one, known),
    )


def again_of(plan: Plan, one: Remeasurement, known: Known) -> AgainView | None:
    """The figures that somebody looked at, read in the release of that day."""
    if not plan.indicator or not one.after:
        return None
    asked = Plan(
        indicator=plan.indicator, measure=plan.measure, place_kind=plan.place_kind, place=plan.place,
        group_kind=plan.group_kind, group=plan.group, baseline=one.before,
    )  # fmt: skip
    again = known.figures.measured_again(asked, one.after, one.version)
    return again_view(asked, one.after, again, known)


def newest_again(plan: Plan, known: Known) -> tuple[AgainView, ...]:
    """The figure in every period since the one to compare with, the newest first."""
    keys = tuple(reversed(known.figures.periods_after(plan)))
    return tuple(again_view(plan, key, known.figures.measured_again(plan, key), known) for key in keys)


def again_view(plan: Plan, after: str, again: Again, known: Known) -> AgainView:
    found, scale = again.found, again.scale
    return AgainView(
        title=indicator_title(plan, known),
        where=place_name(plan, known),
        before_in=period_words(plan.baseline),
        after_in=period_words(after),
        before=figure_words(found.before, scale) if found.before else "",
        after=figure_words(found.after, scale) if found.after else "",
        change=change_words(found.change, scale) if found.change else "",
        said=verdict_words(found.verdict),
        sign=SIGNS[found.verdict],
        missing=missing_words(found),
        source=_("release %(version)s") % {"version": again.version},
    )
