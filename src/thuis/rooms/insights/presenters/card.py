"""A card: one question, its answer in words, a chart, and how it was computed in three depths."""

from collections.abc import Callable
from dataclasses import dataclass

from thuis.core.charts.model import Chart
from thuis.foundation.cards.card import Reading
from thuis.rooms.insights.queries import Scene


@dataclass(frozen=True, slots=True)
class Card:
    """`subject` colours the marks; `note` says what the marks mean, below the chart."""

    key: str
    question: str
    sentences: tuple[str, ...]
    chart: Chart
    method: str
    subject: str = ""
    note: str = ""
    reading: Reading | None = None


Maker = Callable[[Scene], Card | None]
