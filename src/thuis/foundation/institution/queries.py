"""Reading the institution: the tree, and who has which role.

Days are arguments. `ends_on` is the last day on which something still holds.
"""

from datetime import date
from typing import Any

from django.db.models import Q

from thuis.foundation.institution.models import Role, Unit


def holds_on(day: date) -> Q:
    """What has begun and has not ended on `day`; for enrolments and roles."""
    return Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day))


def institution() -> Unit | None:
    """The root of the tree; None while nothing was entered."""
    return Unit.objects.filter(kind=Unit.Kind.INSTITUTION).order_by("pk").first()


def units_under(unit: Unit) -> frozenset[int]:
    """The ids of a unit and everything below it, ended ones included; one query per level."""
    found, edge = {unit.pk}, {unit.pk}
    while edge:
        edge = set(Unit.objects.filter(parent__in=edge).values_list("pk", flat=True)) - found
        found |= edge
    return frozenset(found)


def units_above(unit: Unit) -> tuple[Unit, ...]:
    """The unit itself, then its parents up to the institution."""
    path, node = [unit], unit.parent
    while node is not None:
        path.append(node)
        node = node.parent
    return tuple(path)


def roles_of(user: Any, on: date) -> tuple[Role, ...]:
    """The roles that a signed-in user holds on a day; none for visitors and for accounts without a person."""
    if not getattr(user, "is_authenticated", False):
        return ()
    roles = Role.objects.filter(holds_on(on), person__user=user).select_related("unit", "site")
    return tuple(roles.order_by("pk"))
