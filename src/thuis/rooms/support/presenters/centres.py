"""Centres as students and coordinators see them: profile, events, taps."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thuis.core.calendar import Appointment
from thuis.foundation.texts.content import letter_rules
from thuis.rooms.support.models import CentreProfile, Event, SupportOffer, Tally
from thuis.rooms.support.queries.centres import is_over, signed_up

# The pages of a centre for who keeps it.
TABS: tuple[tuple[Any, str], ...] = (
    (_("Count"), "support:tally"),
    (_("Events"), "support:centre-events"),
    (_("Stories"), "support:stories"),
    (_("Ripple map"), "support:ripple"),
    (_("Report"), "support:report"),
    (_("Profile"), "support:profile"),
)


@dataclass(frozen=True, slots=True)
class ProfileView:
    """Who a centre wants to be: what you can count on, what happens there, and what others do better."""

    promise: str
    does: str
    leaves: str
    communities: str


@dataclass(frozen=True, slots=True)
class EventCard:
    pk: int
    centre: str
    title: str
    text: str
    where: str
    begins_at: datetime.datetime
    ends_at: datetime.datetime
    cancelled: bool
    signs_up: bool
    is_full: bool
    left: int
    may_sign_up: bool


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event for who keeps it."""

    pk: int
    title: str
    begins_at: datetime.datetime
    cancelled: bool
    capacity: int | None
    signed_up: int
    waiting: int
    attended: int | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class Tap:
    """A button that counts: what it is about, and how often today."""

    about: str
    words: str
    today: int


@dataclass(frozen=True, slots=True)
class TapBoard:
    kind: str
    title: str
    taps: tuple[Tap, ...]


def profile_view(profile: CentreProfile | None, language: str) -> ProfileView | None:
    if profile is None:
        return None
    return ProfileView(
        *(profile.in_(name, language) for name in ("promise", "does", "leaves", "communities"))
    )


def event_cards(events: Iterable[Event], language: str) -> tuple[EventCard, ...]:
    found = list(events)
    known = signed_up(found)
    return tuple(_event_card(event, known.get(event.pk, 0), language) for event in found)


def _event_card(event: Event, known: int, language: str) -> EventCard:
    left = max(0, (event.capacity or 0) - known)
    return EventCard(
        pk=event.pk,
        centre=event.centre.in_("name", language),
        title=event.in_("title", language),
        text=event.in_("text", language),
        where=event.in_("where", language),
        begins_at=event.begins_at,
        ends_at=event.ends_at,
        cancelled=event.cancelled,
        signs_up=event.capacity is not None,
        is_full=event.capacity is not None and not left,
        left=left,
        may_sign_up=event.capacity is not None and not event.cancelled and not is_over(event),
    )


def event_rows(events: Iterable[Event], language: str) -> tuple[EventRow, ...]:
    found = list(events)
    known = signed_up(found)
    return tuple(_event_row(event, known.get(event.pk, 0), language) for event in found)


def _event_row(event: Event, known: int, language: str) -> EventRow:
    return EventRow(
        event.pk,
        event.in_("title", language),
        event.begins_at,
        event.cancelled,
        event.capacity,
        known,
        max(0, known - event.capacity) if event.capacity is not None else 0,
        event.attended,
        is_over(event),
    )


def tap_boards(today: Mapping[tuple[str, str], int], language: str) -> tuple[TapBoard, ...]:
    """A board for visits and one for questions, each with every topic."""
    topics = letter_rules().topics
    return tuple(
        TapBoard(
            kind.value,
            str(kind.label),
            tuple(
                Tap(key, words.in_(language), today.get((kind.value, key), 0))
                for key, words in topics.items()
            ),
        )
        for kind in (Tally.Kind.VISIT, Tally.Kind.QUESTION)
    )


def event_appointments(events: Iterable[Event], language: str) -> list[Appointment]:
    """Events for a calendar; one that does not go on stays there, as cancelled."""
    return [
        Appointment(
            uid=f"event-{event.pk}@{settings.MAIL_DOMAIN}",
            begins=timezone.localtime(event.begins_at).replace(tzinfo=None),
            ends=timezone.localtime(event.ends_at).replace(tzinfo=None),
            title=event.in_("title", language),
            text=event.in_("text", language),
            place=event.in_("where", language),
            address=settings.SITE_ADDRESS + reverse("support:event", args=[event.pk]),
            cancelled=event.cancelled,
        )
        for event in events
    ]


def tabs_of(centre: SupportOffer, here: str) -> list[tuple[Any, str, bool]]:
    """The same, with the one where we are."""
    return [(words, reverse(name, args=[centre.code]), name == here) for words, name in TABS]
