"""Reading reminders: what stands planned, and who still gets one."""

from django.core import signing
from django.db.models import QuerySet

from thuis.core.errors import NotFound
from thuis.rooms.monitor.models import Invitation, Reminder, Round
from thuis.rooms.monitor.queries.rounds import invitation_to_mail, is_open

SALT = "monitor.reminder-stop"
# A mail's reference is one number: the reminder above, the invitation below.
PLACES = 2**40


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
