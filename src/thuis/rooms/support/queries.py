"""Reading support offers."""

import datetime

from django.db.models import QuerySet
from django.utils import timezone

from thuis.core.errors import NotFound
from thuis.rooms.support.models import SupportOffer

# An offer that nobody checked for so long is shown to its owner as due.
CHECK_EVERY = datetime.timedelta(days=180)


def today() -> datetime.date:
    return timezone.localdate()


def active_offers() -> list[SupportOffer]:
    """What students may be shown: first who listens to anything, then who knows one subject."""
    return sorted(SupportOffer.objects.filter(active=True), key=lambda offer: (_rank(offer), offer.name_nl))


def _rank(offer: SupportOffer) -> int:
    return list(SupportOffer.Kind.values).index(offer.kind)


def all_offers() -> QuerySet[SupportOffer]:
    return SupportOffer.objects.all()


def offer_with_code(code: str) -> SupportOffer:
    found = SupportOffer.objects.filter(code=code).first()
    if found is None:
        raise NotFound("not-found")
    return found


def is_due(offer: SupportOffer, on: datetime.date) -> bool:
    """Whether somebody should look again whether this is still true."""
    return on - offer.checked_on > CHECK_EVERY
