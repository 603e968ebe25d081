"""Where pages lie."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=8192)
def address_of(name: str, **place: str) -> str:
    """The address of a page. It stays while a process runs, and a page of results asks for hundreds."""
    return reverse(name, kwargs=place)
