"""Every address of the site, and an example of each, for the guards."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

LIST = Path(__file__).with_name("routes.txt")
HOW_TO_RENEW = "Meant? Run `THUIS_RENEW=1 .venv/bin/pytest -n 0 tests/architecture` and read the difference."

# What to fill in for a converter when a route has no example of its own. These lead to nothing.
ANY = {"int": 999_999, "str": "nothing", "slug": "nothing", "path": "nothing"}
UUID = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True)
class Route:
    """One address as it is written in the urls, with its view."""

    pattern: str
    name: str
    view: Any
    converters: dict[str, Any]

    def example(self) -> str:
        """An address that this route answers; its object does not exist."""
        if not self.converters:
            return reverse(self.name)
        return reverse(self.name, kwargs={key: _any(kind) for key, kind in self.converters.items()})


def routes() -> list[Route]:
    """All addresses, sorted; regular expressions of libraries as they stand."""
    return sorted(_walk(get_resolver(), "", {}), key=lambda route: route.pattern)


def _walk(
    resolver: URLResolver, prefix: str, converters: dict[str, Any], namespace: str = ""
) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        here = prefix + str(entry.pattern)
        # a regular expression has named groups instead of converters
        groups = dict.fromkeys(entry.pattern.regex.groupindex) if hasattr(entry.pattern, "_regex") else {}
        known = {**converters, **groups, **entry.pattern.converters}
        if isinstance(entry, URLPattern):
            yield Route(here, namespace + (entry.name or ""), entry.callback, known)
        else:
            inside = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, here, known, inside)


def _any(converter: Any) -> Any:
    kind = type(converter).__name__.removesuffix("Converter").lower()
    if kind == "uuid":
        return UUID
    if kind == "string":
        return ANY["str"]
    return ANY.get(kind, "nothing")
