"""Making a signal of a figure, saying why, and ending it with a reason."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from thuis.core.errors import InvalidInput
from thuis.foundation.accounts.models import User
from thuis.foundation.audit.actions import record
from thuis.foundation.signals.access import check_user_can_edit_signal
from thuis.foundation.signals.models import Signal

State = Signal.State


@dataclass(frozen=True, slots=True)
class Figure:
    """What a room hands over: where the figure stands, and how it reads there."""

    unit_kind: str
    unit: str
    period: str
    group: str
    question: str
    said: str
    language: str
    address: str
    source: str


@transaction.atomic
def make_signal(*, figure: Figure, by: User) -> Signal:
    """A signal of a figure; the one that is open already when there is one."""
    long = {name: str(value)[:limit] for name, (value, limit) in _limited(figure).items()}
    signal, is_new = Signal.objects.get_or_create(
        address=figure.address,
        state=State.OPEN,
        defaults={**asdict(figure), **long, "made_by": by, "made_on": timezone.localdate()},
    )
    if is_new:
        record("signal.made", by=by, about=signal)
    return signal


def _limited(figure: Figure) -> dict[str, tuple[str, int]]:
    return {"said": (figure.said, 600), "question": (figure.question, 200), "group": (figure.group, 120)}


@transaction.atomic
def explain_signal(*, signal: Signal, note: str, by: User) -> None:
    """Say why this matters, in a few words."""
    check_user_can_edit_signal(by, signal)
    Signal.objects.filter(pk=signal.pk).update(note=note)
    record("signal.explained", by=by, about=signal)


@transaction.atomic
def close_signal(*, signal: Signal, reason: str, by: User) -> None:
    """End it. Raises InvalidInput without a reason: nothing is forgotten in silence."""
    check_user_can_edit_signal(by, signal)
    if not reason.strip():
        raise InvalidInput("signal-reason")
    today = timezone.localdate()
    Signal.objects.filter(pk=signal.pk).update(state=State.CLOSED, reason=reason, closed_on=today)
    record("signal.closed", by=by, about=signal)


@transaction.atomic
def reopen_signal(*, signal: Signal, by: User) -> None:
    """Undo an ending. Raises InvalidInput when the figure has another open signal by now."""
    check_user_can_edit_signal(by, signal)
    if Signal.objects.filter(address=signal.address, state=State.OPEN).exists():
        raise InvalidInput("signal-open-already")
    Signal.objects.filter(pk=signal.pk).update(state=State.OPEN, reason="", closed_on=None)
    record("signal.reopened", by=by, about=signal)
