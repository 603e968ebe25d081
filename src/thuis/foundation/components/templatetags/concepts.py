"""A word with its meaning, `{% concept "belonging" %}`: it opens without a script, by keyboard too."""

from django import template
from django.utils.functional import Promise

from thuis.foundation.texts.concepts import concept_of
from thuis.foundation.texts.language import page_language

register = template.Library()


@register.inclusion_tag("parts/concept.html")
def concept(key: str, at: str | int = "", words: str | Promise = "") -> dict[str, str | Promise]:
    """The word as a button that opens its meaning.

    `at` says where on the page it stands, when it stands there more than once; `words` is what is written in
    place of the name, so that it fits a sentence.
    """
    found, language = concept_of(key), page_language()
    return {
        "key": key,
        "name": found.name.in_(language),
        "words": words or found.name.in_(language),
        "meaning": found.meaning.in_(language),
        "place": f"word-{key}-{at}" if at else f"word-{key}",
    }
