"""The invitation as a mail, in the student's own language."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from thuis.rooms.monitor.models import Invitation
from thuis.rooms.monitor.queries.rounds import token_of


def invitation_mail(invitation: Invitation) -> EmailMultiAlternatives:
    """Plain text only asks for a plain link; the same words in both languages."""
    language = invitation.person.language
    with translation.override(language):
        values = {
            "name": invitation.person.given_name,
            "title": invitation.round.title_in(language),
            "closes_on": invitation.round.closes_on,
            "address": settings.SITE_ADDRESS + reverse("monitor:enter", args=[token_of(invitation)]),
        }
        text = render_to_string("monitor/invitation.txt", values)
    subject, body = text.strip().split("\n", 1)
    message_id = f"<invitation-{invitation.round_id}-{invitation.pk}@{settings.MAIL_DOMAIN}>"
    return EmailMultiAlternatives(
        subject, body.strip() + "\n", to=[invitation.person.email], headers={"Message-ID": message_id}
    )
