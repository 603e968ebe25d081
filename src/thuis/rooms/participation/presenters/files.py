"""The pages of a file of roles: frozen, one per template."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuis.core.intake.problems import Problem
from thuis.core.intake.sheet import rendered
from thuis.foundation.intake.presenters import (
    PROBLEMS_PER_PAGE,
    Figure,
    ProblemRow,
    ProblemsPage,
    problem_row,
)
from thuis.foundation.intake.preview import SHOWN
from thuis.foundation.intake.steps import UNDO_FOR
from thuis.rooms.participation.forms.files import FIELD_WORDS
from thuis.rooms.participation.models import RoleFile

Words = Promise | str
# What each tab of the room is called, and its address.
TABS: tuple[tuple[Words, str], ...] = (
    (gettext_lazy("Files"), "participation:files"),
    (gettext_lazy("Told by hand"), "participation:told"),
    (gettext_lazy("Board"), "participation:upkeep"),
    (gettext_lazy("Kinds of roles"), "participation:kinds"),
    (gettext_lazy("Not recorded"), "participation:gaps"),
    (gettext_lazy("Hours of staff"), "participation:staff"),
    (gettext_lazy("Figures"), "figures:manage"),
)
EXAMPLES = (
    ("s512345", "Studentbuddy", "SW", "AVM", "2023-01-01", "2023-03-31", "24,5"),
    ("s512346", "Beschikbaar", "SW", "AVM", "2023-01-01", "2023-03-31", ""),
)
HEADER = ("Studentnummer", "Functie", "Opleiding", "Locatie", "Begindatum", "Einddatum", "Uren")


def tabs(here: str) -> list[tuple[Words, str, bool]]:
    """The tabs of the room on one of its pages."""
    return [(words, reverse(name), name == here) for words, name in TABS]


def template_file() -> bytes:
    """Our own columns with two example rows, ready for Excel."""
    return rendered(HEADER, EXAMPLES)


@dataclass(frozen=True, slots=True)
class FileRow:
    pk: int
    name: str
    source: str
    state: str
    first: date | None
    last: date | None
    uploaded_at: datetime
    needs_you: bool


def file_rows(batches: Sequence[RoleFile]) -> tuple[FileRow, ...]:
    return tuple(
        FileRow(
            one.pk,
            one.name,
            one.source.name,
            one.get_state_display(),
            one.first,
            one.last,
            one.uploaded_at,
            one.state == RoleFile.State.PREVIEWED,
        )
        for one in batches
    )


@dataclass(frozen=True, slots=True)
class FilePage:
    """A file that waits for a yes."""

    pk: int
    name: str
    source: str
    first: date | None
    last: date | None
    figures: tuple[Figure, ...]
    problems: tuple[ProblemRow, ...]
    problem_count: int
    problem_rows: int
    replaced: int
    unlisted: int
    blocked: bool
    shrinks: bool
    is_empty: bool
    has_moved: bool
    may_confirm: bool


def file_page(batch: RoleFile, problems: Sequence[Problem]) -> FilePage:
    counts = batch.counts
    return FilePage(
        batch.pk,
        batch.name,
        batch.source.name,
        batch.first,
        batch.last,
        figures_of(counts),
        tuple(role_problem_row(one) for one in problems[:SHOWN]),
        len(problems),
        counts["problem_rows"],
        counts["replaced"],
        counts["unlisted"],
        counts["blocked"],
        counts["shrinks"],
        counts["is_empty"],
        counts["moved"],
        not counts["blocked"] and not counts["is_empty"],
    )


def figures_of(counts: dict[str, Any]) -> tuple[Figure, ...]:
    """What a file says, in numbers of rows; nothing is left out because it is zero."""
    return (
        Figure(counts["engagements"], _("rows with a role")),
        Figure(counts["pool"], _("rows of the pool")),
        Figure(counts["without_hours"], _("roles without hours")),
        Figure(counts["replaced"], _("rows that are replaced")),
        Figure(counts["skipped"], _("rows left out as you asked")),
    )


def role_problem_row(row: Problem) -> ProblemRow:
    """A problem with the names of fields in the language of the page."""
    detail = str(FIELD_WORDS.get(row.detail, row.detail))
    column = str(FIELD_WORDS.get(row.column, row.column))
    return problem_row(row._replace(detail=detail, column=column))


def problems_page(batch: RoleFile, problems: Sequence[Problem], page: int) -> ProblemsPage:
    pages = max(1, -(-len(problems) // PROBLEMS_PER_PAGE))
    page = min(max(page, 1), pages)
    shown = problems[(page - 1) * PROBLEMS_PER_PAGE : page * PROBLEMS_PER_PAGE]
    return ProblemsPage(
        batch.pk, batch.name, tuple(role_problem_row(row) for row in shown), len(problems), page, pages
    )


@dataclass(frozen=True, slots=True)
class ResultPage:
    pk: int
    name: str
    state: str
    figures: tuple[Figure, ...]
    first: date | None
    last: date | None
    left_out: int
    is_imported: bool
    is_undone: bool
    has_failed: bool
    may_undo: bool
    undo_days: int


def result_page(batch: RoleFile) -> ResultPage:
    state = RoleFile.State
    return ResultPage(
        batch.pk,
        batch.name,
        batch.get_state_display(),
        figures_of(batch.counts) if batch.counts else (),
        batch.first,
        batch.last,
        batch.counts.get("problem_rows", 0) if batch.leave_out else 0,
        batch.state == state.CONFIRMED,
        batch.state == state.UNDONE,
        batch.state == state.FAILED,
        batch.state == state.CONFIRMED and bool(batch.before),
        UNDO_FOR.days,
    )
