"""What happens at a centre: its profile, events, who comes, and taps that count. Never a name."""

import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from thuis.core.errors import InvalidInput, WrongState
from thuis.foundation.audit.actions import Actor, record
from thuis.foundation.texts.content import letter_rules
from thuis.rooms.support.access import check_user_can_edit_offer
from thuis.rooms.support.models import CentreProfile, Event, SignUp, SupportOffer, Tally
from thuis.rooms.support.queries.centres import is_over, place_with_code
from thuis.rooms.support.queries.codes import digest_of, new_code

MOST_WAITING = 50
HEARD = ("yes", "partly", "no")


@transaction.atomic
def save_profile(*, profile: CentreProfile, by: Actor) -> CentreProfile:
    check_user_can_edit_offer(by, profile.centre)
    profile.save()
    record("centre.profile-saved", by=by, about=profile)
    return profile


@transaction.atomic
def save_event(*, event: Event, by: Actor) -> Event:
    """Add or change an event; more places let the first of the waiting list in by themselves."""
    check_user_can_edit_offer(by, event.centre)
    event.save()
    record("event.saved", by=by, about=event)
    return event


@transaction.atomic
def sign_up(*, event: Event, code: str = "") -> str:
    """A place, or one on the waiting list; returns the code that she keeps. Not in the audit chain.

    Args:
        code: went with her form. Who sends the form twice has the place that she has.

    Raises:
        WrongState: the event is over, cancelled or needs no signing up, or the waiting list is full.
    """
    event = Event.objects.select_for_update().get(pk=event.pk)  # two at once: one after the other
    if code and SignUp.objects.filter(event=event, code_digest=digest_of(code)).exists():
        return code
    if event.cancelled or event.capacity is None or is_over(event):
        raise WrongState("event-closed")
    if SignUp.objects.filter(event=event).count() >= event.capacity + MOST_WAITING:
        raise WrongState("event-full")
    code = code or new_code()
    SignUp.objects.create(event=event, code_digest=digest_of(code))
    return code


@transaction.atomic
def give_up_place(*, code: str) -> Event:
    """Somebody does not come; whoever waits first has her place. Raises NotFound for an unknown code."""
    event = place_with_code(code).event
    Event.objects.select_for_update().get(pk=event.pk)
    SignUp.objects.filter(code_digest=digest_of(code)).delete()
    return event


@transaction.atomic
def tally(*, centre: SupportOffer, kind: str, about: str, by: Actor) -> None:
    """One more visit or question today. Not in the audit chain: it would say at which minute who came."""
    check_user_can_edit_offer(by, centre)
    if kind not in (Tally.Kind.VISIT, Tally.Kind.QUESTION) or about not in letter_rules().topics:
        raise InvalidInput("tally-unknown")
    _count(centre, kind, about, 1)


@transaction.atomic
def take_tally_back(*, centre: SupportOffer, kind: str, about: str, by: Actor) -> None:
    """One fewer today, for a tap that was a mistake; never below nothing."""
    check_user_can_edit_offer(by, centre)
    today = Tally.objects.filter(centre=centre, day=timezone.localdate(), kind=kind, about=about)
    today.filter(count__gt=0).update(count=F("count") - 1)


@transaction.atomic
def say_whether_heard(*, centre: SupportOffer, answer: str) -> None:
    """What a visitor says when she leaves; no name, no moment, a count for the day."""
    if answer not in HEARD:
        raise InvalidInput("tally-unknown")
    _count(centre, Tally.Kind.HEARD, answer, 1)


def _count(centre: SupportOffer, kind: str, about: str, number: int) -> None:
    row, _made = Tally.objects.get_or_create(centre=centre, day=timezone.localdate(), kind=kind, about=about)
    Tally.objects.filter(pk=row.pk).update(count=F("count") + number)


def forget_sign_ups(*, before: datetime.date) -> int:
    """The codes of events that ended before a day; how many came stays as a count."""
    return SignUp.objects.filter(event__ends_at__date__lt=before).delete()[0]
