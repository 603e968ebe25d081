"""Writing the board of open roles."""

from django.db import transaction

from thuis.core.errors import InvalidInput, WrongState
from thuis.foundation.audit.actions import Actor, record
from thuis.rooms.participation.access import check_user_can_keep_roles
from thuis.rooms.participation.models import OpenRole
from thuis.rooms.participation.queries.openings import TRANSITIONS, opening_can, today

DEEDS = ("publish", "close")


@transaction.atomic
def save_opening(*, opening: OpenRole, by: Actor) -> OpenRole:
    """Add or change an opening."""
    check_user_can_keep_roles(by)
    opening.save()
    record("opening.saved", by=by, about=opening)
    return opening


@transaction.atomic
def move_opening(*, opening: OpenRole, deed: str, by: Actor) -> None:
    """Publish or close. Raises WrongState where that cannot be, InvalidInput when its last day is over."""
    check_user_can_keep_roles(by)
    opening = OpenRole.objects.select_for_update().get(pk=opening.pk)
    if not opening_can(opening, deed):
        raise WrongState("opening-cannot")
    if deed == "publish":
        if opening.closes_on < today():
            raise InvalidInput("opening-over")
        opening.published_on = today()
    opening.state = TRANSITIONS[opening.state, deed]
    opening.save()
    record("opening.published" if deed == "publish" else "opening.closed", by=by, about=opening)
