"""The answers of closed rounds as one file of columns: `R.parquet` of docs/reference/release.md.

Every build reads the answers afresh, so whoever took hers back is not in it. The file says who answered twice
and not who: the pseudonym of the database is keyed once more, with the key of the releases.
"""

import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from thuis.core.consent import CORE, consented
from thuis.core.disclosure.measures import Reader, measures_of, readers_of
from thuis.core.disclosure.model import Measure
from thuis.core.questionnaire.model import Questionnaire
from thuis.foundation.loading.rounds import FILTERS, UNITS, ClosedRound
from thuis.foundation.responses.models import Response
from thuis.foundation.texts.content import typology
from thuis.warehouse.engine import Columns
from thuis.warehouse.schema import RESPONDENT, ROUND
from thuis.warehouse.writing import ResponsesWriter

BATCH = 2000  # answers in memory at once
FIELDS = ("owner", "trail", "programme", "site", "study_year", "form", "language", "consents", "answers")
SMALL = range(-128, 128)  # what one byte holds


def measures_in(rounds: Sequence[ClosedRound]) -> tuple[Measure, ...]:
    """All measures of these rounds, oldest first; the newest round says what a measure is."""
    return measures_of([one.questionnaire for one in reversed(rounds)], typology())


def write_responses(rounds: Sequence[ClosedRound], path: Path, *, key: bytes) -> int:
    """Write the consented answers of these rounds, sorted by round and programme; returns how many.

    Args:
        rounds: closed rounds, oldest first.
        path: the file; readable by this account alone.
        key: secret of the releases, 32 bytes.
    """
    measures = measures_in(rounds)
    writer = ResponsesWriter(_types(measures))
    for one in rounds:
        readers = readers_of(one.questionnaire, measures, typology())
        for batch in _batches(_rows_of(one)):
            writer.add(_columns(one, batch, readers, key))
    rows = writer.finish(path, (ROUND, "programme", RESPONDENT))
    path.chmod(0o600)
    return rows


def _types(measures: Sequence[Measure]) -> dict[str, str]:
    texts = dict.fromkeys((ROUND, RESPONDENT, *UNITS, *FILTERS), "VARCHAR")
    return texts | {name: _type(measure) for measure in measures for name in measure.columns}


def _type(measure: Measure) -> str:
    if measure.kind == "scale":
        return "DOUBLE"
    return "TINYINT" if {int(measure.low), int(measure.high)} <= set(SMALL) else "INTEGER"


def _rows_of(one: ClosedRound) -> Iterator[dict[str, Any]]:
    rows = Response.objects.filter(round_key=one.key).values(*FIELDS).order_by("pk").iterator(BATCH)
    return consented(rows, CORE, extra_items=extra_items(one.questionnaire))


def extra_items(questionnaire: Questionnaire) -> frozenset[str]:
    """The codes of part B, which stay only with a yes to the extra questions."""
    modules = (module for module in questionnaire.modules if module.part == "B")
    return frozenset(item.code for module in modules for item in module.items)


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _columns(
    one: ClosedRound,
    batch: Sequence[dict[str, Any]],
    readers: Mapping[str, Reader],
    key: bytes,
) -> Columns:
    columns = {name: _texts(row[name] for row in batch) for name in ("programme", "site", *FILTERS)}
    columns[ROUND] = _texts(one.key for _ in batch)
    columns["domain"] = _texts(one.domains.get(row["programme"], "") for row in batch)
    columns[RESPONDENT] = _texts(_respondent(row, key) for row in batch)
    for name, read in readers.items():
        columns[name] = _numbers([read(row["answers"]) for row in batch])
    return columns


def _respondent(row: dict[str, Any], key: bytes) -> str:
    """Her trail where she linked her years, else her pseudonym in this round; neither can be read back."""
    pseudonym = f"trail|{row['trail']}" if row["trail"] else f"owner|{row['owner']}"
    return hmac.digest(key, f"respondent|{pseudonym}".encode(), "sha256").hex()[:32]


def _texts(values: Iterable[object]) -> "np.ndarray":
    return np.array([str(value) for value in values], dtype=object)


def _numbers(values: Sequence[float | None]) -> "np.ndarray":
    return np.ma.masked_invalid(
        np.array([np.nan if value is None else value for value in values], dtype=float)
    )
