"""Everything that a colleague can do with an import."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from thuis.core.errors import InvalidInput, WrongState
from thuis.core.intake.formats import roster_format
from thuis.foundation.audit.actions import Actor, record
from thuis.foundation.intake import files
from thuis.foundation.intake.access import check_user_can_import
from thuis.foundation.intake.carrying import take_back
from thuis.foundation.intake.models import ImportBatch
from thuis.foundation.intake.packing import unpacked
from thuis.foundation.intake.standing import hold_roster
from thuis.foundation.intake.steps import EXPIRES_AFTER, UNDO_FOR, fail, run_step
from thuis.foundation.jobs.actions import enqueue

State = ImportBatch.State
LINES_AT_ONCE = 5_000  # up to here an import is done before the page answers


def upload_roster(*, name: str, chunks: Iterable[bytes], by: Actor) -> ImportBatch:
    """Store a file and start reading it. Small files are read at once, large ones by a job."""
    check_user_can_import(by)
    clear_old_batches(by=by)
    stored = files.store(chunks)
    content = files.content(stored)
    if not content.strip():
        files.forget(stored)
        raise InvalidInput("import-empty")
    now = timezone.now()
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            format=roster_format(content),
            name=name[:120],
            stored=stored,
            lines=max(content.count(b"\n"), len(content) // 400),
            user=_account(by),
            by_name=by.audit_name,
            uploaded_at=now,
            changed_at=now,
        )
        record("import-uploaded", by=by, about=batch)
        _queue_when_long(batch)
    return _at_once_when_short(batch)


def confirm_import(*, batch: ImportBatch, by: Actor, may_end_many: bool = False) -> ImportBatch:
    """Save what the preview showed. Raises WrongState when it has problems or needs an explicit yes."""
    check_user_can_import(by)
    if batch.state != State.PREVIEWED:
        raise WrongState("import-moved-on")
    if batch.counts["problems"]:
        raise WrongState("import-has-problems")
    if batch.counts["ends_many"] and not may_end_many:
        raise WrongState("import-ends-many", ended=batch.counts["ended"], current=batch.counts["current"])
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        batch.move(
            State.APPLYING,
            changed_at=timezone.now(),
            stage="saving",
            may_end_many=may_end_many,
            user=_account(by),
            by_name=by.audit_name,
        )
        _queue_when_long(batch)
    return _at_once_when_short(batch)


@transaction.atomic
def undo_import(*, batch: ImportBatch, by: Actor) -> ImportBatch:
    """Bring back exactly what stood before. Raises WrongState when later changes touched the same rows."""
    check_user_can_import(by)
    hold_roster()
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    before = unpacked(batch.before)
    if batch.state != State.CONFIRMED or before is None:
        raise WrongState("import-moved-on")
    take_back(before)
    batch.move(State.UNDONE, changed_at=timezone.now(), before=b"")
    record("import-undone", by=by, about=batch)
    return batch


@transaction.atomic
def discard_import(*, batch: ImportBatch, by: Actor) -> None:
    """Throw an uploaded file away before anything was imported."""
    check_user_can_import(by)
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    _expire(batch)
    record("import-discarded", by=by, about=batch)


def clear_old_batches(*, by: Actor) -> int:
    """Expire files that nobody confirmed, and forget what undo kept after its days. Returns how many."""
    now = timezone.now()
    waiting = ImportBatch.objects.filter(
        state__in=(State.UPLOADED, State.PREVIEWED), changed_at__lt=now - EXPIRES_AFTER
    )
    undoable = ImportBatch.objects.filter(state=State.CONFIRMED, changed_at__lt=now - UNDO_FOR)
    undoable = undoable.exclude(before=b"")
    # a saving that a power cut stopped: its transaction left nothing behind
    for batch in ImportBatch.objects.filter(state=State.APPLYING, changed_at__lt=now - EXPIRES_AFTER):
        fail(batch)
    count = 0
    for batch in waiting:
        with transaction.atomic():
            _expire(batch)
            record("import-expired", by=by, about=batch)
        count += 1
    return count + undoable.update(before=b"")


def _expire(batch: ImportBatch) -> None:
    files.forget(batch.stored)
    batch.move(State.EXPIRED, changed_at=timezone.now(), stored="", stage="", preview=b"", problems=b"")


def _account(by: Actor) -> Any:
    """The row to point at; an operator has none."""
    return by if isinstance(by, models.Model) else None


def _is_long(batch: ImportBatch) -> bool:
    """The operator's own command waits in the shell; only pages hand long work to the queue."""
    return batch.lines > LINES_AT_ONCE and batch.user_id is not None


def _queue_when_long(batch: ImportBatch) -> None:
    if _is_long(batch):
        enqueue("intake.import_step", batch=batch.pk)


def _at_once_when_short(batch: ImportBatch) -> ImportBatch:
    if not _is_long(batch):
        run_step(batch)
        batch.refresh_from_db()
    return batch
