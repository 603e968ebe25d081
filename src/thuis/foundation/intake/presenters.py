"""The pages of an import: frozen, one per template."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuis.core.intake.formats.roster_csv import COLUMNS
from thuis.core.intake.limits import LIMITS
from thuis.core.intake.problems import Problem
from thuis.foundation.institution.models import Form, Person
from thuis.foundation.intake.models import ImportBatch
from thuis.foundation.intake.preview import SHOWN
from thuis.foundation.intake.steps import UNDO_FOR
from thuis.foundation.intake.words import words_for

PROBLEMS_PER_PAGE = 100
# What each column of the template holds, for the page that explains it.
COLUMN_WORDS: dict[str, Promise] = {
    "person_kind": gettext_lazy("student or staff"),
    "number": gettext_lazy("the student number or personnel number; leading zeros stay"),
    "given_name": gettext_lazy("the name that we use in a greeting"),
    "family_name": gettext_lazy("with prefix, as written on a list"),
    "email": gettext_lazy("where the invitation goes"),
    "language": gettext_lazy("nl or en: the language of letters and mail"),
    "programme": gettext_lazy("the code of the programme, as it stands at Institution"),
    "site": gettext_lazy("the code of the site, as it stands at Institution"),
    "form": gettext_lazy("full-time, part-time or dual"),
    "study_year": gettext_lazy("a number from 1 to 9"),
    "group": gettext_lazy("class or tutor group; one row for each group"),
    "starts_on": gettext_lazy("first day, like 2025-09-01; empty means today for who is new"),
    "ends_on": gettext_lazy("last day; empty means until further notice"),
}


@dataclass(frozen=True, slots=True)
class ImportRow:
    pk: int
    name: str
    state: str
    uploaded_at: datetime
    by: str
    people: str
    needs_you: bool


@dataclass(frozen=True, slots=True)
class ImportsPage:
    rows: tuple[ImportRow, ...]


def imports_page(batches: Sequence[ImportBatch]) -> ImportsPage:
    return ImportsPage(tuple(_row(batch) for batch in batches))


def _row(batch: ImportBatch) -> ImportRow:
    return ImportRow(
        batch.pk,
        batch.name,
        batch.get_state_display(),
        batch.uploaded_at,
        str(batch.user) if batch.user else batch.by_name.removeprefix("operator:"),
        str(batch.counts.get("people", "")),
        batch.state == ImportBatch.State.PREVIEWED,
    )


@dataclass(frozen=True, slots=True)
class ColumnRow:
    name: str
    words: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class UploadPage:
    columns: tuple[ColumnRow, ...]
    megabytes: int
    rows: int


def upload_page() -> UploadPage:
    columns = tuple(ColumnRow(one.name, str(COLUMN_WORDS[one.name]), one.required) for one in COLUMNS)
    return UploadPage(columns, LIMITS.file_bytes // 1_048_576, LIMITS.rows)


@dataclass(frozen=True, slots=True)
class ProgressPage:
    pk: int
    name: str
    lines: int
    is_saving: bool


def progress_page(batch: ImportBatch) -> ProgressPage:
    return ProgressPage(batch.pk, batch.name, batch.lines, batch.state == ImportBatch.State.APPLYING)


@dataclass(frozen=True, slots=True)
class ProblemRow:
    place: str
    value: str
    what: str
    cure: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a preview with its words."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class SampleTable:
    """The first rows of one kind of change."""

    title: str
    total: int
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int


@dataclass(frozen=True, slots=True)
class PreviewPage:
    pk: int
    name: str
    figures: tuple[Figure, ...]
    problems: tuple[ProblemRow, ...]
    problem_count: int
    tables: tuple[SampleTable, ...]
    programmes: tuple[str, ...]
    unread: tuple[str, ...]
    ended: int
    current: int
    ends_many: bool
    is_empty: bool
    has_moved: bool
    may_confirm: bool


def preview_page(
    batch: ImportBatch, problems: Sequence[Problem], samples: dict[str, list[Any]]
) -> PreviewPage:
    counts = batch.counts
    return PreviewPage(
        batch.pk,
        batch.name,
        figures_of(counts),
        tuple(problem_row(row) for row in problems[:SHOWN]),
        len(problems),
        tuple(table for table in _tables(samples, counts) if table.rows),
        tuple(counts["programmes"]),
        tuple(counts["unread"]),
        counts["ended"],
        counts["current"],
        counts["ends_many"],
        counts["is_empty"],
        counts["moved"],
        not problems and not counts["is_empty"],
    )


def figures_of(counts: dict[str, Any]) -> tuple[Figure, ...]:
    """The numbers of an import in words; nothing is left out because it is zero."""
    return (
        Figure(counts["people_added"], _("new people")),
        Figure(counts["people_changed"], _("people changed")),
        Figure(counts["enrolments_added"], _("new enrolments")),
        Figure(counts["enrolments_changed"] + counts["renewed"], _("enrolments changed")),
        Figure(counts["ended"], _("enrolments ended")),
    )


def _tables(samples: dict[str, list[Any]], counts: dict[str, Any]) -> tuple[SampleTable, ...]:
    enrolment = (_("number"), _("programme"), _("site"), _("form"), _("year"), _("first day"))
    person = (_("kind"), _("number"))
    difference = (_("was"), _("becomes"))
    rows = (
        (_("Ended enrolments"), "ended", "ended", (*enrolment, _("last day"))),
        (_("New enrolments"), "added", "enrolments_added", enrolment),
        (_("Changed enrolments"), "changed", "enrolments_changed", (*enrolment, *difference)),
        (_("New people"), "new_people", "people_added", (*person, _("name"), _("e-mail"))),
        (_("Changed people"), "changed_people", "people_changed", (*person, *difference)),
    )
    return tuple(
        _table(title, samples.get(key, []), counts[total], headers) for title, key, total, headers in rows
    )


def _table(title: str, rows: list[Any], total: int, headers: tuple[str, ...]) -> SampleTable:
    cells = tuple(tuple(_spoken(str(cell)) for cell in row) for row in rows)
    return SampleTable(title, total, headers, cells, total - len(cells))


SPOKEN: dict[str, Any] = {**dict(Form.choices), **dict(Person.Kind.choices)}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _spoken(cell: str) -> str:
    """A cell as people say it: forms and kinds in words, days in the language of the page."""
    if DAY.fullmatch(cell):
        return date_format(date.fromisoformat(cell), "j F Y")
    return str(SPOKEN.get(cell, cell))


def problem_row(row: Problem) -> ProblemRow:
    what, cure = words_for(row)
    place = _("line %(line)s, %(column)s") % {"line": row.line, "column": row.column or _("file")}
    return ProblemRow(f"{row.file}, {place}" if row.file else place, row.value, what, cure)


@dataclass(frozen=True, slots=True)
class ResultPage:
    pk: int
    name: str
    state: str
    figures: tuple[Figure, ...]
    is_imported: bool
    is_undone: bool
    has_failed: bool
    may_undo: bool
    undo_days: int


def result_page(batch: ImportBatch) -> ResultPage:
    state = ImportBatch.State
    return ResultPage(
        batch.pk,
        batch.name,
        batch.get_state_display(),
        figures_of(batch.counts) if batch.counts else (),
        batch.state == state.CONFIRMED,
        batch.state == state.UNDONE,
        batch.state == state.FAILED,
        batch.state == state.CONFIRMED and bool(batch.before),
        UNDO_FOR.days,
    )


@dataclass(frozen=True, slots=True)
class ProblemsPage:
    pk: int
    name: str
    rows: tuple[ProblemRow, ...]
    total: int
    page: int
    pages: int

    @property
    def previous(self) -> int:
        return self.page - 1

    @property
    def following(self) -> int:
        return self.page + 1 if self.page < self.pages else 0


def problems_page(batch: ImportBatch, problems: Sequence[Problem], page: int) -> ProblemsPage:
    pages = max(1, -(-len(problems) // PROBLEMS_PER_PAGE))
    page = min(max(page, 1), pages)
    shown = problems[(page - 1) * PROBLEMS_PER_PAGE : page * PROBLEMS_PER_PAGE]
    return ProblemsPage(
        batch.pk, batch.name, tuple(problem_row(row) for row in shown), len(problems), page, pages
    )
