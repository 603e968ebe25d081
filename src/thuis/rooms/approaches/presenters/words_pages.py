"""Page objects of the glossary."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from thuis.core.elements.model import Concept
from thuis.rooms.approaches.presenters.elements import Door
from thuis.rooms.approaches.presenters.sources import cited

DECISION = re.compile(r"docs/adr/\d{4}")
OTHER = {"nl": "en", "en": "nl"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A word in the list; `other` is its name in the other language."""

    key: str
    name: str
    meaning: str
    other: str
    other_language: str
    is_drawn: bool


@dataclass(frozen=True, slots=True)
class Letter:
    letter: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ConceptPage:
    """`drawing` is the template of its drawing, empty when it has none; `named_by`: words that point here."""

    entry: Entry
    drawing: str
    see: tuple[Door, ...]
    named_by: tuple[Door, ...]
    source: str


def letters(concepts: Sequence[Concept], language: str) -> tuple[Letter, ...]:
    """All words by their first letter, as the reader's language has them."""
    entries = sorted((entry_of(one, language) for one in concepts), key=lambda one: one.name.casefold())
    return tuple(Letter(letter, tuple(found)) for letter, found in groupby(entries, _first))


def _first(entry: Entry) -> str:
    return entry.name[0].upper()


def entry_of(concept: Concept, language: str) -> Entry:
    other = OTHER.get(language, "nl")
    return Entry(
        concept.key,
        concept.name.in_(language),
        concept.meaning.in_(language),
        concept.name.in_(other),
        other,
        bool(concept.model),
    )


def concept_page(concept: Concept, concepts: Sequence[Concept], language: str) -> ConceptPage:
    pointing = [one for one in concepts if concept.key in one.see and one.key not in concept.see]
    return ConceptPage(
        entry_of(concept, language),
        f"approaches/words/_{concept.model}.html" if concept.model else "",
        tuple(_door(one, language) for one in concepts if one.key in concept.see),
        tuple(_door(one, language) for one in pointing),
        DECISION.sub(_("a decision about how Thuis works"), cited(concept.source)),
    )


def _door(concept: Concept, language: str) -> Door:
    return Door(concept.key, concept.name.in_(language))
