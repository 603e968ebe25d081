"""The two long steps of an import: reading (until the preview) and saving. Safe to run twice."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from thuis.core.errors import UserError
from thuis.core.intake.diff import Plan, roster_plan
from thuis.core.intake.formats import ROSTERS
from thuis.core.intake.problems import Problem
from thuis.core.intake.roster import Wanted, wanted
from thuis.foundation.audit.actions import Actor, Operator, record
from thuis.foundation.intake import files
from thuis.foundation.intake.carrying import carry_out
from thuis.foundation.intake.models import ImportBatch
from thuis.foundation.intake.packing import packed
from thuis.foundation.intake.preview import counts_of, samples_of
from thuis.foundation.intake.standing import Standing, hold_roster, known_codes, standing_roster

State = ImportBatch.State
EXPIRES_AFTER = timedelta(hours=24)
UNDO_FOR = timedelta(days=30)


def run_step(batch: ImportBatch) -> None:
    """Do what the batch waits for: read it, or save it. Nothing to do is fine."""
    step = {State.UPLOADED: read_batch, State.APPLYING: save_batch}.get(State(batch.state))
    if step is None:
        return
    try:
        with _without_collector():
            step(batch)
    except (UserError, FileNotFoundError):
        fail(batch)


@contextmanager
def _without_collector() -> Iterator[None]:
    """A roster is a million small tuples without cycles; searching those for cycles costs a fifth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def import_step(batch: int) -> None:
    """The same for the job queue."""
    found = ImportBatch.objects.filter(pk=batch).first()
    if found is not None:
        run_step(found)


def fail(batch: ImportBatch) -> None:
    """Give up a busy import; nothing of it was saved."""
    batch.refresh_from_db()
    if batch.is_busy:
        files.forget(batch.stored)
        batch.move(State.FAILED, stored="", changed_at=timezone.now())


def read_batch(batch: ImportBatch) -> None:
    """Read, compare, and keep a preview. Changes nothing but the batch."""
    _stage(batch, "reading")
    plan, _standing, asked, unread = _plan(batch)
    _stage(batch, "comparing")
    batch.counts = counts_of(plan, asked, unread)
    batch.preview = packed(samples_of(plan))
    batch.problems = packed(asked.problems)
    batch.move(State.PREVIEWED, changed_at=timezone.now(), stage="")


def _stage(batch: ImportBatch, stage: str) -> None:
    ImportBatch.objects.filter(pk=batch.pk).update(stage=stage)
    batch.stage = stage


def _plan(batch: ImportBatch) -> tuple[Plan, Standing, Wanted, tuple[str, ...]]:
    today = timezone.localdate()
    found = ROSTERS[batch.format](files.content(batch.stored), known_codes(today))
    standing = standing_roster(row.programme for row in found.records if row.programme)
    asked = wanted(found.records, standing.roster, today)
    problems: list[Problem] = sorted((*found.problems, *asked.problems))
    asked.problems = problems
    return roster_plan(standing.roster, asked, today), standing, asked, found.unread


def save_batch(batch: ImportBatch) -> None:
    """Compare again and write, all or nothing. When the comparison came out differently: back to preview."""
    stored = batch.stored
    with transaction.atomic():
        hold_roster()
        row = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if row.state == State.APPLYING:
            _save(row)
    batch.refresh_from_db()
    if batch.state == State.CONFIRMED:
        files.forget(stored)


def _save(batch: ImportBatch) -> None:
    plan, standing, asked, unread = _plan(batch)
    counts, now = counts_of(plan, asked, unread), timezone.now()
    if counts != {**batch.counts, "moved": False}:
        batch.counts, batch.preview = {**counts, "moved": True}, packed(samples_of(plan))
        batch.problems = packed(asked.problems)
        batch.move(State.PREVIEWED, changed_at=now, stage="", may_end_many=False)
        return
    batch.before = packed(carry_out(plan, standing))
    batch.move(State.CONFIRMED, changed_at=now, stage="", stored="", preview=b"", problems=b"")
    record("import-confirmed", by=actor_of(batch), about=batch)


def actor_of(batch: ImportBatch) -> Actor:
    """Who asked for the import: the account, or the command of the operator."""
    found: Any = batch.user
    return found or Operator(batch.by_name.removeprefix("operator:"))
