"""Page objects of the pages that belong to no room."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thuis.foundation.institution.queries import roles_of
from thuis.foundation.permissions.roles import user_can_manage_people

Words = Promise | str


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody could do now: a title, a sentence, and a button with its address."""

    title: Words
    words: Words
    button: Words
    address: str


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role in words: manager, Social Work, Avermeer."""

    kind: str
    unit: str
    site: str


@dataclass(frozen=True, slots=True)
class StartPage:
    """What a colleague sees first: her roles, and what is open now."""

    name: str
    roles: tuple[RoleLine, ...]
    tasks: tuple[Task, ...]


def invite_colleagues(user: Any) -> Task | None:
    if not user_can_manage_people(user):
        return None
    return Task(
        _("Who works with Thuis?"),
        _("Invite colleagues and give each a role. They sign in with a link in their mail."),
        _("See all colleagues"),
        reverse("colleagues"),
    )


# In the order of the page. A room adds one line: a function from a user to a task, or to None.
TASKS: tuple[Callable[[Any], Task | None], ...] = (invite_colleagues,)


def start_page(user: Any) -> StartPage:
    """The start page of a signed-in colleague."""
    language = get_language() or "nl"
    roles = tuple(
        RoleLine(role.get_kind_display(), role.unit.name_in(language), role.site.name if role.site else "")
        for role in roles_of(user, timezone.localdate())
    )
    tasks = tuple(task for make in TASKS if (task := make(user)) is not None)
    return StartPage(name=str(user), roles=roles, tasks=tasks)
