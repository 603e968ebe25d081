"""Changing support offers, and asking their owners to look again."""

import datetime

from django.db import transaction

from thuis.foundation.audit.actions import Actor, record
from thuis.foundation.mail.actions import Parcel, queue_mails
from thuis.rooms.support.access import check_user_can_edit_offer
from thuis.rooms.support.models import SupportOffer
from thuis.rooms.support.queries.offers import due_offers, due_on, language_of_owner

LOOK_AGAIN = "support.look-again"


@transaction.atomic
def save_offer(*, offer: SupportOffer, by: Actor) -> SupportOffer:
    """Add or change an offer. Neither as it was nor as it becomes may it be somebody else's."""
    before = SupportOffer.objects.select_for_update().filter(pk=offer.pk).first()
    if before is not None:
        check_user_can_edit_offer(by, before)
    check_user_can_edit_offer(by, offer)
    offer.save()
    record("offer.saved", by=by, about=offer)
    return offer


@transaction.atomic
def confirm_offer(*, offer: SupportOffer, on: datetime.date, by: Actor) -> SupportOffer:
    """Somebody looked: it is still true."""
    check_user_can_edit_offer(by, offer)
    offer.checked_on = on
    offer.save(update_fields=("checked_on",))
    record("offer.checked", by=by, about=offer)
    return offer


def ask_to_look_again(*, on: datetime.date) -> int:
    """Write to the owner of every offer that is due; returns how many are. One mail for one due day, ever."""
    due = due_offers(on)
    queue_mails(
        Parcel(LOOK_AGAIN, offer.pk, offer.owner, language_of_owner(offer), once=due_on(offer).isoformat())
        for offer in due
    )
    return len(due)
