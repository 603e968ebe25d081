"""Reading the library: what is published, what waits, where it is used."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from thuis.core.elements.model import WORDS, Approach
from thuis.core.errors import NotFound
from thuis.core.texts import Text
from thuis.foundation.institution.models import Role, Unit
from thuis.foundation.institution.queries import roles_of, units_on
from thuis.rooms.approaches import models
from thuis.rooms.approaches.models import LocalUse, Version

LISTS = ("elements", "sectors", "audience")
FACTS = ("effort", "cost", "evidence", "evaluated", "digital", "started", "source")


@dataclass(frozen=True, slots=True)
class Entry:
    """An approach as the library shows it: its row, and what its published version says."""

    row: models.Approach
    approach: Approach


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; empty means everything."""

    words: str = ""
    element: str = ""
    audience: str = ""
    effort: str = ""
    sector: str = ""

    @property
    def is_any(self) -> bool:
        return any((self.words, self.element, self.audience, self.effort, self.sector))


def today() -> date:
    return timezone.localdate()


def entries() -> tuple[Entry, ...]:
    """Everything that is published and not withdrawn, by title in Dutch."""
    rows = models.Approach.objects.filter(published__isnull=False, withdrawn_on=None)
    found = [_entry(row) for row in rows.select_related("published")]
    return tuple(sorted(found, key=lambda entry: entry.approach["title"].nl))


def entries_like(wanted: Wanted) -> tuple[Entry, ...]:
    """The entries that fit every filter and hold every word, in either language."""
    return tuple(entry for entry in entries() if _fits(entry.approach, wanted))


def presented() -> tuple[Entry, ...]:
    """What the public presentation shows."""
    return tuple(entry for entry in entries() if entry.row.presented)


def entry_or_404(key: str) -> Entry:
    """A published approach. Raises NotFound, also for what was withdrawn."""
    row = row_or_404(key)
    if not row.is_shown:
        raise NotFound("not-found")
    return _entry(row)


def row_or_404(key: str) -> models.Approach:
    """Any approach, for whoever keeps the library. Raises NotFound."""
    found = models.Approach.objects.select_related("published").filter(key=key).first()
    if found is None:
        raise NotFound("not-found")
    return found


def withdrawn() -> tuple[Entry, ...]:
    rows = models.Approach.objects.filter(withdrawn_on__isnull=False).select_related("published")
    return tuple(_entry(row) for row in rows)


def due(on: date) -> tuple[Entry, ...]:
    """What somebody should read again."""
    return tuple(entry for entry in entries() if entry.row.review_on <= on)


def waiting() -> tuple[Version, ...]:
    """Proposals that no second person read yet, oldest first."""
    rows = Version.objects.filter(state=Version.State.PROPOSED).select_related("approach", "proposed_by")
    return tuple(rows.order_by("proposed_on", "pk"))


def returned_to(user: Any) -> tuple[Version, ...]:
    """What was sent back to somebody and not proposed again since."""
    rows = Version.objects.filter(state=Version.State.RETURNED, proposed_by=user).select_related("approach")
    return tuple(one for one in rows if latest(one.approach) == one)


def latest(row: models.Approach) -> Version:
    """The version with the highest number, whatever its state."""
    return row.versions.order_by("-number")[:1].get()


def version_or_404(pk: int) -> Version:
    """A proposal that waits. Raises NotFound."""
    rows = Version.objects.filter(state=Version.State.PROPOSED).select_related("approach")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound("not-found")
    return found


def uses_of(row: models.Approach) -> tuple[LocalUse, ...]:
    return tuple(row.uses.select_related("unit"))


def use_or_404(pk: int) -> LocalUse:
    """Raises NotFound."""
    found = LocalUse.objects.select_related("unit", "approach").filter(pk=pk).first()
    if found is None:
        raise NotFound("not-found")
    return found


def units_to_tell_of(user: Any) -> tuple[Unit, ...]:
    """Units on this day; whether she may tell of one is for the access pair."""
    return units_on(today()) if roles_of(user, today()) else ()


def role_told_by(user: Any) -> str:
    """Under which of her roles somebody tells: the first that reads results."""
    kinds = [role.kind for role in roles_of(user, today())]
    return next(kind for kind in Role.Kind.values if kind in kinds)


def approach_of(words: Mapping[str, Any]) -> Approach:
    """What a version says, as a value."""
    return Approach(
        **_lists(words),
        **{name: words[name] for name in FACTS},
        texts={name: Text(**words["texts"][name]) for name in WORDS},
    )


def _lists(words: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(words[name]) for name in LISTS}


def words_of(approach: Approach) -> dict[str, Any]:
    """The same, as a version keeps it."""
    texts = {name: {"nl": text.nl, "en": text.en} for name, text in approach.texts.items()}
    lists = {name: list(getattr(approach, name)) for name in LISTS}
    return {**lists, **{name: getattr(approach, name) for name in FACTS}, "texts": texts}


def _entry(row: models.Approach) -> Entry:
    version = row.published
    if version is None:
        raise NotFound("not-found")
    return Entry(row, approach_of(version.words))


def _fits(approach: Approach, wanted: Wanted) -> bool:
    said = " ".join(f"{text.nl} {text.en}" for text in approach.texts.values()).casefold()
    return (
        _holds(approach.elements, wanted.element)
        and _holds(approach.audience, wanted.audience)
        and _holds(approach.sectors, wanted.sector)
        and wanted.effort in ("", str(approach.effort))
        and all(word in said for word in wanted.words.casefold().split())
    )


def _holds(given: tuple[str, ...], wanted: str) -> bool:
    return not wanted or wanted in given
