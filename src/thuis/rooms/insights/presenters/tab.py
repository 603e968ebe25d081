"""What a tab is: a name and the makers of its cards."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from thuis.rooms.insights.presenters.card import Maker
from thuis.rooms.insights.queries import Scene


@dataclass(frozen=True, slots=True)
class Tab:
    """`makers` in the order of the page; a maker without figures for this unit makes no card.

    `found` gives makers that depend on what was asked. `lead` is one sentence below the title; `pair` puts
    the cards two by two.
    """

    key: str
    title: str | Promise
    makers: tuple[Maker, ...]
    lead: str | Promise = ""
    pair: bool = False
    found: Callable[[Scene], Iterable[Maker]] | None = None
