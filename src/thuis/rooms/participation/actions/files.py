"""Everything that a coordinator can do with a file of roles: upload, explain, confirm, undo, throw away."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from thuis.core.errors import InvalidInput, UserError, WrongState
from thuis.core.intake.columns import simple
from thuis.core.intake.formats.workbook import ZIP
from thuis.foundation.audit.actions import Actor, Operator, record
from thuis.foundation.intake import files
from thuis.foundation.intake.carrying import insert
from thuis.foundation.intake.packing import packed, unpacked
from thuis.foundation.intake.steps import EXPIRES_AFTER, UNDO_FOR
from thuis.foundation.jobs.actions import enqueue
from thuis.rooms.participation.access import check_user_can_keep_roles
from thuis.rooms.participation.models import Engagement, PoolMembership, RoleFile, Source
from thuis.rooms.participation.queries.files import NAMES, POOL_NAMES, Plan, plan_of, said_before

State = RoleFile.State
LINES_AT_ONCE = 5_000  # up to here a file is read before the page answers
KEPT: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "engagements": (Engagement, NAMES),
    "pool": (PoolMembership, POOL_NAMES),
}


def upload_role_file(*, name: str, chunks: Iterable[bytes], source: str, by: Actor) -> RoleFile:
    """Store a file and start reading it, by what is remembered of its source."""
    check_user_can_keep_roles(by)
    stored = files.store(chunks)
    content = files.content(stored)
    if not content.strip():
        files.forget(stored)
        raise InvalidInput("import-empty")
    now = timezone.now()
    with transaction.atomic():
        batch = RoleFile.objects.create(
            source=Source.objects.get_or_create(name=source.strip()[:80])[0],
            format="agency",
            name=name[:120],
            stored=stored,
            lines=_about_how_many(content),
            user=_account(by),
            by_name=by.audit_name,
            uploaded_at=now,
            changed_at=now,
        )
        record("roles-file.uploaded", by=by, about=batch)
        _queue_when_long(batch)
    return _at_once_when_short(batch)


def explain_role_file(
    *, batch: RoleFile, columns: Mapping[str, str], roles: Mapping[str, str], by: Actor
) -> RoleFile:
    """Remember for this source what headers and words for roles mean, and read the file again."""
    check_user_can_keep_roles(by)
    with transaction.atomic():
        batch = _locked(batch)
        if batch.state != State.PREVIEWED:
            raise WrongState("import-moved-on")
        remember(batch.source, columns=columns, roles=roles)
        record("roles-file.explained", by=by, about=batch)
    read_role_file(batch)  # outside: a long file must not keep others waiting
    return batch


def remember(source: Source, *, columns: Mapping[str, str], roles: Mapping[str, str]) -> None:
    """Add to what is known of a source; an empty role is no answer."""
    source.columns |= {simple(header): name for header, name in columns.items()}
    source.roles |= {simple(word): code for word, code in roles.items() if code}
    source.save()


def confirm_role_file(
    *, batch: RoleFile, by: Actor, leave_out: bool = False, may_shrink: bool = False
) -> RoleFile:
    """Save what the preview showed, all or nothing. Rows with problems are left out only when asked."""
    check_user_can_keep_roles(by)
    with transaction.atomic():
        batch = _locked(batch)
        _check_confirmable(batch, leave_out=leave_out, may_shrink=may_shrink)
        batch.move(
            State.APPLYING,
            changed_at=timezone.now(),
            stage="saving",
            leave_out=leave_out,
            may_end_many=may_shrink,
            user=_account(by),
            by_name=by.audit_name,
        )
        _queue_when_long(batch)
    return _at_once_when_short(batch)


def _check_confirmable(batch: RoleFile, *, leave_out: bool, may_shrink: bool) -> None:
    if batch.state != State.PREVIEWED:
        raise WrongState("import-moved-on")
    counts = batch.counts
    if counts["blocked"] or counts["is_empty"] or (counts["problems"] and not leave_out):
        raise WrongState("roles-file-has-problems")
    if counts["shrinks"] and not may_shrink:
        raise WrongState("roles-file-shrinks")


@transaction.atomic
def undo_role_file(*, batch: RoleFile, by: Actor) -> RoleFile:
    """Take back what a file brought, and bring back what it replaced.

    Raises:
        WrongState: it was not imported, its days to undo are over, or a later file replaced some of it.
    """
    check_user_can_keep_roles(by)
    batch = _locked(batch)
    before = unpacked(batch.before)
    if batch.state != State.CONFIRMED or before is None:
        raise WrongState("import-moved-on")
    _check_untouched(batch)
    for key, (table, names) in KEPT.items():
        table._default_manager.filter(file=batch).delete()
        insert(table, names, before[key])
    batch.move(State.UNDONE, changed_at=timezone.now(), before=b"")
    record("roles-file.undone", by=by, about=batch)
    return batch


def _check_untouched(batch: RoleFile) -> None:
    """A later file of this source about the same days stands in the way."""
    later = RoleFile.objects.filter(
        source=batch.source,
        state=State.CONFIRMED,
        pk__gt=batch.pk,
        first__lte=batch.last,
        last__gte=batch.first,
    )
    now = {key: table._default_manager.filter(file=batch).count() for key, (table, _) in KEPT.items()}
    if later.exists() or now != {key: batch.counts[key] for key in KEPT}:
        raise WrongState("import-touched-later")


@transaction.atomic
def discard_role_file(*, batch: RoleFile, by: Actor) -> None:
    """Throw an uploaded file away before anything was imported."""
    check_user_can_keep_roles(by)
    _expire(_locked(batch))
    record("roles-file.discarded", by=by, about=batch)


def clear_old_role_files(*, by: Actor) -> int:
    """Expire files that nobody confirmed, and forget what undo kept after its days. Returns how many."""
    now = timezone.now()
    old = RoleFile.objects.filter(changed_at__lt=now - EXPIRES_AFTER)
    for batch in old.filter(state=State.APPLYING):
        _fail(batch)
    count = 0
    for batch in old.filter(state__in=(State.UPLOADED, State.PREVIEWED)):
        with transaction.atomic():
            _expire(batch)
            record("roles-file.expired", by=by, about=batch)
        count += 1
    undoable = RoleFile.objects.filter(state=State.CONFIRMED, changed_at__lt=now - UNDO_FOR)
    return count + undoable.exclude(before=b"").update(before=b"")


# --- the two long steps: reading and saving; safe to run twice --------------------------------------------


def role_file_step(batch: int) -> None:
    """The next step of a file, for the job queue."""
    found = RoleFile.objects.select_related("source").filter(pk=batch).first()
    if found is not None:
        run_step(found)


def run_step(batch: RoleFile) -> None:
    """Do what the file waits for: read it, or save it. Nothing to do is fine."""
    try:
        if batch.state == State.UPLOADED:
            read_role_file(batch)
        elif batch.state == State.APPLYING:
            _save_role_file(batch)
    except (UserError, FileNotFoundError):
        _fail(batch)


def read_role_file(batch: RoleFile) -> None:
    """Read, compare, and keep a preview. Changes nothing but the batch."""
    _show(batch, plan_of(batch), moved=False)
    if batch.state == State.UPLOADED:
        batch.move(State.PREVIEWED, changed_at=timezone.now(), stage="")
    else:
        batch.changed_at = timezone.now()
        batch.save()


def _show(batch: RoleFile, plan: Plan, *, moved: bool) -> None:
    columns = [[one.header, one.field, list(one.examples)] for one in plan.sheet.columns]
    batch.counts = {**plan.counts, "moved": moved}
    batch.preview = packed({"columns": columns, "words": dict(plan.sheet.words)})
    batch.problems = packed(plan.problems)
    batch.first = plan.span.first if plan.span else None
    batch.last = plan.span.last if plan.span else None


def _save_role_file(batch: RoleFile) -> None:
    stored = batch.stored
    with transaction.atomic():
        # two files of one source at once would both replace what stood before
        Source.objects.select_for_update().get(pk=batch.source_id)
        row = _locked(batch)
        if row.state == State.APPLYING:
            _save(row)
    batch.refresh_from_db()
    if batch.state == State.CONFIRMED:
        files.forget(stored)


def _save(batch: RoleFile) -> None:
    plan, now = plan_of(batch), timezone.now()
    if plan.counts != {**batch.counts, "moved": False} or plan.span is None:
        _show(batch, plan, moved=True)
        batch.move(State.PREVIEWED, changed_at=now, stage="", may_end_many=False, leave_out=False)
        return
    before = {}
    for key, (table, names) in KEPT.items():
        old = said_before(table, batch.source, plan.span)
        before[key] = [list(values) for values in old.values_list(*names)]
        old.delete()
    insert(Engagement, NAMES, plan.engagements)
    insert(PoolMembership, POOL_NAMES, plan.pool)
    batch.before = packed(before)
    batch.with_pool = bool(plan.pool)
    batch.move(State.CONFIRMED, changed_at=now, stage="", stored="", preview=b"", problems=b"")
    record("roles-file.confirmed", by=_actor_of(batch), about=batch)


def _about_how_many(content: bytes) -> int:
    """Rows of a file before it is read. A row of a workbook takes some 20 bytes, packed."""
    return len(content) // 20 if content.startswith(ZIP) else content.count(b"\n")


def _account(by: Actor) -> Any:
    """The row to point at; an operator has none."""
    return by if isinstance(by, models.Model) else None


def _actor_of(batch: RoleFile) -> Actor:
    found: Any = batch.user
    return found or Operator(batch.by_name.removeprefix("operator:"))


def _locked(batch: RoleFile) -> RoleFile:
    return RoleFile.objects.select_for_update(of=("self",)).select_related("source").get(pk=batch.pk)


def _fail(batch: RoleFile) -> None:
    batch.refresh_from_db()
    if batch.is_busy:
        files.forget(batch.stored)
        batch.move(State.FAILED, stored="", changed_at=timezone.now())


def _expire(batch: RoleFile) -> None:
    files.forget(batch.stored)
    batch.move(State.EXPIRED, changed_at=timezone.now(), stored="", stage="", preview=b"", problems=b"")


def _is_long(batch: RoleFile) -> bool:
    """The operator's own command waits in the shell; only pages hand long work to the queue."""
    return batch.lines > LINES_AT_ONCE and batch.user_id is not None


def _queue_when_long(batch: RoleFile) -> None:
    if _is_long(batch):
        enqueue("participation.role_file_step", batch=batch.pk)


def _at_once_when_short(batch: RoleFile) -> RoleFile:
    if not _is_long(batch):
        run_step(batch)
        batch.refresh_from_db()
    return batch
