"""Who may change what students read about help."""

from typing import Any

from thuis.core.errors import NotAllowed
from thuis.foundation.access.rules import permitted
from thuis.foundation.institution.models import Role
from thuis.foundation.institution.queries import user_has_role
from thuis.rooms.support.queries import today

EDITS = (Role.Kind.ADMIN, Role.Kind.COORDINATOR)


def user_can_edit_support(user: Any) -> bool:
    return user_has_role(user, EDITS, on=today())


def check_user_can_edit_support(user: Any) -> None:
    if not user_can_edit_support(user):
        raise NotAllowed("not-allowed")


edits_support = permitted("edits-support", user_can_edit_support)
