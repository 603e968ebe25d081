"""Who proposes, who reads along as a second person, and who tells where an approach is used."""

from typing import Any

from django.utils import timezone

from thuis.core.errors import NotAllowed
from thuis.foundation.access.rules import permitted
from thuis.foundation.institution.models import Unit
from thuis.foundation.institution.queries import roles_of
from thuis.foundation.permissions.roles import user_can_review_approaches, user_can_see_results
from thuis.rooms.approaches.models import Version


def user_can_propose(user: Any) -> bool:
    """Every colleague with a role, whichever it is."""
    return bool(roles_of(user, timezone.localdate()))


def check_user_can_propose(user: Any) -> None:
    _refuse_unless(user_can_propose(user))


def user_can_review(user: Any, version: Version) -> bool:
    """A second person: whoever proposed does not publish."""
    return user_can_review_approaches(user) and version.proposed_by_id != user.pk


def check_user_can_review(user: Any, version: Version) -> None:
    _refuse_unless(user_can_review(user, version))


def user_can_tell_use(user: Any, unit: Unit) -> bool:
    """Whoever works in a unit and reads its results knows what is done there."""
    return user_can_see_results(user, unit)


def check_user_can_tell_use(user: Any, unit: Unit) -> None:
    _refuse_unless(user_can_tell_use(user, unit))


def _refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed("not-allowed")


proposes = permitted("proposes-approaches", user_can_propose)
reviews = permitted("reviews-approaches", user_can_review_approaches)
