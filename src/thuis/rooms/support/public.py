"""What other rooms may ask of support: the offers, as values of the core."""

from thuis.core.feedback.model import Offer
from thuis.core.texts import Text
from thuis.rooms.support.models import SupportOffer
from thuis.rooms.support.presenters import LineCard, PersonCard, line_card, person_card
from thuis.rooms.support.queries import active_offers

__all__ = ["LineCard", "PersonCard", "line_card", "offers", "offers_to_ask_about", "person_card"]


def offers() -> tuple[Offer, ...]:
    """Everything a student may be referred to."""
    return tuple(as_offer(offer) for offer in active_offers())


def offers_to_ask_about() -> tuple[tuple[str, Text], ...]:
    """The offers that the monitor asks 'known, used, experienced' about: code and name."""
    asked = [offer for offer in active_offers() if offer.in_questionnaire]
    return tuple((offer.code.replace("-", "_"), Text(offer.name_nl, offer.name_en)) for offer in asked)


def as_offer(offer: SupportOffer) -> Offer:
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
