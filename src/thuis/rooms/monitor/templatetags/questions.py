"""Questions as they stand on a page, each drawn once per answer and language.

A closed question has few answers, so its drawings are shared by everybody and say nothing about anybody.
What somebody typed is drawn for her alone and kept nowhere.
"""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from thuis.foundation.texts.language import page_language
from thuis.rooms.monitor.presenters.answering import ItemView

register = template.Library()
MOST = 4096  # drawings of about 1 KB: 120 questions, two languages, half a dozen answers


@register.simple_tag
def question(item: ItemView, action: str) -> SafeString:
    """One question; `action` is the address of its page, empty in a preview."""
    if item.options and not item.error:
        return _drawn(item, action, page_language())
    return _draw(item, action)


@lru_cache(maxsize=MOST)
def _drawn(item: ItemView, action: str, language: str) -> SafeString:
    return _draw(item, action)


def _draw(item: ItemView, action: str) -> SafeString:
    return render_to_string(item.template, {"item": item, "action": action})
