"""Reading support offers."""

import datetime
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from thuis.core.errors import NotFound
from thuis.core.feedback.model import Offer
from thuis.core.finding.hours import Away, Span, State, read_hours, state_at
from thuis.core.texts import Text
from thuis.foundation.institution.models import Person
from thuis.rooms.support.models import SupportOffer

# An offer that nobody checked for so long is shown to its owner as due.
CHECK_EVERY = datetime.timedelta(days=180)


def today() -> datetime.date:
    return timezone.localdate()


def active_offers() -> list[SupportOffer]:
    """What students may be shown: first who listens to anything, then who knows one subject."""
    return in_order(SupportOffer.objects.filter(active=True))


def in_order(offers: Iterable[SupportOffer]) -> list[SupportOffer]:
    return sorted(offers, key=lambda offer: (_rank(offer), offer.name_nl))


def _rank(offer: SupportOffer) -> int:
    return list(SupportOffer.Kind.values).index(offer.kind)


def all_offers() -> QuerySet[SupportOffer]:
    return SupportOffer.objects.all()


def offer_with_code(code: str) -> SupportOffer:
    """One offer, also when it is not available now. Raises NotFound."""
    found = SupportOffer.objects.filter(code=code).first()
    if found is None:
        raise NotFound("not-found")
    return found


def due_on(offer: SupportOffer) -> datetime.date:
    """The first day on which somebody should look again whether this is still true."""
    return offer.checked_on + CHECK_EVERY + datetime.timedelta(days=1)


def is_due(offer: SupportOffer, on: datetime.date) -> bool:
    return on >= due_on(offer)


def due_offers(on: datetime.date) -> list[SupportOffer]:
    """Offers that students see and whose owner should look again."""
    return list(SupportOffer.objects.filter(active=True, checked_on__lt=on - CHECK_EVERY).order_by("pk"))


def language_of_owner(offer: SupportOffer) -> str:
    """The language in which the owner is written; Dutch for an address that we do not know."""
    found = Person.objects.filter(email__iexact=offer.owner).values_list("language", flat=True).first()
    return found or "nl"


def spans_of(offer: SupportOffer) -> tuple[Span, ...]:
    return read_hours(offer.opening)


def state_of(offer: SupportOffer, moment: datetime.datetime) -> State:
    """Whether somebody is there at a moment, and else when."""
    return state_at(timezone.localtime(moment), spans_of(offer), _away(offer))


def codes_of_absent(offers: Iterable[SupportOffer], on: datetime.date) -> frozenset[str]:
    """The offers at which nobody is today."""
    return frozenset(offer.code for offer in offers if (away := _away(offer)) and away.covers(on))


def _away(offer: SupportOffer) -> Away | None:
    return Away(offer.away_from, offer.away_until) if offer.away_from else None


def as_offer(offer: SupportOffer) -> Offer:
    """The offer as a value of the core: for the letter and for the finder."""
    return Offer(
        code=offer.code,
        kind=offer.kind,
        name=Text(offer.name_nl, offer.name_en),
        text=Text(offer.text_nl, offer.text_en),
        person=offer.person,
        sites=tuple(offer.sites),
        programmes=tuple(offer.programmes),
        languages=tuple(offer.languages),
        topics=tuple(offer.topics),
        where=Text(offer.where_nl, offer.where_en),
        hours=Text(offer.hours_nl, offer.hours_en),
        phone=offer.phone,
        mail=offer.mail,
        book_url=offer.book_url,
        map_url=offer.map_url,
        checked_on=offer.checked_on,
    )
