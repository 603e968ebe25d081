"""Where a link of a document leads once the document is a page."""

import os
import posixpath
from collections.abc import Collection
from dataclasses import dataclass, field

from thuis.config.bookshelf.shelf import page

ELSEWHERE = ("https://", "mailto:")
PICTURES = (".png", ".svg")


@dataclass(slots=True)
class Links:
    """Links of one document: `built` become pages, `copied` collects files that must lie beside them."""

    document: str
    built: Collection[str]
    copied: set[str] = field(default_factory=set)

    def path(self, goal: str) -> str:
        """What a relative address means, as a path in the repository."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.document), goal))

    def address(self, goal: str) -> str | None:
        """The address on the page; None for a file of the repository that has no page."""
        if goal.startswith(ELSEWHERE):
            return goal
        name, mark, heading = goal.partition("#")
        path = self.path(name) if name else self.document
        if path in self.built:
            return self.to(page(path)) + mark + heading if name else goal
        if path.endswith(PICTURES):
            self.copied.add(path)
            return self.to(path)
        return None

    def to(self, place: str) -> str:
        """From the page of this document to another place in the folder."""
        return os.path.relpath(place, posixpath.dirname(page(self.document)) or ".")
