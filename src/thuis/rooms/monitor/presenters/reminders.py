"""The page on which a colleague plans reminders."""

import datetime
from dataclasses import dataclass

from thuis.foundation.mail.letters import Letter
from thuis.rooms.monitor.models import Round
from thuis.rooms.monitor.presenters.mail import reminder_sample
from thuis.rooms.monitor.queries.reminders import is_missed


@dataclass(frozen=True, slots=True)
class ReminderRow:
    pk: int
    day: datetime.date
    sent_at: datetime.datetime | None
    is_missed: bool
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
        ReminderRow(
            pk=each.pk,
            day=each.day,
            sent_at=each.sent_at,
            is_missed=is_missed(each),
            dutch=reminder_sample(each, "nl"),
            english=reminder_sample(each, "en"),
        )
        for each in round.reminders.select_related("round").defer("round__questionnaire")
    )
    return RemindersPage(round.key, round.title_in(language), rows, len(rows) < most)
