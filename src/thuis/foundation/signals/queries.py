"""Reading signals: those of units that somebody sees."""

from typing import Any

from thuis.core.errors import NotFound
from thuis.foundation.institution.models import Site, Unit
from thuis.foundation.release.access import sight_of
from thuis.foundation.signals.models import Signal

MOST = 200  # on one page; older ones that ended are not shown any more


def signals_visible_to(user: Any) -> list[Signal]:
    """Open ones first, then those that ended, newest first."""
    sight = sight_of(user)
    found = Signal.objects.select_related("made_by").order_by("-state", "-made_on", "-pk")
    return [one for one in found if sight.covers(one.unit_kind, {one.unit})][:MOST]


def signal_or_404(user: Any, pk: int) -> Signal:
    """One of a unit that she sees. Raises NotFound."""
    found = Signal.objects.filter(pk=pk).first()
    if found is None or not sight_of(user).covers(found.unit_kind, {found.unit}):
        raise NotFound("not-found")
    return found


def names_of_units(language: str) -> dict[tuple[str, str], str]:
    """Names by kind and code; the institution under 'all'."""
    names = {
        (unit.kind, "all" if unit.kind == Unit.Kind.INSTITUTION else unit.code): unit.name_in(language)
        for unit in Unit.objects.all()
    }
    return names | {("site", code): name for code, name in Site.objects.values_list("code", "name")}
