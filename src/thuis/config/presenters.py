"""Page objects of the pages that belong to no room."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thuis.core.prose import Block
from thuis.foundation.institution.queries import roles_of
from thuis.foundation.permissions.roles import (
    user_can_edit_support,
    user_can_manage_people,
    user_can_open_rounds,
)
from thuis.foundation.texts.content import help_lines
from thuis.foundation.texts.language import page_language
from thuis.rooms.approaches.queries.loop import first_overdue_of
from thuis.rooms.monitor.access import user_can_see_rounds
from thuis.rooms.monitor.queries.mailing import invitation_subject
from thuis.rooms.monitor.queries.rounds import open_round
from thuis.rooms.support.public import LineCard, line_card

Words = Promise | str
A_YEAR = 365


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


def look_at_the_round(user: Any) -> Task | None:
    """The round that is open, or the first one to make."""
    if not user_can_see_rounds(user):
        return None
    if round := open_round():
        title, day = round.title_in(page_language()), date_format(round.closes_on, "j F")
        words = _("Students can answer until %(day)s. You see whom you asked, never what they answer.")
        return Task(
            title, words % {"day": day}, _("See the round"), reverse("monitor:round", args=[round.key])
        )
    if not user_can_open_rounds(user):
        return None
    return Task(
        _("No round is open"),
        _("A round asks all students once a year how they are doing."),
        _("Make a round"),
        reverse("monitor:round-new"),
    )


def keep_help_true(user: Any) -> Task | None:
    if not user_can_edit_support(user):
        return None
    return Task(
        _("Is the help still true?"),
        _("Students see these people and places in their letter."),
        _("Look at the offers"),
        reverse("support:offers"),
    )


def look_again(user: Any) -> Task | None:
    """A plan of her own whose day to look again has passed."""
    plan = first_overdue_of(user)
    if plan is None:
        return None
    return Task(
        _("Time to look again"),
        _("You own this action: %(title)s.") % {"title": plan.title_in(page_language())},
        _("See the action"),
        reverse("actions:plan", args=[plan.pk]),
    )


# In the order of the page. A room adds one line: a function from a user to a task, or to None.
TASKS: tuple[Callable[[Any], Task | None], ...] = (
    look_at_the_round,
    look_again,
    keep_help_true,
    invite_colleagues,
)


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What a visitor sees first: what Thuis is, and the two numbers for danger and despair."""

    lines: tuple[LineCard, ...]
    subject: str


def front_page() -> FrontPage:
    language = page_language()
    lines = tuple(line_card(line, language) for line in help_lines() if line.key in {"112", "113"})
    return FrontPage(lines, invitation_subject(language))


def start_page(user: Any) -> StartPage:
    """The start page of a signed-in colleague."""
    language = page_language()
    roles = tuple(
        RoleLine(role.get_kind_display(), role.unit.name_in(language), role.site.name if role.site else "")
        for role in roles_of(user, timezone.localdate())
    )
    tasks = tuple(task for make in TASKS if (task := make(user)) is not None)
    return StartPage(name=str(user), roles=roles, tasks=tasks)


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """One block of a document; each cell of a table carries the words of its column."""

    kind: str
    level: int
    text: str
    items: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A statement as a page: its title, and what stands below it."""

    title: str
    blocks: tuple[ShownBlock, ...]


def document_page(blocks: Sequence[Block]) -> DocumentPage:
    """The first heading is the title of the page."""
    return DocumentPage(blocks[0].text, tuple(_shown(block) for block in blocks[1:]))


def _shown(block: Block) -> ShownBlock:
    head, rows = (block.rows[0], block.rows[1:]) if block.rows else ((), ())
    cells = tuple(tuple(zip(head, row, strict=True)) for row in rows)
    return ShownBlock(block.kind, block.level, block.text, block.items, head, cells)


def period(days: int) -> Words:
    """A number of days in words: whole years as years."""
    if days >= A_YEAR and days % A_YEAR == 0:
        years = days // A_YEAR
        return ngettext("%(number)s year", "%(number)s years", years) % {"number": years}
    return ngettext("%(number)s day", "%(number)s days", days) % {"number": days}
