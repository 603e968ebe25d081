"""Reading and proving the audit chain."""

import hashlib
from collections.abc import Collection

from thuis.foundation.audit.models import AuditEvent


def first_broken_event() -> AuditEvent | None:
    """The first event whose digest does not follow from the one before; None when the chain is whole.

    A chain that was cut off at its end is still whole. Only a digest that was noted elsewhere shows that:
    see `has_digest`.
    """
    last = ""
    for event in AuditEvent.objects.order_by("id").iterator():
        text = "|".join((last, event.at.isoformat(), event.actor_name, event.deed, event.about))
        if hashlib.sha256(text.encode()).hexdigest() != event.digest:
            return event
        last = event.digest
    return None


def last_event() -> AuditEvent | None:
    return AuditEvent.objects.order_by("-id").first()


def has_digest(digest: str) -> bool:
    """Whether an event that was noted earlier still stands in the chain."""
    return AuditEvent.objects.filter(digest=digest).exists()


def deeds() -> list[str]:
    """Every kind of deed that was ever recorded."""
    return sorted(AuditEvent.objects.order_by().values_list("deed", flat=True).distinct())


def actors_of(deed: str, subjects: Collection[str]) -> dict[str, str]:
    """The name of who did something last, by what it was about: 'app.model:id'."""
    found = AuditEvent.objects.filter(deed=deed, about__in=subjects).order_by("id")
    named = found.values_list("about", "actor__name", "actor_name")
    return {about: name or actor for about, name, actor in named}


def events_on_page(number: int, *, deed: str, size: int) -> tuple[list[AuditEvent], bool]:
    """One page of events, newest first, and whether older ones follow; `deed` empty means all."""
    chosen = AuditEvent.objects.select_related("actor").order_by("-id")
    if deed:
        chosen = chosen.filter(deed=deed)
    start = (number - 1) * size
    found = list(chosen[start : start + size + 1])
    return found[:size], len(found) > size
