"""Writing the audit chain. Call inside the transaction of the deed itself."""

import hashlib
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import models
from django.utils import timezone

from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.database.turns import AUDIT_CHAIN, wait_for_turn


class Actor(Protocol):
    """Whoever does something: a user, or a command of the operator."""

    @property
    def audit_name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Operator:
    """A command on the server's own shell, or a job that it started."""

    command: str

    @property
    def audit_name(self) -> str:
        return f"operator:{self.command}"


def record(deed: str, *, by: Actor, about: models.Model | str) -> AuditEvent:
    """Add one deed to the chain; `about` is stored as kind and id, never as content."""
    wait_for_turn(AUDIT_CHAIN)  # two deeds at once would both follow the same last one
    at = timezone.now()
    last = AuditEvent.objects.order_by("-id").values_list("digest", flat=True).first() or ""
    subject = about if isinstance(about, str) else f"{about._meta.label_lower}:{about.pk}"
    text = "|".join((last, at.isoformat(), by.audit_name, deed, subject))
    return AuditEvent.objects.create(
        at=at,
        actor=_user(by),
        actor_name=by.audit_name,
        deed=deed,
        about=subject,
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )


def _user(by: Any) -> Any:
    """The row to point at; an operator has none."""
    return by if isinstance(by, models.Model) else None
