"""Who makes a signal and who ends it. Everybody who may read a figure may say: let us talk about this."""

from typing import Any

from thuis.core.errors import NotAllowed
from thuis.foundation.institution.models import Unit
from thuis.foundation.institution.queries import institution, unit_by_code
from thuis.foundation.permissions.roles import (
    user_can_choose_actions,
    user_can_see_institution,
    user_can_see_results,
)
from thuis.foundation.signals.models import Signal


def user_can_make_signal(user: Any, unit: Unit) -> bool:
    """Say by hand what was heard in a unit: who reads its results; of the whole who reads those somewhere."""
    if unit.kind == Unit.Kind.INSTITUTION:
        return user_can_see_institution(user)
    return user_can_see_results(user, unit)


def check_user_can_make_signal(user: Any, unit: Unit) -> None:
    if not user_can_make_signal(user, unit):
        raise NotAllowed("not-allowed")


def user_can_edit_signal(user: Any, signal: Signal) -> bool:
    """Add why, end it and open it again: who made it, and who chooses what this unit works on."""
    if signal.made_by_id is not None and signal.made_by_id == getattr(user, "pk", None):
        return True
    unit = unit_of(signal)
    return unit is not None and user_can_choose_actions(user, unit)


def check_user_can_edit_signal(user: Any, signal: Signal) -> None:
    if not user_can_edit_signal(user, signal):
        raise NotAllowed("not-allowed")


def unit_of(signal: Signal) -> Unit | None:
    """The unit it is about; a site is no part of the tree, so the institution chooses for it."""
    if signal.unit_kind in ("institution", "site"):
        return institution()
    return unit_by_code(signal.unit_kind, signal.unit)
