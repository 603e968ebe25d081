"""Who may change the institution: a functional admin with a role at its root."""

from typing import Any

from django.utils import timezone

from thuis.core.errors import NotAllowed
from thuis.foundation.audit.actions import Operator
from thuis.foundation.institution.models import Role
from thuis.foundation.institution.queries import user_holds_everywhere


def user_can_manage_institution(user: Any) -> bool:
    """True for an admin of the whole institution, and for the operator on the server's own shell."""
    if isinstance(user, Operator):
        return True
    return user_holds_everywhere(user, Role.Kind.ADMIN, timezone.localdate())


def check_user_can_manage_institution(user: Any) -> None:
    if not user_can_manage_institution(user):
        raise NotAllowed("not-allowed")
