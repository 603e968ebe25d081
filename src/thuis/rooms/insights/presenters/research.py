"""Pages of research data: the register of requests, asking, and one request."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thuis.foundation.permissions.roles import user_can_export_research
from thuis.foundation.release.research_access import (
    user_can_decide_request,
    user_can_download_package,
    user_can_withdraw_request,
)
from thuis.foundation.release.research_models import ResearchRequest, State
from thuis.foundation.release.research_queries import Offered, agreement
from thuis.foundation.release.titles import KINDS

if TYPE_CHECKING:
    from thuis.rooms.insights.forms.research import DecisionForm, ResearchForm

# How each state looks.
STATUS: dict[str, str] = {
    State.ASKED: "open",
    State.APPROVED: "busy",
    State.REFUSED: "no",
    State.WITHDRAWN: "no",
    State.MADE: "done",
    State.TOO_FEW: "few",
    State.EXPIRED: "no",
}
Crumbs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class RequestRow:
    pk: int
    title: str
    who: str
    state: str
    status: str
    asked_on: datetime.date
    until: datetime.date
    yours: bool


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """All requests; `waiting` are those that this colleague can decide on."""

    rows: tuple[RequestRow, ...]
    waiting: tuple[RequestRow, ...]
    may_ask: bool


@dataclass(frozen=True, slots=True)
class AskPage:
    form: "ResearchForm"
    can_ask: bool
    rules: tuple[str, ...]
    crumbs: Crumbs


@dataclass(frozen=True, slots=True)
class RequestPage:
    """One request in words; `form` is there for whoever may decide."""

    row: RequestRow
    purpose: str
    question: str
    rounds: tuple[str, ...]
    modules: tuple[str, ...]
    background: tuple[str, ...]
    rules: tuple[str, ...]
    agreement_version: int
    decided_by: str
    decided_on: datetime.date | None
    decision: str
    rows: int
    digest: str
    form: "DecisionForm | None"
    own_waits: bool
    may_download: bool
    may_withdraw: bool
    crumbs: Crumbs


def register_page(requests: Sequence[ResearchRequest], user: Any) -> RegisterPage:
    rows = tuple(_row(one, user) for one in requests)
    waiting = tuple(
        row for row, one in zip(rows, requests, strict=True) if user_can_decide_request(user, one)
    )
    return RegisterPage(rows, waiting, user_can_export_research(user))


def ask_page(form: "ResearchForm", offered: Offered, language: str) -> AskPage:
    return AskPage(form, bool(offered.rounds), _rules(language), _crumbs(_("Ask for research data")))


def request_page(
    request: ResearchRequest, user: Any, offered: Offered, form: "DecisionForm", language: str
) -> RequestPage:
    titles = {one.key: one.title_nl if language == "nl" else one.title_en for one in offered.rounds}
    modules = {key: one.title.in_(language) for key, one in offered.modules.items()}
    may_decide = user_can_decide_request(user, request)
    return RequestPage(
        row=_row(request, user),
        purpose=request.purpose,
        question=request.question,
        rounds=tuple(titles.get(key, key) for key in request.rounds),
        modules=tuple(modules.get(key, key) for key in request.modules),
        background=tuple(str(KINDS[name]) for name in request.background),
        rules=_rules(language) if request.agreement_version == agreement().version else (),
        agreement_version=request.agreement_version,
        decided_by=_name(request.decided_by),
        decided_on=request.decided_on,
        decision=request.decision,
        rows=request.rows,
        digest=request.digest,
        form=form if may_decide else None,
        own_waits=request.state == State.ASKED and not may_decide,
        may_download=user_can_download_package(user, request),
        may_withdraw=user_can_withdraw_request(user, request),
        crumbs=_crumbs(request.title),
    )


def _row(one: ResearchRequest, user: Any) -> RequestRow:
    return RequestRow(
        one.pk, one.title, _name(one.requested_by), str(one.get_state_display()), STATUS[one.state],
        one.asked_on, one.until, one.requested_by_id == user.pk,
    )  # fmt: skip


def _name(user: Any) -> str:
    return user.name if user else _("somebody who left")


def _rules(language: str) -> tuple[str, ...]:
    return tuple(point.in_(language) for point in agreement().points)


def _crumbs(here: str) -> Crumbs:
    return [(_("Research data"), reverse("insights:research")), (here, "")]
