"""Who keeps the roles of students, and who is the student behind a link."""

from typing import Any

from thuis.core.errors import NotAllowed
from thuis.foundation.access.rules import permitted
from thuis.foundation.audit.actions import Operator
from thuis.foundation.permissions import roles


def user_can_keep_roles(user: Any) -> bool:
    """Coordinators and admins of the whole institution, and the operator on the server's own shell."""
    return isinstance(user, Operator) or roles.user_can_keep_roles(user)


def check_user_can_keep_roles(user: Any) -> None:
    if not user_can_keep_roles(user):
        raise NotAllowed("not-allowed")


keeps_roles = permitted("keeps-roles", user_can_keep_roles)
