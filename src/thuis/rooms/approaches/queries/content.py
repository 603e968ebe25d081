"""What came with the software: elements, approaches, recommendations and shared words; read once per run."""

from collections.abc import Sequence
from functools import cache
from typing import TypeVar

from thuis.core.elements import check
from thuis.core.elements.load import load_elements, load_library, load_recommendations
from thuis.core.elements.model import Concept, Element, LibraryEntry, Recommendation
from thuis.core.errors import NotFound
from thuis.foundation.texts.concepts import concepts
from thuis.foundation.texts.content import CONTENT, read_content

Keyed = TypeVar("Keyed", Element, Concept)
FOLDER = CONTENT / "approaches"


@cache
def elements() -> tuple[Element, ...]:
    """The sixteen, in the order of the drawing."""
    return read_content(FOLDER / "elements.toml", load_elements)


@cache
def library_entries() -> tuple[LibraryEntry, ...]:
    """The approaches 'from Thuis'; an institution has them in its own library."""
    files = sorted(FOLDER.glob("library/*.toml"))
    return tuple(entry for path in files for entry in read_content(path, load_library))


@cache
def recommendations() -> tuple[Recommendation, ...]:
    return read_content(FOLDER / "recommendations.toml", load_recommendations)


def element_or_404(key: str) -> Element:
    """Raises NotFound."""
    return _one(elements(), key)


def concept_or_404(key: str) -> Concept:
    """Raises NotFound."""
    return _one(concepts(), key)


def content_problems() -> list[str]:
    """Everything that is wrong with this content."""
    return [
        *check.check_elements(elements()),
        *check.check_library(library_entries(), elements()),
        *check.check_recommendations(recommendations(), elements()),
        *check.check_concepts(concepts()),
    ]


def _one(known: Sequence[Keyed], key: str) -> Keyed:
    found = next((one for one in known if one.key == key), None)
    if found is None:
        raise NotFound("not-found")
    return found
