"""The table behind a card: printed on the page, and with full numbers in a file."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from thuis.core.charts.model import Chart, Scale
from thuis.core.charts.table import Headings, Table, Value, table_of
from thuis.foundation.cards.words import with_unit
from thuis.foundation.texts.language import page_language

COUNTED = Scale()  # answers: whole numbers without a unit


@dataclass(frozen=True, slots=True)
class PrintedTable:
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def headings(counted: str = "", over: str = "") -> Headings:
    """The columns, in the reader's language.

    `counted` says what figures are made of, when not answers; `over` what lines run over, when not rounds.
    """
    return Headings(
        row=_("Row"),
        round=over or _("Round"),
        value=_("Figure"),
        low=_("From"),
        high=_("To"),
        answers=counted or _("Answers, about"),
        remark=_("Remark"),
        reference=_("Beside"),
        answer=_("Answer"),
    )


def table_behind(chart: Chart, counted: str = "", over: str = "") -> Table:
    return table_of(chart, headings(counted, over))


def printed(table: Table) -> PrintedTable:
    """As people read it: rounded, with the decimal sign of their language; a dash for nothing."""

    language = page_language()

    def words(column: int, value: Value) -> str:
        if value is None:
            return "–"
        if isinstance(value, str):
            return value
        return with_unit(value, table.scale if column in table.measured else COUNTED, language)

    rows = (tuple(words(place, value) for place, value in enumerate(row)) for row in table.rows)
    return PrintedTable(table.headers, tuple(rows))
