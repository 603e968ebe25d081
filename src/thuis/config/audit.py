"""The log of deeds for the functional admin: who did what and when, without contents.

The page stands here and not with the chain itself, because the rules of who may see it rest on the chain.
"""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thuis.config.deeds import about_in_words, actor_in_words, deed_in_words
from thuis.foundation.access.rules import open_to, permitted
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.audit.queries import deeds, events_on_page
from thuis.foundation.permissions.roles import user_can_manage_people

SIZE = 50
MOST_PAGES = 100_000
keepers = permitted("keeps-people", user_can_manage_people)


@dataclass(frozen=True, slots=True)
class Event:
    at: datetime
    actor: str
    deed: str
    about: str


@dataclass(frozen=True, slots=True)
class AuditPage:
    """One page of deeds; `previous` and `following` are page numbers, 0 where there is none."""

    events: tuple[Event, ...]
    deeds: tuple[tuple[str, str], ...]
    chosen: str
    number: int
    previous: int
    following: int


@open_to(keepers)
@require_GET
def log(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("page", "")
    number = min(max(int(asked), 1), MOST_PAGES) if asked.isascii() and asked.isdigit() else 1
    return render(request, "audit.html", {"page": audit_page(number, request.GET.get("deed", ""))})


def audit_page(number: int, deed: str) -> AuditPage:
    known = tuple((code, deed_in_words(code)) for code in deeds())
    chosen = deed if deed in dict(known) else ""
    found, more = events_on_page(number, deed=chosen, size=SIZE)
    return AuditPage(
        tuple(map(_in_words, found)), known, chosen, number, number - 1, number + 1 if more else 0
    )


def _in_words(event: AuditEvent) -> Event:
    actor = event.actor.name if event.actor else actor_in_words(event.actor_name)
    return Event(event.at, actor, deed_in_words(event.deed), about_in_words(event.about))
