"""A file of offers: upload, confirm, undo, throw away. All of it or nothing."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from thuis.core.errors import InvalidInput, WrongState
from thuis.foundation.audit.actions import Actor, record
from thuis.foundation.intake import files
from thuis.foundation.intake.packing import mark_of, packed, unpacked
from thuis.foundation.intake.steps import EXPIRES_AFTER, UNDO_FOR
from thuis.rooms.support.access import check_user_can_edit_every_offer
from thuis.rooms.support.models import OfferFile, SupportOffer
from thuis.rooms.support.queries.files import Plan, plan_of, values_of

State = OfferFile.State
DAYS = ("away_from", "away_until", "checked_on")


def upload_offers(*, name: str, chunks: Iterable[bytes], by: Actor) -> OfferFile:
    """Store a file and read it until its preview."""
    check_user_can_edit_every_offer(by)
    stored = files.store(chunks)
    if not files.content(stored).strip():
        files.forget(stored)
        raise InvalidInput("import-empty")
    now = timezone.now()
    with transaction.atomic():
        batch = OfferFile.objects.create(
            format="offers", name=name[:120], stored=stored, user=_account(by), by_name=by.audit_name,
            uploaded_at=now, changed_at=now,
        )  # fmt: skip
        _show(batch, plan_of(batch), moved=False)
        batch.move(State.PREVIEWED)
        record("offers-file.uploaded", by=by, about=batch)
    return batch


def _show(batch: OfferFile, plan: Plan, *, moved: bool) -> None:
    batch.counts = {**plan.counts, "moved": moved}
    batch.preview, batch.problems = packed(plan.samples), packed(plan.problems)


def confirm_offers(*, batch: OfferFile, by: Actor) -> OfferFile:
    """Save what the preview showed. Raises WrongState when it has problems, says nothing or moved on."""
    check_user_can_edit_every_offer(by)
    with transaction.atomic():
        batch = OfferFile.objects.select_for_update().get(pk=batch.pk)
        if batch.state != State.PREVIEWED:
            raise WrongState("import-moved-on")
        plan = plan_of(batch)
        if plan.counts != {**batch.counts, "moved": False}:
            _show(batch, plan, moved=True)
            batch.save()
            return batch
        if plan.problems or plan.counts["is_empty"]:
            raise WrongState("import-has-problems")
        stored, batch.before = batch.stored, packed(_carry_out(plan))
        batch.move(State.APPLYING, changed_at=timezone.now())
        batch.move(State.CONFIRMED, stored="", preview=b"", problems=b"")
        record("offers-file.confirmed", by=by, about=batch)
    files.forget(stored)
    return batch


def _carry_out(plan: Plan) -> list[list[Any]]:
    """Write it; returns per code what stood there before and a mark of what stands there now."""
    kept: list[list[Any]] = []
    for code, values in plan.added.items():
        made = SupportOffer.objects.create(code=code, **values)
        kept.append([code, None, mark_of(values_of(made))])
    for code, (before, after) in plan.changed.items():
        SupportOffer.objects.filter(code=code).update(**after)
        kept.append([code, before, mark_of(after)])
    return kept


@transaction.atomic
def undo_offers(*, batch: OfferFile, by: Actor) -> OfferFile:
    """Bring back what stood before. Raises WrongState when somebody changed one of these offers since."""
    check_user_can_edit_every_offer(by)
    batch = OfferFile.objects.select_for_update().get(pk=batch.pk)
    before = unpacked(batch.before)
    if batch.state != State.CONFIRMED or before is None:
        raise WrongState("import-moved-on")
    standing = {offer.code: mark_of(values_of(offer)) for offer in SupportOffer.objects.all()}
    if any(standing.get(code) != mark for code, _values, mark in before):
        raise WrongState("import-touched-later")
    for code, values, _mark in before:
        if values is None:
            SupportOffer.objects.filter(code=code).delete()
        else:
            SupportOffer.objects.filter(code=code).update(**_with_days(values))
    batch.move(State.UNDONE, changed_at=timezone.now(), before=b"")
    record("offers-file.undone", by=by, about=batch)
    return batch


def _with_days(values: dict[str, Any]) -> dict[str, Any]:
    """Days lie in a batch as text."""
    days = {name: datetime.date.fromisoformat(values[name]) for name in DAYS if values[name]}
    return {**values, **days}


@transaction.atomic
def discard_offers(*, batch: OfferFile, by: Actor) -> None:
    """Throw an uploaded file away before anything was imported."""
    check_user_can_edit_every_offer(by)
    _expire(OfferFile.objects.select_for_update().get(pk=batch.pk))
    record("offers-file.discarded", by=by, about=batch)


def clear_old_offer_files(*, by: Actor) -> int:
    """Expire files that nobody confirmed, and forget what undo kept after its days. Returns how many."""
    now, count = timezone.now(), 0
    for batch in OfferFile.objects.filter(state=State.PREVIEWED, changed_at__lt=now - EXPIRES_AFTER):
        with transaction.atomic():
            _expire(batch)
            record("offers-file.expired", by=by, about=batch)
        count += 1
    old = OfferFile.objects.filter(state=State.CONFIRMED, changed_at__lt=now - UNDO_FOR).exclude(before=b"")
    return count + old.update(before=b"")


def _expire(batch: OfferFile) -> None:
    files.forget(batch.stored)
    batch.move(State.EXPIRED, changed_at=timezone.now(), stored="", preview=b"", problems=b"")


def _account(by: Actor) -> Any:
    """The row to point at; an operator has none."""
    return by if isinstance(by, models.Model) else None
