"""The monitor's mails to one student, written at the moment of sending in her own language."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from thuis.foundation.mail.letters import Later, Letter, Unsaid, Written
from thuis.foundation.mail.texts import mail_text
from thuis.foundation.pseudonyms.pseudonyms import round_purpose
from thuis.foundation.pseudonyms.queries import key_state
from thuis.rooms.monitor.models import Invitation, InvitationText, Reminder, Round
from thuis.rooms.monitor.queries.handed_in import who_handed_in
from thuis.rooms.monitor.queries.mailing import invitation_text_of
from thuis.rooms.monitor.queries.reminders import reminder_to_mail, stop_token
from thuis.rooms.monitor.queries.rounds import invitation_to_mail, rounds, token_of


def invitation_letter(reference: int, language: str) -> Letter | None:
    """The invitation; None when the round is over or the student is gone."""
    invitation = invitation_to_mail(reference)
    if invitation is None:
        return None
    return _framed(
        "invitation", invitation_text_of(invitation.round), language, _values(invitation, language)
    )


def invitation_test_letter(reference: int, language: str) -> Letter | None:
    """For the colleague who wrote it."""
    round = rounds().filter(pk=reference).first()
    return invitation_sample(invitation_text_of(round), language) if round else None


def invitation_sample(text: InvitationText, language: str) -> Letter:
    """As it will arrive, for a student called Sanne; its link leads to the front page."""
    return _framed("invitation", text, language, _sample_values(text.round, language))


def _framed(name: str, text: InvitationText | Reminder, language: str, values: dict[str, str]) -> Letter:
    """Somebody's own words in the frame that every mail of this kind has."""
    dutch = language == "nl"
    own = {
        "subject": text.subject_nl if dutch else text.subject_en,
        "text": text.text_nl if dutch else text.text_en,
    }
    return mail_text(name).letter(language, **values, **own)


def _sample_values(round: Round, language: str) -> dict[str, str]:
    with translation.override(language):
        day = date_format(round.closes_on, "j F")
    return {"name": "Sanne", "address": settings.SITE_ADDRESS + "/", "day": day}


def lost_link_letter(reference: int, language: str) -> Letter | None:
    """The same link once more."""
    invitation = invitation_to_mail(reference)
    return mail_text("lost-link").letter(language, **_values(invitation, language)) if invitation else None


def _values(invitation: Invitation, language: str) -> dict[str, str]:
    with translation.override(language):
        return {
            "name": invitation.person.given_name,
            "address": settings.SITE_ADDRESS + reverse("monitor:enter", args=[token_of(invitation)]),
            "day": date_format(invitation.round.closes_on, "j F"),
        }


def reminder_letter(reference: int, language: str) -> Written:
    """A reminder; None for who completed, asked to stop, or is too late; Unsaid for who handed in since.

    While the second key of the round is away nobody can say who handed in, so it waits.
    """
    found = reminder_to_mail(reference)
    if found is None:
        return None
    reminder, invitation = found
    if not key_state(round_purpose(invitation.round.key)).opens:
        return Later("key-away")
    if who_handed_in([invitation]):
        return Unsaid()
    stop = settings.SITE_ADDRESS + reverse("monitor:reminder-stop", args=[stop_token(invitation)])
    letter = _framed("reminder", reminder, language, _values(invitation, language) | {"stop": stop})
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return Letter(letter.subject, letter.text, headers)


def reminder_test_letter(reference: int, language: str) -> Letter | None:
    """For the colleague who wrote it."""
    reminder = Reminder.objects.select_related("round").filter(pk=reference).first()
    return reminder_sample(reminder, language) if reminder else None


def reminder_sample(reminder: Reminder, language: str) -> Letter:
    """As it will arrive, for a student called Sanne; its links lead to the front page."""
    stop = {"stop": settings.SITE_ADDRESS + "/"}
    return _framed("reminder", reminder, language, _sample_values(reminder.round, language) | stop)
