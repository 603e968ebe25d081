"""The second key of a year of roles: made before its first file, destroyed when nobody asks any more."""

from django.utils import timezone

from thuis.core.errors import WrongState
from thuis.foundation.audit.actions import Actor
from thuis.foundation.pseudonyms import actions
from thuis.foundation.pseudonyms.pseudonyms import roles_purpose
from thuis.rooms.participation.queries.people import year_has_people


def make_key(*, year: int, by: Actor, again: bool = False) -> bytes:
    """Raises WrongState: roles lie under another key already, and `again` was not said."""
    if not again and year_has_people(year):
        raise WrongState("key-too-late")
    return actions.make_key(purpose=roles_purpose(year), by=by, again=again)


def load_key(*, year: int, key: bytes, by: Actor) -> None:
    actions.load_key(purpose=roles_purpose(year), key=key, by=by)


def destroy_key(*, year: int, by: Actor) -> None:
    """From then on nobody finds her own roles of this year. Raises WrongState: the year is not over."""
    if timezone.localdate().year <= year:
        raise WrongState("key-still-needed")
    actions.destroy_key(purpose=roles_purpose(year), by=by)
