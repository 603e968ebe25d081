"""Page objects of the library."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thuis.core.elements.model import SECTORS, Approach
from thuis.core.texts import LANGUAGES
from thuis.rooms.approaches.access.library import user_can_review, user_can_tell_use
from thuis.rooms.approaches.models import LocalUse, Version
from thuis.rooms.approaches.presenters.elements import Door
from thuis.rooms.approaches.presenters.sources import cited
from thuis.rooms.approaches.presenters.words import (
    AUDIENCES,
    COSTS,
    DIGITAL,
    EFFORTS,
    EVALUATED,
    EVIDENCE,
    Words,
)
from thuis.rooms.approaches.queries.content import elements
from thuis.rooms.approaches.queries.library import Entry, Wanted, approach_of

Choices = tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An approach in a list."""

    key: str
    title: str
    summary: str
    audience: str
    effort: Words
    evidence: Words
    from_thuis: bool
    review_on: date
    presented: bool


@dataclass(frozen=True, slots=True)
class LibraryPage:
    cards: tuple[Card, ...]
    wanted: Wanted
    elements: Choices
    audiences: Choices
    efforts: Choices
    sectors: Choices


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one approach says, in one language; `missing` names a language that has no words yet."""

    title: str
    summary: str
    how: str
    first_step: str
    students_part: str
    initiator: str
    duration: str
    scale: str
    elements: tuple[Door, ...]
    audience: str
    sectors: str
    effort: Words
    cost: Words
    evidence: Words
    evaluated: Words
    digital: Words
    started: date
    source: str
    language: str
    missing: str


@dataclass(frozen=True, slots=True)
class UseRow:
    pk: int
    unit: str
    since: date
    told_by: str
    changed: str
    language: str
    can_remove: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A version that waits."""

    pk: int
    title: str
    proposed_on: date
    is_new: bool
    can_review: bool


def library_page(entries: Iterable[Entry], wanted: Wanted, language: str) -> LibraryPage:
    return LibraryPage(
        cards(entries, language),
        wanted,
        tuple((one.key, one.name.in_(language)) for one in elements()),
        tuple(AUDIENCES.items()),
        tuple((str(one), words) for one, words in EFFORTS.items()),
        tuple((one, one) for one in SECTORS),
    )


def cards(entries: Iterable[Entry], language: str) -> tuple[Card, ...]:
    return tuple(_card(entry, language) for entry in entries)


def _card(entry: Entry, language: str) -> Card:
    told, row = entry.approach, entry.row
    return Card(
        key=row.key,
        title=told["title"].in_(language),
        summary=told["summary"].in_(language),
        audience=_audience(told),
        effort=EFFORTS[told.effort],
        evidence=EVIDENCE[told.evidence],
        from_thuis=row.from_thuis,
        review_on=row.review_on,
        presented=row.presented,
    )


def sheet(told: Approach, language: str) -> Sheet:
    """In the language of the page, or in the one that it has."""
    has = {one: all(text.in_(one) for text in told.texts.values()) for one in LANGUAGES}
    whole = [str(one) for one in LANGUAGES if has[one]]
    shown = language if language in whole or not whole else whole[0]
    return Sheet(
        **{word: text.in_(shown) for word, text in told.texts.items()},
        elements=tuple(Door(e.key, e.name.in_(language)) for e in elements() if e.key in told.elements),
        audience=_audience(told),
        sectors=", ".join(told.sectors),
        effort=EFFORTS[told.effort],
        cost=COSTS[told.cost],
        evidence=EVIDENCE[told.evidence],
        evaluated=EVALUATED[told.evaluated],
        digital=DIGITAL[told.digital],
        started=date.fromisoformat(f"{told.started}-01"),
        source=cited(told.source),
        language=shown,
        missing=next((one for one in LANGUAGES if not has[one]), ""),
    )


def use_rows(uses: Iterable[LocalUse], user: Any, language: str) -> tuple[UseRow, ...]:
    return tuple(
        UseRow(
            pk=use.pk,
            unit=use.unit.name_in(language),
            since=use.since,
            told_by=str(use.get_told_by_display()),
            changed=use.changed,
            language=use.language,
            can_remove=user_can_tell_use(user, use.unit),
        )
        for use in uses
    )


def proposals(versions: Sequence[Version], user: Any, language: str) -> tuple[Proposal, ...]:
    return tuple(
        Proposal(
            pk=version.pk,
            title=sheet(approach_of(version.words), language).title,
            proposed_on=version.proposed_on,
            is_new=version.approach.published_id is None,
            can_review=user_can_review(user, version),
        )
        for version in versions
    )


def _audience(told: Approach) -> str:
    return ", ".join(str(AUDIENCES[one]) for one in told.audience)
