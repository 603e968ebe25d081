"""Reading centres: their profile, events with who has a place, and how often what happened."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from thuis.core.errors import NotFound
from thuis.rooms.support.access import user_can_edit_offer
from thuis.rooms.support.models import CentreProfile, Event, SignUp, SupportOffer, Tally
from thuis.rooms.support.queries.codes import digest_of
from thuis.rooms.support.queries.offers import in_order

CENTRE = SupportOffer.Kind.CENTRE


@dataclass(frozen=True, slots=True)
class Place:
    """How it stands for one code: a place, or which number on the waiting list."""

    event: Event
    waiting: int  # 0: has a place


def centres_of(user: Any) -> list[SupportOffer]:
    """The centres that somebody keeps, the ones that are not available now too."""
    centres = SupportOffer.objects.filter(kind=CENTRE)
    return [centre for centre in in_order(centres) if user_can_edit_offer(user, centre)]


def centre_with_code(code: str, *, available: bool = False) -> SupportOffer:
    """One centre. Raises NotFound, also for an offer of another kind."""
    found = SupportOffer.objects.filter(kind=CENTRE, code=code)
    centre = (found.filter(active=True) if available else found).first()
    if centre is None:
        raise NotFound("not-found")
    return centre


def profile_of(centre: SupportOffer) -> CentreProfile | None:
    return CentreProfile.objects.filter(centre=centre).first()


# --- events ------------------------------------------------------------------------------------------------


def coming_events(centre: SupportOffer | None = None) -> QuerySet[Event]:
    """What is not over yet, soonest first; also what was cancelled, so that nobody stands before a door."""
    events = Event.objects.filter(ends_at__gte=timezone.now(), centre__active=True).select_related("centre")
    return events if centre is None else events.filter(centre=centre)


def events_of(centre: SupportOffer) -> QuerySet[Event]:
    """Every event of a centre, the latest first."""
    return Event.objects.filter(centre=centre).order_by("-begins_at")


def event_or_404(pk: int, *, centre: SupportOffer | None = None) -> Event:
    """One event, of this centre when given. Raises NotFound."""
    wanted = Q(pk=pk) if centre is None else Q(pk=pk, centre=centre)
    found = Event.objects.filter(wanted).select_related("centre").first()
    if found is None:
        raise NotFound("not-found")
    return found


def signed_up(events: Iterable[Event]) -> dict[int, int]:
    """Per event how many signed up; one question for all."""
    rows = SignUp.objects.filter(event__in=[event.pk for event in events]).order_by()
    return dict(rows.values_list("event").annotate(total=Count("pk")))


def is_over(event: Event) -> bool:
    return event.begins_at <= timezone.now()


def place_with_code(code: str) -> Place:
    """How it stands for who has this code. Raises NotFound with how to spell it."""
    found = SignUp.objects.filter(code_digest=digest_of(code)).select_related("event__centre").first()
    if found is None:
        raise NotFound("place-unknown")
    before = SignUp.objects.filter(event=found.event, pk__lt=found.pk).count()
    capacity = found.event.capacity
    return Place(found.event, 0 if capacity is None else max(0, before + 1 - capacity))


# --- counts ------------------------------------------------------------------------------------------------


def tallied(centre: SupportOffer, kind: str, first: datetime.date, last: datetime.date) -> dict[str, int]:
    """How often, by what it was about, in a period."""
    rows = Tally.objects.filter(centre=centre, kind=kind, day__range=(first, last))
    return {row["about"]: row["total"] for row in rows.values("about").annotate(total=Sum("count"))}


def tallied_today(centre: SupportOffer) -> dict[tuple[str, str], int]:
    """The counts of today, to see that a tap was heard."""
    rows = Tally.objects.filter(centre=centre, day=timezone.localdate())
    return {(kind, about): count for kind, about, count in rows.values_list("kind", "about", "count")}


def attendance(centre: SupportOffer, first: datetime.date, last: datetime.date) -> tuple[int, int]:
    """How many people came to events in a period, and to how many events of which that is known."""
    held = Event.objects.filter(
        centre=centre, cancelled=False, attended__isnull=False, begins_at__date__range=(first, last)
    )
    return held.aggregate(total=Sum("attended"))["total"] or 0, held.count()
