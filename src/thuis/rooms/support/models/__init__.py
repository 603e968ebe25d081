"""What the support room keeps: offers and files of offers, what happens at centres, and stories."""

from thuis.rooms.support.models.centres import CentreProfile, Event, SignUp, Tally
from thuis.rooms.support.models.files import OfferFile
from thuis.rooms.support.models.offers import SupportOffer
from thuis.rooms.support.models.stories import Choice, Followed, Panel, Story

__all__ = [
    "CentreProfile",
    "Choice",
    "Event",
    "Followed",
    "OfferFile",
    "Panel",
    "SignUp",
    "Story",
    "SupportOffer",
    "Tally",
]
