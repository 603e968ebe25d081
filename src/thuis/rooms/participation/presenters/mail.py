"""The mail with the link to a student's own roles, written at the moment of sending."""

from django.conf import settings
from django.urls import reverse

from thuis.foundation.mail.letters import Letter
from thuis.foundation.mail.texts import mail_text
from thuis.rooms.participation.queries.visits import link_token, student_with_key


def own_roles_letter(reference: int, language: str) -> Letter | None:
    """None when the student is gone."""
    person = student_with_key(reference)
    if person is None:
        return None
    address = settings.SITE_ADDRESS + reverse("participation:enter", args=[link_token(person)])
    return mail_text("own-roles").letter(language, name=str(person.given_name or person), address=address)
