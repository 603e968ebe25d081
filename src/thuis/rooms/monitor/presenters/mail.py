"""The monitor's mails to one student, written at the moment of sending in her own language."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from thuis.foundation.mail.letters import Letter
from thuis.foundation.mail.texts import mail_text
from thuis.rooms.monitor.models import Invitation, Reminder
from thuis.rooms.monitor.queries.reminders import reminder_to_mail, stop_token
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


def reminder_letter(reference: int, language: str) -> Letter | None:
    """A reminder; None for who completed, asked to stop, or is too late."""
    found = reminder_to_mail(reference)
    if found is None:
        return None
    reminder, invitation = found
    stop = settings.SITE_ADDRESS + reverse("monitor:reminder-stop", args=[stop_token(invitation)])
    letter = _reminder(reminder, language, _values(invitation, language) | {"stop": stop})
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return Letter(letter.subject, letter.text, headers)


def reminder_test_letter(reference: int, language: str) -> Letter | None:
    """For the colleague who wrote it."""
    reminder = Reminder.objects.select_related("round").filter(pk=reference).first()
    return reminder_sample(reminder, language) if reminder else None


def reminder_sample(reminder: Reminder, language: str) -> Letter:
    """As it will arrive, for a student called Sanne; its links lead to the front page."""
    with translation.override(language):
        day = date_format(reminder.round.closes_on, "j F")
    here = settings.SITE_ADDRESS + "/"
    return _reminder(reminder, language, {"name": "Sanne", "address": here, "day": day, "stop": here})


def _reminder(reminder: Reminder, language: str, values: dict[str, str]) -> Letter:
    dutch = language == "nl"
    own = {
        "subject": reminder.subject_nl if dutch else reminder.subject_en,
        "text": reminder.text_nl if dutch else reminder.text_en,
    }
    return mail_text("reminder").letter(language, **values, **own)
