"""The pages of a file with offers, and the file of an export."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thuis.core.finding.offers_csv import names, row_of
from thuis.core.intake.problems import Problem
from thuis.core.intake.sheet import harmless, rendered
from thuis.foundation.intake.presenters import Figure, ProblemRow, problem_row
from thuis.foundation.intake.preview import SHOWN
from thuis.foundation.intake.steps import UNDO_FOR
from thuis.rooms.support.models import OfferFile, SupportOffer


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What becomes of one offer."""

    code: str
    new: bool
    fields: str


@dataclass(frozen=True, slots=True)
class FilePage:
    pk: int
    name: str
    state: str
    figures: tuple[Figure, ...]
    problems: tuple[ProblemRow, ...]
    problem_count: int
    changes: tuple[ChangeRow, ...]
    unread: str
    has_moved: bool
    may_confirm: bool
    is_waiting: bool
    is_imported: bool
    may_undo: bool
    undo_days: int


def file_page(batch: OfferFile, problems: Sequence[Problem], samples: Sequence[Sequence[Any]]) -> FilePage:
    counts, state = batch.counts, OfferFile.State
    return FilePage(
        pk=batch.pk,
        name=batch.name,
        state=batch.get_state_display(),
        figures=_figures(counts),
        problems=tuple(problem_row(one) for one in problems[:SHOWN]),
        problem_count=len(problems),
        changes=tuple(ChangeRow(code, new, ", ".join(fields)) for code, new, fields in samples),
        unread=", ".join(counts["unread"]),
        has_moved=counts["moved"],
        may_confirm=not problems and not counts["is_empty"],
        is_waiting=batch.state == state.PREVIEWED,
        is_imported=batch.state == state.CONFIRMED,
        may_undo=batch.state == state.CONFIRMED and bool(batch.before),
        undo_days=UNDO_FOR.days,
    )


def _figures(counts: dict[str, Any]) -> tuple[Figure, ...]:
    return (
        Figure(counts["added"], _("new offers")),
        Figure(counts["changed"], _("offers changed")),
        Figure(counts["same"], _("offers that stay as they are")),
    )


def offers_file(offers: Iterable[SupportOffer]) -> bytes:
    """All offers with all fields, as an import reads them back."""
    columns = names()
    rows = (row_of({name: getattr(offer, name) for name in columns}, columns) for offer in offers)
    return rendered(columns, ([harmless(cell) for cell in row] for row in rows))
