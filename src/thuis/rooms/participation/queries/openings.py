"""The board of open roles."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from thuis.core.errors import NotFound
from thuis.rooms.participation.models import OpenRole
from thuis.rooms.participation.queries.roles import role_types

State = OpenRole.State
# A state says which deeds are possible in it, and where they lead.
TRANSITIONS: dict[tuple[str, str], str] = {
    (State.DRAFT, "publish"): State.OPEN,
    (State.OPEN, "close"): State.CLOSED,
    (State.CLOSED, "publish"): State.OPEN,
}


def today() -> date:
    return timezone.localdate()


def on_board(day: date, *, site: str = "", kind: str = "", words: str = "") -> tuple[OpenRole, ...]:
    """What students can apply for on a day; a role for every site is at each."""
    rows = OpenRole.objects.filter(state=State.OPEN, closes_on__gte=day)
    kinds = {code: role.kind.value for code, role in role_types().items()} if kind else {}
    return tuple(
        row
        for row in rows
        if (not site or row.site in ("", site))
        and (not kind or kinds.get(row.role) == kind)
        and _has(row, words.casefold().split())
    )


def _has(row: OpenRole, words: Iterable[str]) -> bool:
    said = f"{row.title_nl} {row.title_en} {row.text_nl} {row.text_en}".casefold()
    return all(word in said for word in words)


def every_opening() -> tuple[OpenRole, ...]:
    """All of them, for whoever keeps the board: newest closing day first."""
    return tuple(OpenRole.objects.order_by("-closes_on", "title_nl"))


def opening_or_404(pk: int) -> OpenRole:
    """Any opening, for whoever keeps the board. Raises NotFound."""
    found = OpenRole.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound("not-found")
    return found


def opening_on_board(pk: int, day: date) -> OpenRole:
    """One that students can see. Raises NotFound for drafts, and for what was closed."""
    found = opening_or_404(pk)
    if found.state != State.OPEN or found.closes_on < day:
        raise NotFound("opening-closed")
    return found


def opening_can(opening: OpenRole, deed: str) -> bool:
    return (opening.state, deed) in TRANSITIONS
