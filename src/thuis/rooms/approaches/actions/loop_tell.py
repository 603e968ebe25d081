"""Telling students, and looking again: what was done, what not, and whether something changed."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from thuis.core.errors import InvalidInput
from thuis.core.loop.states import PLAN, TELLING, after
from thuis.foundation.accounts.models import User
from thuis.foundation.audit.actions import record
from thuis.foundation.permissions.roles import check_user_can_choose_actions
from thuis.foundation.signals.actions import tell_signals, untell_signals
from thuis.foundation.signals.models import Signal, Telling
from thuis.rooms.approaches.models import MeaningSession, Plan, Remeasurement

TELLING_DEEDS = ("publish", "withdraw")


@transaction.atomic
def save_telling(*, telling: Telling, signals: Sequence[Signal], plan: Plan | None, by: User) -> Telling:
    """Write what students will hear, or change it. What is public changes at once, so it must stay whole.

    Raises InvalidInput when it is public and a language misses something.
    """
    check_user_can_choose_actions(by, telling.unit)
    if telling.is_published and not telling.is_whole:
        raise InvalidInput("telling-not-whole")
    _name_who_agreed(telling, plan)
    telling.changed_at = timezone.now()
    telling.save()
    before = list(telling.signals.all())
    telling.signals.set(signals)
    if plan is not None:
        Plan.objects.filter(pk=plan.pk).update(telling=telling)
    if telling.is_published:
        _untell(telling, [one for one in before if one not in signals])
        tell_signals(signals, telling.address)
    record("telling.saved", by=by, about=telling)
    return telling


def _name_who_agreed(telling: Telling, plan: Plan | None) -> None:
    if plan is None:
        return
    telling.staff = str(plan.owner) if plan.owner and plan.owner_named else ""
    telling.student = plan.student_owner if plan.student_agreed else ""


@transaction.atomic
def move_telling(*, telling: Telling, deed: str, address: str, by: User) -> None:
    """Publish it at an address, or take it away. Raises InvalidInput when a language misses something."""
    check_user_can_choose_actions(by, telling.unit)
    telling = Telling.objects.select_for_update().get(pk=telling.pk)
    if deed == "publish" and not telling.is_whole:
        raise InvalidInput("telling-not-whole")
    telling.state, telling.changed_at = after(TELLING, telling.state, deed), timezone.now()
    if telling.is_published:
        telling.address, telling.published_at = address, telling.changed_at
        tell_signals(telling.signals.all(), address)
    telling.save()
    if not telling.is_published:
        _untell(telling, list(telling.signals.all()))
    record("telling.published" if telling.is_published else "telling.withdrawn", by=by, about=telling)


def _untell(telling: Telling, signals: Sequence[Signal]) -> None:
    """Signals are open again, unless another answer to them is public."""
    public = Telling.objects.filter(state=Telling.State.PUBLISHED).exclude(pk=telling.pk)
    answered = set(public.filter(signals__in=signals).values_list("signals", flat=True))
    untell_signals(one for one in signals if one.pk not in answered)


@transaction.atomic
def look_again(*, found: Remeasurement, next_on: date | None, by: User) -> Remeasurement:
    """Keep what was seen and decided. Raises WrongState when the plan cannot be looked at in its state."""
    plan = Plan.objects.select_for_update().select_related("unit").get(pk=found.plan_id)
    check_user_can_choose_actions(by, plan.unit)
    plan.state = after(PLAN, plan.state, found.decision)
    plan.review_on = next_on or plan.review_on
    plan.save(update_fields=("state", "review_on"))
    found.by = by
    found.save()
    record("plan.looked-again", by=by, about=found)
    return found


def forget_names(*, before: date) -> int:
    """Names of students in plans that were to be looked at before a day, and notes of sessions before it."""
    plans = Plan.objects.filter(review_on__lt=before).exclude(student_owner="")
    tellings = Telling.objects.filter(plan__review_on__lt=before).exclude(student="")
    gone = tellings.update(student="") + plans.update(student_owner="", student_agreed=False)
    return gone + MeaningSession.objects.filter(on__lt=before).exclude(notes="").update(notes="")
