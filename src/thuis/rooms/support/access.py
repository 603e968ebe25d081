"""Who may change what students read about help."""

from typing import Any

from django.utils import timezone

from thuis.core.errors import NotAllowed
from thuis.foundation.access.rules import permitted
from thuis.foundation.audit.actions import Operator
from thuis.foundation.institution.models import Role, Unit
from thuis.foundation.institution.queries import roles_of
from thuis.foundation.permissions.roles import user_can_edit_support
from thuis.rooms.support.models import SupportOffer


def sites_kept_by(user: Any) -> frozenset[str]:
    """The sites of a coordinator who is there for some sites and not for the whole institution."""
    roles = roles_of(user, timezone.localdate())
    return frozenset(role.site.code for role in roles if role.kind == Role.Kind.COORDINATOR and role.site)


def user_can_edit_every_offer(user: Any) -> bool:
    """Coordinators and admins of the whole institution, and the operator on the server's own shell."""
    return isinstance(user, Operator) or user_can_edit_support(user)


def check_user_can_edit_every_offer(user: Any) -> None:
    if not user_can_edit_every_offer(user):
        raise NotAllowed("not-allowed")


def user_can_edit_some_offers(user: Any) -> bool:
    """Whoever keeps every offer, or those of a site."""
    return user_can_edit_every_offer(user) or bool(sites_kept_by(user))


def check_user_can_edit_some_offers(user: Any) -> None:
    if not user_can_edit_some_offers(user):
        raise NotAllowed("not-allowed")


def user_can_edit_offer(user: Any, offer: SupportOffer) -> bool:
    """An offer for all sites belongs to the whole institution; one for some sites to who keeps them all."""
    if user_can_edit_every_offer(user):
        return True
    return bool(offer.sites) and set(offer.sites) <= sites_kept_by(user)


def check_user_can_edit_offer(user: Any, offer: SupportOffer) -> None:
    if not user_can_edit_offer(user, offer):
        raise NotAllowed("not-allowed")


def user_can_read_stories(user: Any, centre: SupportOffer) -> bool:
    """Stories are told to a panel: whoever leads it reads them. An admin keeps the house and reads none."""
    if _coordinates_everything(user):
        return True
    return bool(centre.sites) and set(centre.sites) <= sites_kept_by(user)


def check_user_can_read_stories(user: Any, centre: SupportOffer) -> None:
    if not user_can_read_stories(user, centre):
        raise NotAllowed("not-allowed")


def user_can_read_some_stories(user: Any) -> bool:
    return _coordinates_everything(user) or bool(sites_kept_by(user))


def check_user_can_read_some_stories(user: Any) -> None:
    if not user_can_read_some_stories(user):
        raise NotAllowed("not-allowed")


def _coordinates_everything(user: Any) -> bool:
    return any(
        role.kind == Role.Kind.COORDINATOR and role.site is None and role.unit.kind == Unit.Kind.INSTITUTION
        for role in roles_of(user, timezone.localdate())
    )


reads_stories = permitted("reads-stories", user_can_read_some_stories)
edits_support = permitted("edits-support", user_can_edit_some_offers)
edits_all_support = permitted("edits-all-support", user_can_edit_every_offer)
