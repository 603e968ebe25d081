"""Reading and proving the audit chain."""

import hashlib

from thuis.foundation.audit.models import AuditEvent


def first_broken_event() -> AuditEvent | None:
    """The first event whose digest does not follow from the one before; None when the chain is whole."""
    last = ""
    for event in AuditEvent.objects.order_by("id").iterator():
        text = "|".join((last, event.at.isoformat(), event.actor_name, event.deed, event.about))
        if hashlib.sha256(text.encode()).hexdigest() != event.digest:
            return event
        last = event.digest
    return None
