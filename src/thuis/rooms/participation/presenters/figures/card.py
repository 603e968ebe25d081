"""A card of this room, and what a tab is."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from thuis.core.charts.model import Chart
from thuis.foundation.cards.card import Reading
from thuis.rooms.participation.queries.figures import Scene

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Card:
    """`counted` says what the numbers of people in its table are."""

    key: str
    question: str
    sentences: tuple[str, ...]
    chart: Chart
    method: str
    note: str = ""
    reading: Reading | None = None
    subject: str = "participation"


Maker = Callable[[Scene], Card | None]


@dataclass(frozen=True, slots=True)
class Tab:
    """A name and the makers of its cards; one without anything to tell makes none. `pair`: two by two.

    `concepts`: shared words that the page explains.
    """

    key: str
    title: Words
    makers: tuple[Maker, ...]
    lead: Words = ""
    pair: bool = False
    concepts: tuple[str, ...] = ()
