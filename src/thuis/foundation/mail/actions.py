"""Queueing and delivering mail. A mail is marked before and after it goes, so that a crash doubles none.

queued → sending → sent | uncertain | failed | cancelled; sent → bounced. A mail that was being handed over
when the worker died is uncertain: nobody knows whether it went, so it is shown and never sent twice.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone

from thuis.foundation.jobs.actions import enqueue
from thuis.foundation.jobs.models import Job
from thuis.foundation.mail.addresses import address_digest
from thuis.foundation.mail.letters import Kinds, Later, Unsaid, Written, as_message
from thuis.foundation.mail.models import OutboxMail
from thuis.foundation.mail.postman import SENT, Outcome, Postman

DELIVER = "mail.deliver"
BATCH = 2000
# Longer than any one mail can take: five steps of EMAIL_TIMEOUT.
ABANDONED_AFTER = timedelta(minutes=5)
SERVER_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
GIVE_UP_AFTER = timedelta(days=4)
SLICE = 20.0
State = OutboxMail.State


@dataclass(frozen=True, slots=True)
class Parcel:
    """One mail to queue. The same kind, reference and `once` are queued a single time, for ever."""

    kind: str
    reference: int
    recipient: str
    language: str
    once: str = ""

    @property
    def message_id(self) -> str:
        parts = [self.kind, str(self.reference), *([self.once] if self.once else [])]
        return f"<{'.'.join(parts)}@{settings.MAIL_DOMAIN}>"


@transaction.atomic
def queue_mails(parcels: Iterable[Parcel], *, first: bool = False) -> None:
    """Put mails in the outbox; what is there already stays as it is. `first` overtakes what waits."""
    now = timezone.now()
    # an hour's worth of bulk mail may wait: somebody who asks for a mail now goes before it
    due = now - timedelta(days=1) if first else now
    rows = (_row(parcel, now, due) for parcel in parcels)
    OutboxMail.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    schedule_delivery(now)


def _row(parcel: Parcel, now: datetime, due: datetime) -> OutboxMail:
    return OutboxMail(
        kind=parcel.kind,
        reference=parcel.reference,
        recipient=parcel.recipient,
        recipient_digest=address_digest(parcel.recipient),
        language=parcel.language,
        queued_at=now,
        not_before=due,
        message_id=parcel.message_id,
    )


@transaction.atomic
def schedule_delivery(at: datetime) -> None:
    """See to it that a delivery starts at that moment or before; one waiting job is enough."""
    # the lock makes a worker wait that is just taking this job, else both would count on the other
    waiting = Job.objects.select_for_update().filter(name=DELIVER, state=Job.State.WAITING, run_after__lte=at)
    if not waiting.values_list("pk", flat=True).first():
        enqueue(DELIVER, run_after=at)


def deliver_due(kinds: Kinds, *, rate: float, seconds: float = SLICE) -> int:
    """Send what is due, at most `rate` mails per second (0: no limit); returns how many went out.

    Works for `seconds` and then queues itself again, so that other work gets its turn.
    """
    _bring_back()
    doubt_abandoned(kinds, before=timezone.now() - ABANDONED_AFTER)
    until, sent, gone = time.monotonic() + seconds, 0, False
    with Postman() as postman:
        mail = _take()
        while mail:
            outcome = _deliver(mail, kinds, postman)
            is_sent, gone = outcome.state == State.SENT, outcome.server_gone
            goes_on, pause = not gone and time.monotonic() < until, 1 / rate if rate and is_sent else 0
            mail = _settle_and_take(mail, outcome, kinds, takes_next=goes_on and not pause)
            sent += is_sent
            if pause:  # nothing is taken meanwhile: a worker that dies while it waits leaves nothing in doubt
                time.sleep(pause)
                mail = _take() if goes_on else None
    _come_back(gone)
    return sent


def _bring_back() -> None:
    """What was queued by a clock that ran ahead is due now, not in years."""
    now = timezone.now()
    ahead = OutboxMail.objects.filter(state=State.QUEUED, queued_at__gt=now + LONGEST_PAUSE)
    ahead.update(queued_at=now, not_before=now)


def _deliver(mail: OutboxMail, kinds: Kinds, postman: Postman) -> Outcome:
    try:
        letter = _letter(mail, kinds)
    except Exception as error:  # noqa: BLE001  # a letter that cannot be written stops no other
        return Outcome(State.FAILED, type(error).__name__[:40])
    if letter is None:
        return Outcome(State.CANCELLED)
    if isinstance(letter, Unsaid):
        return SENT
    if isinstance(letter, Later):
        return Outcome(State.QUEUED, letter.why)
    return postman.deliver(
        as_message(letter, recipient=mail.recipient, language=mail.language, message_id=mail.message_id)
    )


def _letter(mail: OutboxMail, kinds: Kinds) -> Written:
    return kinds[mail.kind].compose(mail.reference, mail.language)


@transaction.atomic
def _take() -> OutboxMail | None:
    now = timezone.now()
    due = OutboxMail.objects.filter(state=State.QUEUED, not_before__lte=now).order_by("not_before", "pk")
    mail = due.select_for_update(skip_locked=True).first()
    if mail:
        OutboxMail.objects.filter(pk=mail.pk).update(state=State.SENDING, taken_at=now)
    return mail


@transaction.atomic
def _settle_and_take(
    mail: OutboxMail, outcome: Outcome, kinds: Kinds, *, takes_next: bool
) -> OutboxMail | None:
    """One transaction for both, because each waits for the disk; the next mail, when there is one."""
    _settle(mail, outcome, kinds)
    return _take() if takes_next else None


@transaction.atomic
def _settle(mail: OutboxMail, outcome: Outcome, kinds: Kinds) -> None:
    mail.state, mail.code, mail.taken_at = State(outcome.state), outcome.code, None
    if outcome.state == State.QUEUED:
        _postpone(mail, outcome)
    if mail.state in {State.SENT, State.CANCELLED}:
        mail.recipient = ""  # the digest is enough to find a bounce
    mail.save(update_fields=("state", "code", "taken_at", "recipient", "attempts", "not_before"))
    if mail.kind in kinds and mail.state != State.QUEUED:
        kinds[mail.kind].told([mail.reference], str(mail.state))


def _postpone(mail: OutboxMail, outcome: Outcome) -> None:
    """A server that is away costs no attempt; a refusal for now waits ever longer, four days at most."""
    now = timezone.now()
    if outcome.server_gone:
        return
    if now - mail.queued_at > GIVE_UP_AFTER:
        mail.state = State.FAILED
        return
    mail.attempts += 1
    mail.not_before = now + min(timedelta(minutes=2 ** min(mail.attempts - 1, 10)), LONGEST_PAUSE)


def doubt_abandoned(kinds: Kinds, *, before: datetime) -> int:
    """Mails whose worker died while sending them, from `before` or earlier, become uncertain.

    So do those that were taken by a clock that ran ahead.
    """
    long_ago = Q(taken_at__lte=before) | Q(taken_at__gt=timezone.now() + ABANDONED_AFTER)
    with transaction.atomic():
        found = list(OutboxMail.objects.select_for_update().filter(long_ago, state=State.SENDING))
        for mail in found:
            _settle(mail, Outcome(State.UNCERTAIN, "worker-died"), kinds)
    return len(found)


def _come_back(gone: bool) -> None:
    """Queue the next delivery for the moment at which something is due again."""
    now = timezone.now()
    dues = OutboxMail.objects.filter(state=State.QUEUED).aggregate(at=Min("not_before"))["at"]
    taken = OutboxMail.objects.filter(state=State.SENDING).aggregate(at=Min("taken_at"))["at"]
    moments = [at for at in (dues, taken and taken + ABANDONED_AFTER + timedelta(seconds=1)) if at]
    if moments:
        schedule_delivery(now + SERVER_PAUSE if gone else max(now, min(moments)))


def forget_old_mail(*, before: datetime) -> int:
    """Remove mail that is finished, one way or another, and was queued before a moment."""
    finished = (State.SENT, State.UNCERTAIN, State.FAILED, State.BOUNCED, State.CANCELLED)
    return OutboxMail.objects.filter(state__in=finished, queued_at__lt=before).delete()[0]
