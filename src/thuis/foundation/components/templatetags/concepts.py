"""A word with its meaning, `{% concept "belonging" %}`: it opens without a script, by keyboard too."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from thuis.foundation.texts.concepts import concept_of
from thuis.foundation.texts.language import page_language

register = template.Library()


@register.simple_tag
def concept(key: str, at: str | int = "", words: str | Promise = "") -> SafeString:
    """The word as a button that opens its meaning.

    `at` says where on the page it stands, when it stands there more than once; `words` is what is written in
    place of the name, so that it fits a sentence.
    """
    return _drawn(key, str(at), str(words), page_language())


@lru_cache(maxsize=2048)
def _drawn(key: str, at: str, words: str, language: str) -> SafeString:
    """The same for everybody, and two stand below each card."""
    found = concept_of(key)
    values = {
        "key": key,
        "name": found.name.in_(language),
        "words": words or found.name.in_(language),
        "meaning": found.meaning.in_(language),
        "place": f"word-{key}-{at}" if at else f"word-{key}",
    }
    return render_to_string("parts/concept.html", values)
