"""Who keeps the roles of students, and who is the student behind a link."""

from typing import Any

from django.http import HttpRequest

from thuis.core.errors import NotAllowed
from thuis.core.participation import model as core
from thuis.foundation.access.rules import Rule, permitted
from thuis.foundation.audit.actions import Operator
from thuis.foundation.institution.queries import institution, unit_by_code
from thuis.foundation.permissions import roles
from thuis.rooms.participation.queries.visits import student_of


def user_can_keep_roles(user: Any) -> bool:
    """Coordinators and admins of the whole institution, and the operator on the server's own shell."""
    return isinstance(user, Operator) or roles.user_can_keep_roles(user)


def check_user_can_keep_roles(user: Any) -> None:
    if not user_can_keep_roles(user):
        raise NotAllowed("not-allowed")


def user_can_set_target(user: Any, unit: core.Unit) -> bool:
    """Who chooses what a unit works on. A site is of many programmes: whoever chooses for the whole."""
    kind, code = (unit.level.value, unit.code)
    node = institution() if kind in ("institution", "site") else unit_by_code(kind, code)
    return node is not None and roles.user_can_choose_actions(user, node)


def check_user_can_set_target(user: Any, unit: core.Unit) -> None:
    if not user_can_set_target(user, unit):
        raise NotAllowed("not-allowed")


def _check_link(request: HttpRequest) -> None:
    student_of(request)


keeps_roles = permitted("keeps-roles", user_can_keep_roles)
reads_figures = permitted("reads-figures", roles.user_can_see_institution)
with_own_link = Rule(
    "with-own-link",
    _check_link,
    reason="A student enters by her own link; the page shows only her own roles.",
)
