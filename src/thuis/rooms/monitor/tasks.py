"""What the monitor does in the background, and the kinds of mail it sends."""

from thuis.foundation.audit.actions import Operator
from thuis.foundation.mail.letters import Kinds, MailKind
from thuis.rooms.monitor.actions import mailing, reminders
from thuis.rooms.monitor.actions.board import keep_today
from thuis.rooms.monitor.actions.letterbox import empty_each_night
from thuis.rooms.monitor.actions.letterbox import empty_letterbox as empty
from thuis.rooms.monitor.actions.rounds import close_what_has_ended
from thuis.rooms.monitor.models import Round
from thuis.rooms.monitor.presenters import mail
from thuis.rooms.monitor.queries.rounds import open_rounds

BY = Operator("thuis worker")
MAIL_KINDS: Kinds = {
    mailing.INVITATION: MailKind(mail.invitation_letter, mailing.note_invitation_mail),
    mailing.INVITATION_TEST: MailKind(mail.invitation_test_letter),
    mailing.LOST_LINK: MailKind(mail.lost_link_letter),
    reminders.REMINDER: MailKind(mail.reminder_letter),
    reminders.REMINDER_TEST: MailKind(mail.reminder_test_letter),
}


def send_invitations(round_id: int) -> None:
    """Put every invitation of a round that waits for its mail in the outbox."""
    mailing.queue_invitations(round=Round.objects.get(pk=round_id))


def empty_letterbox(round_id: int) -> None:
    """Move a shuffled batch of what was handed in, and keep the day; tomorrow again, while it is open."""
    round = Round.objects.defer("questionnaire").get(pk=round_id)
    if round.state == Round.State.OPEN:
        # first, so that a night that fails does not end the series
        empty_each_night(round=round)
    empty(round=round)
    keep_today(round=round)


def look_after_rounds() -> None:
    """Once a day: close what has ended, and see to what every open round needs."""
    close_what_has_ended(by=BY)
    for round in open_rounds():
        empty_each_night(round=round)
        reminders.catch_up(round=round)


def send_reminder(reminder_id: int) -> None:
    """Put a reminder in the outbox on its day."""
    reminders.send_reminder(reminder_id=reminder_id)
