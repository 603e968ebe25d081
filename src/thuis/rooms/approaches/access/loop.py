"""Who sees what a unit works on, who decides it, and who writes the log of a plan."""

from typing import Any

from django.utils import timezone

from thuis.core.errors import NotAllowed
from thuis.foundation.access.rules import permitted
from thuis.foundation.institution.models import Unit
from thuis.foundation.institution.queries import units_of
from thuis.foundation.permissions.roles import (
    CHOOSE_ACTIONS,
    user_can_choose_actions,
    user_can_open_rounds,
    user_can_see_institution,
    user_can_see_results,
)
from thuis.rooms.approaches.models import Plan


def user_can_see_board(user: Any, unit: Unit) -> bool:
    """Who reads the results of a unit; of the whole institution who reads results anywhere."""
    if unit.kind == Unit.Kind.INSTITUTION:
        return user_can_see_institution(user)
    return user_can_see_results(user, unit)


def check_user_can_see_board(user: Any, unit: Unit) -> None:
    _refuse_unless(user_can_see_board(user, unit))


def user_can_log(user: Any, plan: Plan) -> bool:
    """Write what was done: the colleague who owns the plan, and who chooses what this unit works on."""
    owns = plan.owner_id is not None and plan.owner_id == getattr(user, "pk", None)
    return owns or user_can_choose_actions(user, plan.unit)


def check_user_can_log(user: Any, plan: Plan) -> None:
    _refuse_unless(user_can_log(user, plan))


def user_can_tell(user: Any) -> bool:
    """Who chooses what some unit works on tells its students; who opens rounds shows their results."""
    return user_can_open_rounds(user) or bool(units_of(user, CHOOSE_ACTIONS, timezone.localdate()))


def check_user_can_tell(user: Any) -> None:
    _refuse_unless(user_can_tell(user))


def _refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed("not-allowed")


sees_boards = permitted("sees-boards", user_can_see_institution)
tells = permitted("tells", user_can_tell)
