"""What a colleague does with figures: choose cards, ask for reports, show findings to students."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from thuis.foundation.accounts.models import User
from thuis.foundation.audit.actions import record
from thuis.foundation.documents import kept
from thuis.foundation.jobs.actions import enqueue
from thuis.foundation.permissions.roles import check_user_can_open_rounds
from thuis.foundation.release.models import Release
from thuis.rooms.insights.models import PickedCard, ReportBatch, ShownRound
from thuis.rooms.insights.queries import Scene, old_batches, picked_cards

MAKE_REPORTS = "insights.make_reports"
KEPT = datetime.timedelta(days=7)
State = ReportBatch.State
UNMADE = (State.WAITING, State.STUCK)


@transaction.atomic
def pick_card(*, scene: Scene, tab: str, card: str, by: User) -> PickedCard:
    """Put a card at the end of her report, or leave it where it is when it is there already."""
    spot = scene.spot
    last = PickedCard.objects.filter(user=by).aggregate(last=Max("place"))["last"] or 0
    return PickedCard.objects.get_or_create(
        user=by,
        round=scene.round,
        unit_kind=spot.unit_kind,
        unit=spot.unit,
        filter_kind=spot.filter_kind,
        filter_value=spot.filter_value,
        against=scene.against,
        tab=tab,
        card=card,
        defaults={"release_version": scene.release.version, "place": last + 1},
    )[0]


@transaction.atomic
def move_card(*, picked: PickedCard, up: bool, by: User) -> None:
    """Change places with the card above or below; the first stays first, the last stays last."""
    cards = picked_cards(by)
    here = [one.pk for one in cards].index(picked.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(cards):
        cards[here], cards[there] = cards[there], cards[here]
    for place, one in enumerate(cards, start=1):
        PickedCard.objects.filter(pk=one.pk).update(place=place)


@transaction.atomic
def remove_card(*, picked: PickedCard, by: User) -> None:
    PickedCard.objects.filter(user=by, pk=picked.pk).delete()


@transaction.atomic
def take_newest(*, release: Release, by: User) -> int:
    """Let every card show the figures of this release; returns how many changed."""
    older = PickedCard.objects.filter(
        user=by, release_version__lt=release.version, round__in=release.round_keys
    )
    return older.update(release_version=release.version)


@transaction.atomic
def ask_reports(
    *, release: Release, round: str, units: Sequence[tuple[str, str]], language: str, suffix: str, by: User
) -> ReportBatch:
    """Have a report made for each of these units, in the background."""
    forget_old_reports()
    batch = ReportBatch.objects.create(
        user=by,
        release_version=release.version,
        round=round,
        language=language,
        suffix=suffix,
        units=[list(unit) for unit in units],
        asked_at=timezone.now(),
    )
    enqueue(MAKE_REPORTS, batch=batch.pk)
    record("reports.asked", by=by, about=batch)
    return batch


def note_finished(*, batch: ReportBatch, finished: int) -> None:
    """How many reports of a batch are made, for who waits."""
    ReportBatch.objects.filter(pk=batch.pk).update(finished=finished)


def keep_reports(*, batch: ReportBatch, stored: str, finished: int) -> bool:
    """The batch is made; False when somebody else made it first, and this file can go."""
    unmade = ReportBatch.objects.filter(pk=batch.pk, state__in=UNMADE)
    return bool(unmade.update(state=State.DONE, stored=stored, finished=finished))


def note_stuck(*, batch: ReportBatch) -> None:
    """Making it went wrong, for who waits; it is tried again."""
    ReportBatch.objects.filter(pk=batch.pk, state=State.WAITING).update(state=State.STUCK)


def forget_old_reports() -> int:
    """Remove files after their days; returns how many."""
    old = old_batches(timezone.now() - KEPT)
    for batch in old:
        kept.forget(batch.stored)
        ReportBatch.objects.filter(pk=batch.pk).update(state=State.EXPIRED, stored="")
    return len(old)


@transaction.atomic
def show_results(*, round: str, release: Release, by: User) -> ShownRound:
    """Let everybody read the findings of a round, from this release."""
    check_user_can_open_rounds(by)
    values = {"release_version": release.version, "shown_since": timezone.now()}
    shown, _made = ShownRound.objects.update_or_create(round=round, defaults=values)
    record("results.shown", by=by, about=f"round:{round}")
    return shown


@transaction.atomic
def hide_results(*, round: str, by: User) -> None:
    """Take the public page of a round away."""
    check_user_can_open_rounds(by)
    if ShownRound.objects.filter(round=round).delete()[0]:
        record("results.hidden", by=by, about=f"round:{round}")
