"""A card: one question, its answer in words, a chart, and how it was computed in three depths."""

from collections.abc import Callable
from dataclasses import dataclass

from thuis.core.charts.model import Chart
from thuis.core.charts.table import Table
from thuis.foundation.cards.card import Quoted, Reading
from thuis.foundation.cards.tables import table_behind
from thuis.rooms.insights.queries import Scene


@dataclass(frozen=True, slots=True)
class Card:
    """`subject` colours the marks; `note` says what the marks mean, below the chart.

    `quotes` stand on the page alone: what was printed cannot be withdrawn. `closer`: where to read on, when
    that is no tab of this room. `columns`: what its table counts and over what, when not answers and rounds.
    """

    key: str
    question: str
    sentences: tuple[str, ...]
    chart: Chart
    method: str
    subject: str = ""
    note: str = ""
    reading: Reading | None = None
    quotes: tuple[Quoted, ...] = ()
    closer: str = ""
    columns: tuple[str, ...] = ()

    @property
    def table(self) -> Table:
        return table_behind(self.chart, *self.columns)


Maker = Callable[[Scene], Card | None]
