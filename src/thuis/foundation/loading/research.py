"""Answers for research: of whoever agreed to that, and did not take it back before this moment."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from thuis.core.consent import RESEARCH, consented
from thuis.core.research.package import QUASI, Row
from thuis.core.research.variables import readers_of
from thuis.foundation.loading.responses import BATCH, FIELDS, extra_items
from thuis.foundation.loading.rounds import ClosedRound
from thuis.foundation.responses.models import Response


def research_rows(rounds: Sequence[ClosedRound], modules: Collection[str], *, linked: bool) -> list[Row]:
    """The rows of these rounds with the variables of these modules, read afresh.

    `linked` asks who answered twice; whoever did not link her years is somebody else in each round all the
    same. Answers to extra modules are there only with her yes to those.
    """
    return [row for one in rounds for row in _rows_of(one, modules, linked)]


def _rows_of(one: ClosedRound, modules: Collection[str], linked: bool) -> Iterator[Row]:
    readers = readers_of(one.questionnaire, modules)
    rows = Response.objects.filter(round_key=one.key).values(*FIELDS).order_by("pk").iterator(BATCH)
    for row in consented(rows, RESEARCH, extra_items=extra_items(one.questionnaire)):
        values = {name: read(row["answers"]) for name, read in readers.items()}
        yield Row(one.key, _person(row, one.key, linked), _place(row, one), values)


def _person(row: dict[str, Any], round: str, linked: bool) -> str:
    return f"trail|{row['trail']}" if linked and row["trail"] else f"owner|{row['owner']}|{round}"


def _place(row: dict[str, Any], one: ClosedRound) -> dict[str, str]:
    domain = one.domains.get(row["programme"], "")
    return {name: domain if name == "domain" else str(row[name]) for name in QUASI}
