"""Forgetting what a round no longer needs. Each returns how many rows went."""

import datetime

from thuis.foundation.responses.models import Draft, Response
from thuis.rooms.monitor.models import Invitation, Round


def forget_invitations(*, before: datetime.date) -> int:
    """Who was asked, for rounds whose last day lies before a day. Their answers stay, without a name."""
    return Invitation.objects.filter(round__closes_on__lt=before).delete()[0]


def forget_drafts(*, before: datetime.date) -> int:
    """Answers that were never handed in, also of rounds that nobody closed."""
    return Draft.objects.filter(round_key__in=_over(before), waiting_language="").delete()[0]


def forget_waiting(*, before: datetime.date) -> int:
    """Answers that were handed in while the second key was away, when it never came back."""
    return Draft.objects.filter(round_key__in=_over(before)).delete()[0]


def forget_responses(*, before: datetime.date) -> int:
    """Answers of rounds that are too long ago."""
    return Response.objects.filter(round_key__in=_over(before)).delete()[0]


def _over(before: datetime.date) -> list[str]:
    return list(Round.objects.filter(closes_on__lt=before).values_list("key", flat=True))
