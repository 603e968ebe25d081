"""Sending invitations: each is marked before and after it goes, so that a crash can double none."""

from collections.abc import Callable

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction

from thuis.rooms.monitor.models import Invitation, Round

Compose = Callable[[Invitation], EmailMultiAlternatives]


def send_queued_invitations(*, round: Round, compose: Compose) -> int:
    """Send what is queued over one connection; returns how many went out. Safe to run again at any time.

    An invitation that was being sent when the worker died stays in `sending`: nobody knows whether the mail
    went out, so it is shown to a colleague instead of sent twice.
    """
    sent = 0
    with get_connection() as connection:
        while invitation := _take(round):
            message = compose(invitation)
            message.connection = connection
            message.send()
            Invitation.objects.filter(pk=invitation.pk).update(state=Invitation.State.SENT)
            sent += 1
    return sent


@transaction.atomic
def _take(round: Round) -> Invitation | None:
    queued = round.invitations.select_related("person", "round").filter(state=Invitation.State.QUEUED)
    invitation = queued.select_for_update(skip_locked=True, of=("self",)).order_by("pk").first()
    if invitation:
        Invitation.objects.filter(pk=invitation.pk).update(state=Invitation.State.SENDING)
    return invitation
