"""Reading what students hear: for the public pages, the letter and the page with results."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from thuis.core.errors import NotFound
from thuis.foundation.institution.models import Unit
from thuis.foundation.institution.queries import unit_by_code, units_above
from thuis.foundation.signals.models import Telling

STILL_NEWS = timedelta(days=540)  # a letter points to what was told since the round of last year


def published_tellings(units: Iterable[Unit] | None = None) -> tuple[Telling, ...]:
    """What everybody can read, newest first; of these units, or of all."""
    found = Telling.objects.filter(state=Telling.State.PUBLISHED).select_related("unit")
    if units is not None:
        found = found.filter(unit__in=[one.pk for one in units])
    return tuple(found.order_by("-published_at", "-pk"))


def tellings_about(period: str, most: int) -> tuple[Telling, ...]:
    """What was told about figures of one round, newest first."""
    found = Telling.objects.filter(state=Telling.State.PUBLISHED, signals__period=period)
    return tuple(found.select_related("unit").distinct().order_by("-published_at", "-pk")[:most])


def telling_for(programme: str) -> Telling | None:
    """The news for a student of a programme: the newest of her programme, else of what is around it."""
    unit = unit_by_code(Unit.Kind.PROGRAMME, programme)
    around = units_above(unit) if unit else ()
    since = timezone.now() - STILL_NEWS
    found = Telling.objects.filter(state=Telling.State.PUBLISHED, unit__in=[one.pk for one in around])
    news = list(found.filter(published_at__gte=since).select_related("unit").order_by("-published_at", "-pk"))
    nearest = {one.pk: place for place, one in enumerate(around)}
    return min(news, key=lambda one: nearest[one.unit_id], default=None)


def telling_or_404(pk: int) -> Telling:
    """One, whatever its state. Raises NotFound."""
    found = Telling.objects.select_related("unit").filter(pk=pk).first()
    if found is None:
        raise NotFound("not-found")
    return found
