"""Who may import: the functional admin of the whole institution."""

from typing import Any

from thuis.core.errors import NotAllowed
from thuis.foundation.institution.access import user_can_manage_institution


def user_can_import(user: Any) -> bool:
    return user_can_manage_institution(user)


def check_user_can_import(user: Any) -> None:
    if not user_can_import(user):
        raise NotAllowed("not-allowed")
