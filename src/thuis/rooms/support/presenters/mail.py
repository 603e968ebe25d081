"""The mail that asks an owner to look again, written at the moment of sending."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from thuis.foundation.mail.letters import Letter
from thuis.foundation.mail.texts import mail_text
from thuis.rooms.support.models import SupportOffer
from thuis.rooms.support.queries.offers import is_due, today


def look_again_letter(reference: int, language: str) -> Letter | None:
    """None when somebody looked in the meantime, or the offer is gone."""
    offer = SupportOffer.objects.filter(pk=reference, active=True).first()
    if offer is None or not is_due(offer, today()):
        return None
    with translation.override(language):
        day = date_format(offer.checked_on, "j F Y")
    return mail_text("look-again").letter(
        language,
        name=offer.in_("name", language),
        day=day,
        page=settings.SITE_ADDRESS + reverse("support:one", args=[offer.code]),
        address=settings.SITE_ADDRESS + reverse("support:offer", args=[offer.code]),
    )
