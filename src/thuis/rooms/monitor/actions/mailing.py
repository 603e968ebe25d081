"""Putting the monitor's mails in the outbox, and noting what became of them."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from thuis.foundation.mail.actions import Parcel, queue_mails
from thuis.rooms.monitor.models import Invitation, Round
from thuis.rooms.monitor.queries.rounds import invitations_to_address

INVITATION, LOST_LINK = "monitor.invitation", "monitor.lost-link"


@transaction.atomic
def queue_invitations(*, round: Round) -> int:
    """A mail for every invitation that waits for one; returns how many wait. Safe to run again."""
    waiting = round.invitations.filter(state=Invitation.State.QUEUED)
    rows = list(waiting.values_list("pk", "person__email", "person__language"))
    queue_mails(Parcel(INVITATION, pk, email, language) for pk, email, language in rows)
    return len(rows)


def note_invitation_mail(references: Sequence[int], state: str) -> None:
    """The colleague's page counts invitations by what became of their mail."""
    if state in Invitation.State.values:
        Invitation.objects.filter(pk__in=references).update(state=state)


def queue_lost_link(*, email: str) -> None:
    """The same link again to whoever has this address and is invited now; at most one mail an hour."""
    hour = timezone.now().strftime("%Y%m%d%H")
    queue_mails(
        (
            Parcel(LOST_LINK, invitation.pk, invitation.person.email, invitation.person.language, once=hour)
            for invitation in invitations_to_address(email)
        ),
        first=True,
    )
