"""Reading reminders: what stands planned, and who still gets one."""

from django.core import signing
from django.db.models import QuerySet

from thuis.core.errors import NotFound
from thuis.rooms.monitor.models import Invitation, Reminder, Round
from thuis.rooms.monitor.queries.rounds import has_ended, invitation_to_mail, is_open, today

SALT = "monitor.reminder-stop"
# A mail's reference is one number: the reminder above, the invitation below.
PLACES = 2**40


def reminders_due(round: Round) -> QuerySet[Reminder]:
    """The last reminder whose day has come and that has not gone out; an earlier one is missed by then."""
    return round.reminders.filter(pk__in=_last_come(round), sent_at=None)


def _last_come(round: Round) -> list[int]:
    return list(round.reminders.filter(day__lte=today()).order_by("-day").values_list("pk", flat=True)[:1])


def is_missed(reminder: Reminder) -> bool:
    """Whether its day passed without an open round, and it will not go out any more."""
    if reminder.sent_at or reminder.day >= today():
        return False
    return has_ended(reminder.round) or not reminders_due(reminder.round).filter(pk=reminder.pk).exists()


def reminder_of(round: Round, pk: int) -> Reminder:
    found = round.reminders.filter(pk=pk).first()
    if found is None:
        raise NotFound("not-found")
    return found


def invitations_to_remind(round: Round) -> QuerySet[Invitation]:
    """Who has not completed, has an address, and did not ask to stop."""
    waiting = round.invitations.exclude(progress=Invitation.Progress.COMPLETED).filter(stop=None)
    return waiting.exclude(state__in=(Invitation.State.NO_ADDRESS, Invitation.State.BOUNCED))


def reminder_reference(reminder_pk: int, invitation_pk: int) -> int:
    return reminder_pk * PLACES + invitation_pk


def reminder_to_mail(reference: int) -> tuple[Reminder, Invitation] | None:
    """Both halves of a reference, as long as this student still is to be reminded."""
    reminder_pk, invitation_pk = divmod(reference, PLACES)
    reminder = Reminder.objects.filter(pk=reminder_pk).first()
    invitation = invitation_to_mail(invitation_pk)
    if reminder is None or invitation is None or not is_open(invitation.round):
        return None
    wanted = invitations_to_remind(invitation.round).filter(pk=invitation.pk).exists()
    return (reminder, invitation) if wanted else None


def stop_token(invitation: Invitation) -> str:
    """The signed word in the link that ends reminders; it opens nothing else."""
    return signing.dumps(invitation.pk, salt=SALT)


def invitation_to_stop(token: str) -> Invitation:
    """Raises NotFound for a word that we did not sign."""
    try:
        found = Invitation.objects.filter(pk=signing.loads(token, salt=SALT)).first()
    except signing.BadSignature:
        found = None
    if found is None:
        raise NotFound("link-unknown")
    return found
