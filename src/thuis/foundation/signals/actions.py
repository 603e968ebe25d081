"""Making a signal of a figure or of what was heard, saying why, and ending it: told, or with a reason."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from thuis.core.errors import InvalidInput
from thuis.core.loop.states import SIGNAL, after
from thuis.foundation.accounts.models import User
from thuis.foundation.audit.actions import record
from thuis.foundation.institution.models import Unit
from thuis.foundation.signals.access import check_user_can_edit_signal, check_user_can_make_signal
from thuis.foundation.signals.models import Signal

State, Origin = Signal.State, Signal.Origin


@dataclass(frozen=True, slots=True)
class Figure:
    """What a room hands over: where the figure stands, and how it reads there; from a card or the scan."""

    unit_kind: str
    unit: str
    period: str
    group: str
    question: str
    said: str
    language: str
    address: str
    source: str
    origin: str = Origin.CARD.value


@dataclass(frozen=True, slots=True)
class Heard:
    """A signal by hand: what was heard, and where. It has no figure, so no digit either."""

    unit: Unit
    question: str
    said: str
    source: str
    language: str


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
def say_signal(*, heard: Heard, by: User) -> Signal:
    """A signal by hand. Raises InvalidInput when it says a number: figures come from cards alone."""
    check_user_can_make_signal(by, heard.unit)
    if has_figure(heard.question + heard.said):
        raise InvalidInput("signal-figure")
    whole = heard.unit.kind == Unit.Kind.INSTITUTION
    signal = Signal.objects.create(
        origin=Origin.HAND,
        unit_kind=heard.unit.kind,
        unit="all" if whole else heard.unit.code,
        question=heard.question,
        said=heard.said,
        source=heard.source,
        language=heard.language,
        made_by=by,
        made_on=timezone.localdate(),
    )
    record("signal.said", by=by, about=signal)
    return signal


def has_figure(words: str) -> bool:
    """Whether a text says a number in digits."""
    return any(letter.isdigit() for letter in words)


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
    _move(signal, "close", reason=reason, closed_on=timezone.localdate())
    record("signal.closed", by=by, about=signal)


@transaction.atomic
def reopen_signal(*, signal: Signal, by: User) -> None:
    """Undo an ending. Raises InvalidInput when the figure has another open signal by now."""
    check_user_can_edit_signal(by, signal)
    if _is_open_elsewhere(signal):
        raise InvalidInput("signal-open-already")
    _move(signal, "reopen", reason="", closed_on=None)
    record("signal.reopened", by=by, about=signal)


def tell_signals(signals: Iterable[Signal], address: str) -> None:
    """They end because students can read the answer at this address; part of the deed that publishes it."""
    for signal in signals:
        if signal.state == State.OPEN:
            _move(signal, "tell", told_address=address, closed_on=timezone.localdate())


def untell_signals(signals: Iterable[Signal]) -> None:
    """The answer was taken away, so they are open again, unless their figure has a newer open signal."""
    for signal in signals:
        if signal.state == State.TOLD and not _is_open_elsewhere(signal):
            _move(signal, "take-back", told_address="", closed_on=None)


def _is_open_elsewhere(signal: Signal) -> bool:
    same = Signal.objects.filter(address=signal.address, state=State.OPEN).exclude(address="")
    return same.exclude(pk=signal.pk).exists()


def _move(signal: Signal, deed: str, **changed: object) -> None:
    """Raises WrongState when it cannot be done with a signal in this state."""
    now = Signal.objects.select_for_update().get(pk=signal.pk)
    Signal.objects.filter(pk=signal.pk).update(state=after(SIGNAL, now.state, deed), **changed)
