"""Planning, changing and sending reminders, and stopping them for one student."""

import datetime

from django.db import transaction
from django.utils import timezone

from thuis.core.errors import InvalidInput, WrongState
from thuis.foundation.accounts.models import User
from thuis.foundation.audit.actions import Actor, record
from thuis.foundation.jobs.actions import enqueue
from thuis.foundation.jobs.models import Job
from thuis.foundation.mail.actions import Parcel, queue_mails
from thuis.rooms.monitor.models import Invitation, Reminder, ReminderStop, Round
from thuis.rooms.monitor.queries.reminders import invitations_to_remind, reminder_reference, reminders_due
from thuis.rooms.monitor.queries.rounds import is_open, today

SEND_REMINDER = "monitor.send_reminder"
REMINDER, REMINDER_TEST = "monitor.reminder", "monitor.reminder-test"
MOST = 4
HOUR = datetime.time(9)


@transaction.atomic
def save_reminder(*, reminder: Reminder, by: Actor) -> Reminder:
    """Plan a reminder or change one that has not gone out.

    Raises:
        WrongState: it has gone out.
        InvalidInput: the round has four already.
    """
    _check_not_sent(reminder)
    others = reminder.round.reminders.exclude(pk=reminder.pk)
    if others.count() >= MOST:
        raise InvalidInput("reminders-full", most=MOST)
    reminder.save()
    _enqueue(reminder, reminder.day)
    record("reminder.saved", by=by, about=reminder)
    return reminder


def _enqueue(reminder: Reminder, day: datetime.date) -> None:
    at = timezone.make_aware(datetime.datetime.combine(day, HOUR))
    enqueue(SEND_REMINDER, run_after=at, reminder_id=reminder.pk)


@transaction.atomic
def catch_up(*, round: Round) -> None:
    """Queue the reminder that found its round not open on its day, for today; called once a day."""
    if not is_open(round):
        return
    for reminder in reminders_due(round):
        waiting = Job.objects.filter(name=SEND_REMINDER, state=Job.State.WAITING)
        if not waiting.filter(arguments={"reminder_id": reminder.pk}).exists():
            _enqueue(reminder, today())


@transaction.atomic
def remove_reminder(*, reminder: Reminder, by: Actor) -> None:
    """Forget a reminder that has not gone out."""
    _check_not_sent(reminder)
    record("reminder.removed", by=by, about=reminder)
    reminder.delete()


def _check_not_sent(reminder: Reminder) -> None:
    if reminder.sent_at:
        raise WrongState("reminder-sent")


@transaction.atomic
def send_reminder(*, reminder_id: int) -> int:
    """Put a reminder whose day has come in the outbox, once, while its round is open.

    A job left over from an earlier day does nothing, and neither does that of a reminder whose turn has
    passed to a later one: nobody gets two on one day.
    """
    reminder = Reminder.objects.select_for_update().filter(pk=reminder_id, sent_at=None).first()
    if reminder is None or not is_open(reminder.round):
        return 0
    if not reminders_due(reminder.round).filter(pk=reminder.pk).exists():
        return 0
    reminder.sent_at = timezone.now()
    reminder.save(update_fields=("sent_at",))
    return _queue(reminder, reminder.round)


def _queue(reminder: Reminder, round: Round) -> int:
    rows = list(
        invitations_to_remind(round)
        .exclude(person__email="")
        .values_list("pk", "person__email", "person__language")
    )
    queue_mails(
        Parcel(REMINDER, reminder_reference(reminder.pk, pk), email, language) for pk, email, language in rows
    )
    return len(rows)


def mail_test(*, reminder: Reminder, to: User) -> None:
    """The reminder to the colleague herself, with a link that leads to the front page."""
    now = timezone.now().strftime("%Y%m%d%H%M%S")
    parcels = [
        Parcel(REMINDER_TEST, reminder.pk, to.email, language, once=f"{language}-{now}")
        for language in ("nl", "en")
    ]
    queue_mails(parcels, first=True)


def stop_reminders(*, invitation: Invitation) -> None:
    """Asked by the student through her own signed link."""
    ReminderStop.objects.get_or_create(invitation=invitation)
