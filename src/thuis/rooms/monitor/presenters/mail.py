"""The monitor's mails to one student, written at the moment of sending in her own language."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from thuis.foundation.mail.letters import Letter
from thuis.foundation.mail.texts import mail_text
from thuis.rooms.monitor.models import Invitation
from thuis.rooms.monitor.queries.rounds import invitation_to_mail, token_of


def invitation_letter(reference: int, language: str) -> Letter | None:
    """The invitation; None when the round is over or the student is gone."""
    return _letter("invitation", reference, language)


def lost_link_letter(reference: int, language: str) -> Letter | None:
    """The same link once more."""
    return _letter("lost-link", reference, language)


def _letter(name: str, reference: int, language: str) -> Letter | None:
    invitation = invitation_to_mail(reference)
    return mail_text(name).letter(language, **_values(invitation, language)) if invitation else None


def _values(invitation: Invitation, language: str) -> dict[str, str]:
    with translation.override(language):
        return {
            "name": invitation.person.given_name,
            "address": settings.SITE_ADDRESS + reverse("monitor:enter", args=[token_of(invitation)]),
            "day": date_format(invitation.round.closes_on, "j F"),
        }
