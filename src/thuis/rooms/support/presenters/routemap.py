"""The route map: all offers by kind, what the finder found, and one offer with everything about it."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thuis.core.finding.hours import State
from thuis.core.finding.kinds import SortOfHelp
from thuis.core.finding.ranking import Match
from thuis.rooms.support.models import SupportOffer
from thuis.rooms.support.presenters.people import LineCard, language_names, who
from thuis.rooms.support.queries.offers import state_of

FIRST = 3  # what the finder shows large; the rest follows in the same list


@dataclass(frozen=True, slots=True)
class OfferCard:
    """One offer as a student reads it. `state` says in words whether somebody is there now."""

    code: str
    kind: str
    name: str
    text: str
    beside: str
    for_whom: str
    first_step: str
    where: str
    hours: str
    state: str
    is_open: bool
    is_away: bool
    away: str
    languages: str
    cost: str
    waiting: str
    phone: str
    mail: str
    book_url: str
    map_url: str
    has_hours: bool
    available: bool
    checked_on: datetime.date
    address: str
    not_for_you: bool = False

    @property
    def call_address(self) -> str:
        return "tel:" + self.phone.replace(" ", "")


@dataclass(frozen=True, slots=True)
class KindGroup:
    """All offers of a kind under what that kind does beside the others."""

    key: str
    title: str
    beside: str
    offers: tuple[OfferCard, ...]


@dataclass(frozen=True, slots=True)
class RouteMap:
    danger: tuple[LineCard, ...]
    groups: tuple[KindGroup, ...]
    lines: tuple[LineCard, ...]
    checked_on: datetime.date | None
    sheets: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FoundPage:
    """What fits, best first; `fits` is False when nothing did and who listens to anything is shown."""

    danger: tuple[LineCard, ...]
    in_danger: bool
    fits: bool
    offers: tuple[OfferCard, ...]
    lines: tuple[LineCard, ...]


@dataclass(frozen=True, slots=True)
class OfferPage:
    card: OfferCard
    kind_title: str
    others: tuple[OfferCard, ...]
    danger: tuple[LineCard, ...]


def route_map(
    offers: Sequence[SupportOffer],
    kinds: Mapping[str, SortOfHelp],
    *,
    danger: tuple[LineCard, ...],
    lines: tuple[LineCard, ...],
    sheets: tuple[tuple[str, str], ...],
    language: str,
) -> RouteMap:
    cards = offer_cards(offers, language)
    groups = tuple(
        KindGroup(kind, kinds[kind].title.in_(language), kinds[kind].beside.in_(language), found)
        for kind in SupportOffer.Kind.values
        if (found := tuple(card for card in cards if card.kind == kind))
    )
    return RouteMap(danger, groups, lines, min((card.checked_on for card in cards), default=None), sheets)


def found_page(
    matches: Sequence[Match],
    offers: Iterable[SupportOffer],
    *,
    fits: bool,
    in_danger: bool,
    danger: tuple[LineCard, ...],
    lines: tuple[LineCard, ...],
    language: str,
) -> FoundPage:
    by_code = {offer.code: offer for offer in offers}
    now = timezone.now()
    cards = tuple(
        offer_card(by_code[one.offer.code], language, now, not_for_you=not one.reachable) for one in matches
    )
    return FoundPage(danger, in_danger, fits, cards, lines)


def offer_page(
    offer: SupportOffer,
    others: Sequence[SupportOffer],
    kinds: Mapping[str, SortOfHelp],
    danger: tuple[LineCard, ...],
    language: str,
) -> OfferPage:
    sort = kinds[offer.kind]
    card = offer_card(offer, language, timezone.now(), beside=sort.beside.in_(language))
    return OfferPage(card, sort.title.in_(language), offer_cards(others, language), danger)


def offer_cards(offers: Iterable[SupportOffer], language: str) -> tuple[OfferCard, ...]:
    now = timezone.now()
    return tuple(offer_card(offer, language, now) for offer in offers)


def offer_card(
    offer: SupportOffer,
    language: str,
    now: datetime.datetime,
    *,
    beside: str = "",
    not_for_you: bool = False,
) -> OfferCard:
    state = state_of(offer, now)
    return OfferCard(
        code=offer.code,
        kind=offer.kind,
        name=who(offer.kind, offer.person, offer.in_("name", language)),
        text=offer.in_("text", language),
        beside=offer.in_("beside", language) or beside,
        for_whom=offer.in_("for_whom", language),
        first_step=offer.in_("first_step", language),
        where=offer.in_("where", language),
        hours=offer.in_("hours", language),
        state=state_in_words(state, now) if offer.active else "",
        is_open=state.how == "open",
        is_away=state.how in ("away", "gone"),
        away=offer.in_("away", language),
        languages=language_names(offer.languages, language),
        cost=offer.in_("cost", language),
        waiting=offer.in_("waiting", language),
        phone=offer.phone,
        mail=offer.mail,
        book_url=offer.book_url,
        map_url=offer.map_url,
        has_hours=bool(offer.opening),
        available=offer.active,
        checked_on=offer.checked_on,
        address=reverse("support:one", args=[offer.code]),
        not_for_you=not_for_you,
    )


def state_in_words(state: State, now: datetime.datetime) -> str:
    """'Open now, until 16:00', 'opens tomorrow at 10:00', 'away until 3 December'; nothing when not known."""
    if state.how == "open" and state.at:
        return _("open now, until %(time)s") % {"time": f"{state.at:%H:%M}"}
    if state.how == "away" and state.last:
        return _("away until %(day)s") % {"day": date_format(state.last, "j F")}
    if state.how == "gone":
        return _("not there for now")
    return _opens(state.at, timezone.localtime(now).date()) if state.at else ""


def _opens(at: datetime.datetime, today: datetime.date) -> str:
    days, time = (at.date() - today).days, f"{at:%H:%M}"
    if days == 0:
        return _("closed now, opens today at %(time)s") % {"time": time}
    if days == 1:
        return _("closed now, opens tomorrow at %(time)s") % {"time": time}
    day = date_format(at, "l" if days < 7 else "j F")  # noqa: PLR2004  # a week
    return _("closed now, opens %(day)s at %(time)s") % {"day": day, "time": time}
