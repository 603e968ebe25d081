"""The language in which a page is read."""

from django.utils.translation import get_language


def page_language() -> str:
    """The language of this request; Dutch where none was chosen."""
    return get_language() or "nl"
