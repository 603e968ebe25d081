"""Reading signals: those of units that somebody sees, and those that a unit works on."""

from collections.abc import Iterable
from typing import Any

from thuis.core.errors import NotFound
from thuis.foundation.institution.models import Site, Unit
from thuis.foundation.release.access import sight_of
from thuis.foundation.signals.models import Signal

MOST = 200  # on one page; older ones that ended are not shown any more


def signals_visible_to(user: Any) -> list[Signal]:
    """Open ones first, then those that ended, newest first."""
    sight = sight_of(user)
    found = Signal.objects.select_related("made_by").order_by("-made_on", "-pk")
    seen = [one for one in found if sight.covers(one.unit_kind, {one.unit})]
    return sorted(seen, key=lambda one: one.state != Signal.State.OPEN)[:MOST]


def signal_or_404(user: Any, pk: int) -> Signal:
    """One of a unit that she sees. Raises NotFound."""
    found = Signal.objects.filter(pk=pk).first()
    if found is None or not sight_of(user).covers(found.unit_kind, {found.unit}):
        raise NotFound("not-found")
    return found


def signals_of(units: Iterable[Unit]) -> tuple[Signal, ...]:
    """All signals about these units themselves, oldest first. Those about a site are the institution's."""
    wanted = {(one.kind, "all" if one.kind == Unit.Kind.INSTITUTION else one.code) for one in units}
    with_sites = any(kind == Unit.Kind.INSTITUTION for kind, _code in wanted)
    found = Signal.objects.select_related("made_by").order_by("made_on", "pk")
    return tuple(
        one
        for one in found
        if (one.unit_kind, one.unit) in wanted or (with_sites and one.unit_kind == "site")
    )


def names_of_units(language: str) -> dict[tuple[str, str], str]:
    """Names by kind and code; the institution under 'all'."""
    names = {
        (unit.kind, "all" if unit.kind == Unit.Kind.INSTITUTION else unit.code): unit.name_in(language)
        for unit in Unit.objects.all()
    }
    return names | {("site", code): name for code, name in Site.objects.values_list("code", "name")}
