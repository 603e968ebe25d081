"""Writing answers anew in shuffled order, so that their place on disk does not tell when they came.

A database remembers more than its columns: SQLite numbers rows and keeps deleted bytes, PostgreSQL stamps
rows with a transaction. So all rows of a round are written again in one transaction, in one shuffled order,
under new random ids; then `forget_traces` removes what the old rows left behind.
"""

import logging
import random
import secrets
import time
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connections

from thuis.foundation.responses.models import (
    Draft,
    LetterboxAnswers,
    OpenText,
    Quote,
    Response,
    SubmittedAnswers,
    TextReading,
)

log = logging.getLogger(__name__)
DATABASE = "responses"
TABLES = (Draft, LetterboxAnswers, Response)
SWEPT = (*TABLES, OpenText, TextReading, Quote)  # whose deleted rows must leave no trace
LONGEST_VIEW = 60.0  # seconds
# A transaction counts in whichever database of the server it is: VACUUM (FULL) looks from a moment before it.
# Xids are compared by age, as numbers of 32 bits start again; what is older than the mark has a larger one.
OLDER_VIEWS = (
    "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND greatest("
    "age(backend_xid), CASE WHEN datname = current_database() THEN age(backend_xmin) END) > age(%s::xid)"
)
MARK = "SELECT pg_current_xact_id()::xid::text"
CHUNK = 500  # rows in memory at once; below the number of values that SQLite takes in one statement
Submitted = type[LetterboxAnswers] | type[Response]


def lock_answers() -> None:
    """Let every other reader and writer wait until this transaction ends.

    On PostgreSQL a student who saves a page would otherwise look for the row that is being replaced, and
    find none. SQLite lets one writer in at a time already.
    """
    if connections[DATABASE].vendor == "postgresql":
        with connections[DATABASE].cursor() as cursor:
            cursor.execute(f"LOCK TABLE {_names()} IN ACCESS EXCLUSIVE MODE")


def rewrite_answers(*, round_key: str, at_least: int, shuffle: random.Random) -> int:
    """Move what waits to the responses when there are `at_least` so many; returns how many moved.

    Whether they move or not, both tables are written anew for this round.
    """
    waiting = _keys(LetterboxAnswers, round_key)
    if not waiting or len(waiting) < at_least:
        _rewrite((LetterboxAnswers,), LetterboxAnswers, waiting, shuffle)
        _rewrite((Response,), Response, _keys(Response, round_key), shuffle)
        return 0
    _rewrite((LetterboxAnswers, Response), Response, waiting + _keys(Response, round_key), shuffle)
    return len(waiting)


def rewrite_drafts(*, round_key: str, shuffle: random.Random) -> dict[str, list[int]]:
    """Write the drafts of a round anew; returns the seconds that finished students spent, per page.

    Those seconds then go from the drafts: which pages somebody saw tells which subjects she chose.
    """
    seconds: dict[str, list[int]] = {}
    keys = list(Draft.objects.filter(round_key=round_key).values_list("pk", flat=True))
    for chunk in _chunks(keys, shuffle):
        found = Draft.objects.in_bulk(chunk)
        drafts = [found[key] for key in chunk]
        Draft.objects.filter(pk__in=chunk).delete()
        for draft in drafts:
            if draft.submitted:
                _take_times(draft, seconds)
        Draft.objects.bulk_create(drafts)
    return seconds


def forget_traces() -> None:
    """Remove what deleted and replaced rows left in the files of both databases.

    Does nothing inside a transaction: nothing is final there yet, and neither database can do it.
    """
    for alias in (DATABASE, "default"):
        connection = connections[alias]
        if connection.in_atomic_block:
            return
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                # only answers are rewritten; of `default` just the log is written back and emptied
                if alias == DATABASE:
                    cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            elif alias == DATABASE:
                _wait_for_older_views(cursor)
                cursor.execute(f"VACUUM (FULL) {_names()}")


def _wait_for_older_views(cursor: Any) -> None:
    """PostgreSQL keeps old rows for whoever still looks at an older moment: a copy, a writer elsewhere.

    They are gone within the minute that we wait; what they kept goes with the next night otherwise.
    """
    mark, end = _asked(cursor, MARK), time.monotonic() + LONGEST_VIEW
    while _asked(cursor, OLDER_VIEWS, mark):
        if time.monotonic() > end:
            log.warning(
                "something looks at an older moment for long: what answers left on disk stays a night"
            )
            return
        time.sleep(0.1)


def _asked(cursor: Any, question: str, *values: Any) -> Any:
    cursor.execute(question, values)
    return cursor.fetchone()[0]


def _names() -> str:
    return ", ".join(connections[DATABASE].ops.quote_name(table._meta.db_table) for table in SWEPT)


def _keys(table: Submitted, round_key: str) -> list[str]:
    return list(table.objects.filter(round_key=round_key).values_list("pk", flat=True))


def _rewrite(sources: Sequence[Submitted], to: Submitted, keys: list[str], shuffle: random.Random) -> None:
    for chunk in _chunks(keys, shuffle):
        found: dict[str, LetterboxAnswers | Response] = {}
        for table in sources:
            found |= table.objects.in_bulk(chunk)
            table.objects.filter(pk__in=chunk).delete()
        to.objects.bulk_create(_anew(found[key], to) for key in chunk)


def _anew(answers: SubmittedAnswers, to: Submitted) -> Any:
    """The same answers under a new id, for the table `to`."""
    values = {field.name: getattr(answers, field.name) for field in to._meta.fields}
    return to(**values | {"id": secrets.token_hex(16)})


def _chunks(keys: list[str], shuffle: random.Random) -> Iterator[list[str]]:
    """All keys once, in shuffled order, CHUNK at a time."""
    shuffle.shuffle(keys)
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]


def _take_times(draft: Draft, seconds: dict[str, list[int]]) -> None:
    for page, spent in draft.page_seconds.items():
        seconds.setdefault(page, []).append(spent)
    draft.page_seconds = {}
