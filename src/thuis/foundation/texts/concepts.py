"""Shared words: what the concepts mean that stand on many pages. Read once per run."""

from functools import cache

from thuis.core.elements.load import load_concepts
from thuis.core.elements.model import Concept
from thuis.core.errors import ContentError
from thuis.foundation.texts.content import CONTENT, read_content


@cache
def concepts() -> tuple[Concept, ...]:
    """All of them, in the order of the file."""
    return read_content(CONTENT / "glossary.toml", load_concepts)


def concept_of(key: str) -> Concept:
    """One concept. Raises ContentError: a page that names a word promises that it is explained."""
    found = next((one for one in concepts() if one.key == key), None)
    if found is None:
        raise ContentError([f'glossary.toml: concept "{key}" does not exist'])
    return found
