"""Opening hours as appointments for a calendar."""

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse

from thuis.core.calendar import Appointment
from thuis.rooms.support.models import SupportOffer
from thuis.rooms.support.queries.offers import spans_of


def opening_hours(offer: SupportOffer, language: str, on: datetime.date) -> Iterator[Appointment]:
    """One series for each part of the hours, from the first such day on; the page of the offer says more."""
    for number, span in enumerate(spans_of(offer), start=1):
        first = next(
            day for ahead in range(7) if (day := on + datetime.timedelta(days=ahead)).weekday() in span.days
        )
        yield Appointment(
            uid=f"offer-{offer.code}-{number}@{settings.MAIL_DOMAIN}",
            begins=datetime.datetime.combine(first, span.opens),
            ends=datetime.datetime.combine(first, span.closes),
            title=offer.in_("name", language),
            text=offer.in_("text", language),
            place=offer.in_("where", language),
            address=settings.SITE_ADDRESS + reverse("support:one", args=[offer.code]),
            weekly=span.days,
        )
