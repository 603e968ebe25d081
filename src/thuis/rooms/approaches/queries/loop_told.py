"""Reading what was told: which units have a page, and the unit of an address."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from thuis.core.errors import NotFound
from thuis.foundation.institution.models import Unit
from thuis.foundation.institution.queries import exists_on, institution, unit_by_code
from thuis.foundation.signals.models import Telling
from thuis.foundation.signals.tellings import published_tellings
from thuis.rooms.approaches.queries.library import today


def unit_of_address(kind: str, code: str) -> Unit:
    """The unit of a public page. Raises NotFound."""
    found = institution() if (kind, code) == ("institution", "all") else unit_by_code(kind, code)
    if found is None or (found.kind == Unit.Kind.INSTITUTION and code != "all"):
        raise NotFound("not-found")
    return found


def public_tellings(units: Iterable[Unit] | None = None) -> tuple[Telling, ...]:
    """What everybody can read, newest first, with what stands behind it; four queries."""
    found = published_tellings(units)
    prefetch_related_objects(found, "signals", "plan__remeasurements")
    return found


def whole() -> Unit:
    """The institution. Raises NotFound on a new installation."""
    found = institution()
    if found is None:
        raise NotFound("not-found")
    return found


def told_units(also: Unit) -> tuple[Unit, ...]:
    """The institution, this unit, and every unit of which something was told; by kind and name."""
    rows = Telling.objects.filter(state=Telling.State.PUBLISHED)
    wanted = {*rows.values_list("unit_id", flat=True), also.pk, whole().pk}
    order = (Unit.Kind.INSTITUTION, Unit.Kind.DOMAIN, Unit.Kind.PROGRAMME)
    found = Unit.objects.filter(exists_on(today()), pk__in=wanted)
    return tuple(sorted(found, key=lambda one: (order.index(Unit.Kind(one.kind)), one.name_nl)))
