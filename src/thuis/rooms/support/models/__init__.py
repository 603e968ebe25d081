"""What the support room keeps: offers, and files of offers."""

from thuis.rooms.support.models.files import OfferFile
from thuis.rooms.support.models.offers import SupportOffer

__all__ = ["OfferFile", "SupportOffer"]
