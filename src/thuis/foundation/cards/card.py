"""What a card shows: a figure in large or a chart, and how it was computed in three depths."""

from dataclasses import dataclass

from django.utils.functional import Promise

from thuis.foundation.cards.plots import Plot
from thuis.foundation.cards.tables import PrintedTable

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Method:
    """One line for everybody, how for who wants to know, and the formula with its source."""

    line: Words
    how: Words
    formula: Words


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure in large: the value, of what, how sure, and what may be said of its change."""

    value: str = ""
    most: str = ""
    likely: str = ""
    sign: str = ""
    said: str = ""
    lines: tuple[str, ...] = ()
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Sentences of students about one theme, each with its language."""

    theme: str
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CardView:
    key: str
    question: str
    sentences: tuple[str, ...]
    plot: Plot
    method: Method
    subject: str
    subject_name: str
    note: str
    reading: Reading | None
    closer: str
    table: PrintedTable
    files: tuple[tuple[str, str], ...]
    quotes: tuple[Quoted, ...] = ()
    signal: str = ""  # where its button 'make this a signal' leads
    add: str = ""  # where its button 'add to report' leads; none where that is not offered
