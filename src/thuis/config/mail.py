"""Every kind of mail in the outbox, by name: who writes it, and who is told how it went."""

from django.conf import settings

from thuis.foundation.mail.actions import deliver_due
from thuis.foundation.mail.letters import Kinds
from thuis.rooms.approaches.tasks import MAIL_KINDS as APPROACHES
from thuis.rooms.monitor.tasks import MAIL_KINDS as MONITOR
from thuis.rooms.participation.tasks import MAIL_KINDS as PARTICIPATION
from thuis.rooms.support.tasks import MAIL_KINDS as SUPPORT

MAIL_KINDS: Kinds = {**MONITOR, **PARTICIPATION, **APPROACHES, **SUPPORT}


def deliver() -> None:
    """The job that sends what is due."""
    deliver_due(MAIL_KINDS, rate=settings.MAILS_PER_SECOND)
