"""The page on which a colleague plans reminders."""

import datetime
from dataclasses import dataclass

from thuis.foundation.mail.letters import Letter
from thuis.rooms.monitor.models import Round
from thuis.rooms.monitor.presenters.mail import reminder_sample


@dataclass(frozen=True, slots=True)
class ReminderRow:
    pk: int
    day: datetime.date
    sent_at: datetime.datetime | None
    dutch: Letter
    english: Letter


@dataclass(frozen=True, slots=True)
class RemindersPage:
    key: str
    title: str
    rows: tuple[ReminderRow, ...]
    may_add: bool


def reminders_page(round: Round, language: str, most: int) -> RemindersPage:
    """Every reminder as it will arrive, in both languages."""
    rows = tuple(
        ReminderRow(each.pk, each.day, each.sent_at, reminder_sample(each, "nl"), reminder_sample(each, "en"))
        for each in round.reminders.all()
    )
    return RemindersPage(round.key, round.title_in(language), rows, len(rows) < most)
