"""What a tab is: a name and the makers of its cards."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from thuis.rooms.insights.presenters.card import Maker
from thuis.rooms.insights.queries import Scene

AT_ONCE = 8  # cards that were found, on one page: more is slow on an old phone, and nobody reads on


@dataclass(frozen=True, slots=True)
class Found:
    """A card that depends on what was asked: its key and title are known before it is made."""

    key: str
    title: str
    make: Maker


@dataclass(frozen=True, slots=True)
class Tab:
    """`makers` in the order of the page; a maker without figures for this unit makes no card.

    `found` gives cards that depend on what was asked; a list of all of them stands above, and so many stand
    on one page. `lead` is one sentence below the title; `pair` puts the cards two by two. `stamp`: a word
    that changes with what a tab shows beside the release, which never changes. `concepts`: shared words that
    the page explains.
    """

    key: str
    title: str | Promise
    makers: tuple[Maker, ...]
    lead: str | Promise = ""
    pair: bool = False
    found: Callable[[Scene], Iterable[Found]] | None = None
    stamp: Callable[[Scene], str] | None = None
    concepts: tuple[str, ...] = ()
