"""Changing support offers."""

import datetime

from django.db import transaction

from thuis.foundation.audit.actions import Actor, record
from thuis.rooms.support.models import SupportOffer


@transaction.atomic
def save_offer(*, offer: SupportOffer, by: Actor) -> SupportOffer:
    """Add or change an offer."""
    offer.save()
    record("offer.saved", by=by, about=offer)
    return offer


@transaction.atomic
def confirm_offer(*, offer: SupportOffer, on: datetime.date, by: Actor) -> SupportOffer:
    """Somebody looked: it is still true."""
    offer.checked_on = on
    offer.save(update_fields=("checked_on",))
    record("offer.checked", by=by, about=offer)
    return offer
