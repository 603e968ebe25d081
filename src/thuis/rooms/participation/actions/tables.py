"""What a coordinator knows and no file says: role types, gaps, staff hours, targets."""

from datetime import date

from django.db import transaction

from thuis.foundation.audit.actions import Actor, record
from thuis.rooms.participation.access import check_user_can_keep_roles
from thuis.rooms.participation.models import (
    Engagement,
    Forgotten,
    Gap,
    PoolMembership,
    RoleType,
    StaffHours,
    Target,
)
from thuis.rooms.participation.queries.register import domain_of_programmes


@transaction.atomic
def save_role_type(*, role: RoleType, by: Actor) -> RoleType:
    """Add a role, or say otherwise of one that every institution has."""
    check_user_can_keep_roles(by)
    role.save()
    record("role-type.saved", by=by, about=role)
    return role


@transaction.atomic
def save_gap(*, gap: Gap, by: Actor) -> Gap:
    """Say that no source records something, so that it is unknown and not 0."""
    check_user_can_keep_roles(by)
    gap.save()
    record("gap.saved", by=by, about=gap)
    return gap


@transaction.atomic
def remove_gap(*, gap: Gap, by: Actor) -> None:
    check_user_can_keep_roles(by)
    record("gap.removed", by=by, about=gap)
    gap.delete()


@transaction.atomic
def save_staff_hours(*, hours: StaffHours, by: Actor) -> StaffHours:
    """Hours that staff of a place worked in some days."""
    check_user_can_keep_roles(by)
    hours.domain = hours.domain or domain_of_programmes().get(hours.programme, "")
    hours.save()
    record("staff-hours.saved", by=by, about=hours)
    return hours


@transaction.atomic
def remove_staff_hours(*, hours: StaffHours, by: Actor) -> None:
    check_user_can_keep_roles(by)
    record("staff-hours.removed", by=by, about=hours)
    hours.delete()


@transaction.atomic
def save_target(*, target: Target, by: Actor) -> Target:
    """What a unit wants to reach; whoever calls has checked who may choose for that unit."""
    target.save()
    record("target.saved", by=by, about=target)
    return target


def forget_roles(*, before: date) -> int:
    """Rows about people that are too old; returns how many. Until which day is kept: see `Forgotten`."""
    tables = (Engagement, PoolMembership)
    gone = sum(table._default_manager.filter(last__lt=before).delete()[0] for table in tables)
    if gone:
        Forgotten.objects.update_or_create(pk=1, defaults={"before": before})
    return gone
