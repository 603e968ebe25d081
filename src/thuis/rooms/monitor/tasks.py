"""What the monitor does in the background."""

from thuis.rooms.monitor.actions.mailing import send_queued_invitations
from thuis.rooms.monitor.models import Round
from thuis.rooms.monitor.presenters.mail import invitation_mail


def send_invitations(round_id: int) -> None:
    """Send every queued invitation of a round."""
    send_queued_invitations(round=Round.objects.get(pk=round_id), compose=invitation_mail)
