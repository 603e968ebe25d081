"""What the monitor does in the background."""

from thuis.rooms.monitor.actions.letterbox import empty_each_night
from thuis.rooms.monitor.actions.letterbox import empty_letterbox as empty
from thuis.rooms.monitor.actions.mailing import send_queued_invitations
from thuis.rooms.monitor.models import Round
from thuis.rooms.monitor.presenters.mail import invitation_mail


def send_invitations(round_id: int) -> None:
    """Send every queued invitation of a round."""
    send_queued_invitations(round=Round.objects.get(pk=round_id), compose=invitation_mail)


def empty_letterbox(round_id: int) -> None:
    """Move what students handed in, in a shuffled batch; again tomorrow, as long as the round is open."""
    round = Round.objects.defer("questionnaire").get(pk=round_id)
    if round.state == Round.State.OPEN:
        # first, so that a night that fails does not end the series
        empty_each_night(round=round)
    empty(round=round)
