"""The desk from which students are told: what is public, what is a draft, what was not told yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thuis.core.loop.states import TELLING, can
from thuis.foundation.permissions.roles import user_can_choose_actions, user_can_open_rounds
from thuis.foundation.signals.models import Telling
from thuis.rooms.approaches.models import Plan
from thuis.rooms.approaches.presenters.loop import PlanRow, plan_row
from thuis.rooms.approaches.presenters.loop_choices import known_in
from thuis.rooms.approaches.presenters.loop_told import Told, address_of, place_of, told
from thuis.rooms.approaches.queries import loop as queries


@dataclass(frozen=True, slots=True)
class TellingRow:
    pk: int
    title: str
    unit: str
    status: str
    state: str
    is_published: bool
    changed_at: datetime
    address: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with its public page, poster and feed."""

    pk: int
    name: str
    address: str
    kind: str
    code: str


@dataclass(frozen=True, slots=True)
class DeskPage:
    tellings: tuple[TellingRow, ...]
    untold: tuple[tuple[str, PlanRow], ...]
    units: tuple[UnitRow, ...]
    shows_results: bool


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """One answer in both languages, and what can be done with it."""

    pk: int
    unit: str
    unit_pk: int
    state: str
    is_published: bool
    is_whole: bool
    dutch: Told
    english: Told
    address: str
    published_at: datetime | None
    plan: int | None
    can_publish: bool
    can_withdraw: bool
    may_choose: bool


def desk_page(user: Any, language: str) -> DeskPage:
    units = queries.units_to_choose_for(user)
    plans = [one for one in queries.plans_of(units) if one.state != Plan.State.DROPPED]
    untold = [one for one in plans if one.telling is None or not one.telling.is_published]
    return DeskPage(
        tuple(_row(one, language) for one in queries.tellings_of(units)),
        tuple((one.unit.name_in(language), plan_row(one, language)) for one in untold),
        tuple(UnitRow(one.pk, one.name_in(language), address_of(one), *place_of(one)) for one in units),
        user_can_open_rounds(user),
    )


def _row(one: Telling, language: str) -> TellingRow:
    dutch = one.title_nl if language == "nl" else one.title_en
    return TellingRow(
        one.pk,
        dutch or one.title_nl or one.title_en,
        one.unit.name_in(language),
        one.get_kind_display(),
        one.get_state_display(),
        one.is_published,
        one.changed_at,
        one.address,
    )


def preview_page(one: Telling, user: Any, language: str) -> PreviewPage:
    plan = Plan.objects.filter(telling=one).first()
    return PreviewPage(
        pk=one.pk,
        unit=one.unit.name_in(language),
        unit_pk=one.unit_id,
        state=one.get_state_display(),
        is_published=one.is_published,
        is_whole=one.is_whole,
        dutch=told(one, known_in("nl")),
        english=told(one, known_in("en")),
        address=one.address,
        published_at=one.published_at,
        plan=plan.pk if plan else None,
        can_publish=can(TELLING, one.state, "publish"),
        can_withdraw=can(TELLING, one.state, "withdraw"),
        may_choose=user_can_choose_actions(user, one.unit),
    )
