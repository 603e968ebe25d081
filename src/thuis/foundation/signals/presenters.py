"""The page of signals: what was picked out, by whom, and how it ended."""

import datetime
from dataclasses import dataclass
from typing import Any

from thuis.foundation.signals.access import user_can_edit_signal
from thuis.foundation.signals.models import Signal
from thuis.foundation.signals.queries import names_of_units, signals_visible_to


@dataclass(frozen=True, slots=True)
class SignalLine:
    pk: int
    question: str
    said: str
    language: str
    where: str
    source: str
    address: str
    note: str
    who: str
    made_on: datetime.date
    is_open: bool
    is_told: bool
    told_address: str
    reason: str
    closed_on: datetime.date | None
    may_edit: bool


def signal_lines(user: Any, language: str) -> tuple[SignalLine, ...]:
    """Every signal of units that she sees, open ones first."""
    names = names_of_units(language)
    return tuple(_line(one, user, names) for one in signals_visible_to(user))


def _line(one: Signal, user: Any, names: dict[tuple[str, str], str]) -> SignalLine:
    where = [names.get((one.unit_kind, one.unit), one.unit), one.period, one.group]
    return SignalLine(
        one.pk,
        one.question,
        one.said,
        one.language,
        " · ".join(word for word in where if word),
        one.source,
        one.address,
        one.note,
        one.made_by.name if one.made_by else "",
        one.made_on,
        one.state == Signal.State.OPEN,
        one.state == Signal.State.TOLD,
        one.told_address,
        one.reason,
        one.closed_on,
        user_can_edit_signal(user, one),
    )
