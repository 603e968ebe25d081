"""Who may do what with a round, and who is the student behind a link."""

from typing import Any

from django.http import HttpRequest

from thuis.core.errors import NotAllowed, WrongState
from thuis.foundation.access.rules import Rule, permitted
from thuis.foundation.institution.queries import institution, roles_of, units_of
from thuis.foundation.permissions.roles import (
    FOLLOW_FIELDWORK,
    user_can_follow_fieldwork,
    user_can_manage_people,
    user_can_open_rounds,
)
from thuis.rooms.monitor.models import Round
from thuis.rooms.monitor.queries.ambassadors import kit_of_request
from thuis.rooms.monitor.queries.rounds import today
from thuis.rooms.monitor.queries.visits import visit_of

# A state says which deeds are possible in it, and where they lead. The guide's diagram is drawn from this.
TRANSITIONS: dict[tuple[str, str], str] = {
    (Round.State.DRAFT, "edit"): Round.State.DRAFT,
    (Round.State.DRAFT, "invite"): Round.State.DRAFT,
    (Round.State.DRAFT, "open"): Round.State.OPEN,
    (Round.State.OPEN, "invite"): Round.State.OPEN,
    (Round.State.OPEN, "extend"): Round.State.OPEN,
    (Round.State.OPEN, "close"): Round.State.CLOSED,
}


def user_can_see_rounds(user: Any) -> bool:
    """Every colleague with a role may see which rounds there are, and every question in them."""
    return bool(roles_of(user, today()))


def check_user_can_see_rounds(user: Any) -> None:
    if not user_can_see_rounds(user):
        raise NotAllowed("not-allowed")


def user_can_see_board(user: Any) -> bool:
    """Who steers rounds, and who manages or coordinates a unit: the board shows each her own."""
    return user_can_open_rounds(user) or bool(units_of(user, FOLLOW_FIELDWORK, today()))


def check_user_can_see_board(user: Any) -> None:
    if not user_can_see_board(user):
        raise NotAllowed("not-allowed")


def units_on_board(user: Any) -> frozenset[int] | None:
    """The ids of the units whose lines somebody may see; None for every line."""
    if user_can_lead_ambassadors(user):
        return None
    return units_of(user, FOLLOW_FIELDWORK, today())


def user_can_lead_ambassadors(user: Any) -> bool:
    """Who steers rounds, and coordinators and managers of the whole institution."""
    top = institution()
    return top is not None and user_can_follow_fieldwork(user, top)


def check_user_can_lead_ambassadors(user: Any) -> None:
    if not user_can_lead_ambassadors(user):
        raise NotAllowed("not-allowed")


def round_can(round: Round, deed: str) -> bool:
    return (round.state, deed) in TRANSITIONS


def check_round_can(round: Round, deed: str) -> str:
    """The state that the deed leads to."""
    if not round_can(round, deed):
        raise WrongState("round-cannot", deed=deed, state=round.get_state_display())
    return TRANSITIONS[round.state, deed]


def _check_link(request: HttpRequest) -> None:
    visit_of(request)


def _check_kit(request: HttpRequest) -> None:
    kit_of_request(request)


sees_rounds = permitted("sees-rounds", user_can_see_rounds)
steers_rounds = permitted("steers-rounds", user_can_open_rounds)
sees_board = permitted("sees-board", user_can_see_board)
keeps_addresses = permitted("keeps-addresses", user_can_manage_people)
leads_ambassadors = permitted("leads-ambassadors", user_can_lead_ambassadors)
with_kit = Rule(
    "with-kit", _check_kit, reason="An ambassador enters by a secret link; the page names no student."
)
with_link = Rule(
    "with-link", _check_link, reason="A student enters by her own link; the page shows only her own."
)
