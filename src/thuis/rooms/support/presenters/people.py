"""People and lines as they stand in the letter and on every page with help."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from thuis.core.feedback.model import HelpLine, Offer
from thuis.rooms.support.models import SupportOffer

LANGUAGE_NAMES = {
    "nl": {
        "nl": "Nederlands",
        "en": "Engels",
        "ar": "Arabisch",
        "tr": "Turks",
        "uk": "Oekraïens",
        "de": "Duits",
    },
    "en": {
        "nl": "Dutch",
        "en": "English",
        "ar": "Arabic",
        "tr": "Turkish",
        "uk": "Ukrainian",
        "de": "German",
    },
}


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Somebody who can help: name first, facts in a line, then what you can do."""

    name: str
    text: str
    where: str
    hours: str
    languages: str
    phone: str
    mail: str
    book_url: str
    map_url: str
    address: str = ""  # of the page with everything about this offer

    @property
    def call_address(self) -> str:
        return "tel:" + self.phone.replace(" ", "")


@dataclass(frozen=True, slots=True)
class LineCard:
    """A national line: who, for what, how to reach it, in which languages, and when that was checked."""

    name: str
    text: str
    phone: str
    website: str
    languages: str
    checked_on: datetime.date

    @property
    def website_name(self) -> str:
        return self.website.removeprefix("https://").removeprefix("www.").rstrip("/")

    @property
    def call_address(self) -> str:
        return "tel:" + self.phone.replace(" ", "")


def person_card(offer: Offer, language: str) -> PersonCard:
    return PersonCard(
        name=who(offer.kind, offer.person, offer.name.in_(language)),
        text=offer.text.in_(language),
        where=offer.where.in_(language),
        hours=offer.hours.in_(language),
        languages=language_names(offer.languages, language),
        phone=offer.phone,
        mail=offer.mail,
        book_url=offer.book_url,
        map_url=offer.map_url,
        address=reverse("support:one", args=[offer.code]),
    )


def who(kind: str, person: str, name: str) -> str:
    """'Hanna Vos, studentpsycholoog', but 'Yasmin Bouchta, Studentenhuis': a house keeps its capital."""
    if not person:
        return name
    is_house = kind == SupportOffer.Kind.CENTRE
    return f"{person}, {name if is_house else name[0].lower() + name[1:]}"


def line_card(line: HelpLine, language: str) -> LineCard:
    return LineCard(
        name=line.name.in_(language),
        text=line.text.in_(language),
        phone=line.phone,
        website=line.url,
        languages=language_names(line.languages, language),
        checked_on=line.checked_on,
    )


def language_names(codes: Iterable[str], language: str) -> str:
    names = LANGUAGE_NAMES["nl" if language == "nl" else "en"]
    return ", ".join(names.get(code, code) for code in codes)
