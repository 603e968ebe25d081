"""What other rooms may ask of support: the offers, as values of the core."""

from thuis.core.feedback.model import Offer
from thuis.core.texts import Text
from thuis.rooms.support.presenters.people import LineCard, PersonCard, line_card, person_card
from thuis.rooms.support.queries.offers import active_offers, as_offer

__all__ = ["LineCard", "PersonCard", "line_card", "offers", "offers_to_ask_about", "person_card"]


def offers() -> tuple[Offer, ...]:
    """Everything a student may be referred to."""
    return tuple(as_offer(offer) for offer in active_offers())


def offers_to_ask_about() -> tuple[tuple[str, Text], ...]:
    """The offers that the monitor asks 'known, used, experienced' about: code and name."""
    asked = [offer for offer in active_offers() if offer.in_questionnaire]
    return tuple((offer.code.replace("-", "_"), Text(offer.name_nl, offer.name_en)) for offer in asked)
