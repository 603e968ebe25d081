"""Answers of a closed round from the database to one sorted file of columns, as a release begins."""

import resource
import secrets
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.house import measured_apart
from bench.report import Figure

if TYPE_CHECKING:
    from thuis.rooms.monitor.models import Round

ANSWERS = 10_000  # a round at 1×


def figures(scale: int) -> Sequence[Figure]:
    seconds, rows, kilobytes, memory = measured_apart("bench.loading", ANSWERS * scale)
    return [
        Figure("answers", rows, "rows", ""),
        Figure("from the database to a sorted file", rows / seconds, "/s", ""),
        Figure("whole file", seconds, "s", "", rows),
        Figure("size of the file", kilobytes, "KB", ""),
        Figure("memory, peak", memory, "MB", ""),
    ]


def measure(answers: int) -> tuple[float, float, float, float]:
    """Seconds, rows, kilobytes of the file and megabytes of memory."""
    made = _closed_round()
    from thuis.foundation.loading.responses import write_responses
    from thuis.foundation.responses.models import Response
    from thuis.rooms.monitor.public import closed_rounds

    Response.objects.bulk_create((Response(**one) for one in _answers(made, answers)), batch_size=500)
    with tempfile.TemporaryDirectory(prefix="thuis-bench-") as name:
        path, rounds = Path(name) / "R.parquet", closed_rounds()
        began = time.perf_counter()
        rows = write_responses(rounds, path, key=secrets.token_bytes(32))
        seconds = time.perf_counter() - began
        size = path.stat().st_size / 1024
    return seconds, rows, size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _closed_round() -> "Round":
    """A new installation with the demo's programmes and one round that is over."""
    from bench.house import installed

    installed()
    import datetime

    from thuis.config.debrug.content import places
    from thuis.config.debrug.people import write_institution
    from thuis.core.questionnaire.freeze import fingerprint, to_json
    from thuis.rooms.monitor.models import Round
    from thuis.rooms.monitor.public import questionnaire_for

    write_institution(places())
    asked = questionnaire_for((), ())
    return Round.objects.create(
        key="bench", title_nl="Meting", title_en="Round", state=Round.State.CLOSED,
        opens_on=datetime.date(2026, 3, 1), closes_on=datetime.date(2026, 3, 29),
        questionnaire=to_json(asked), fingerprint=fingerprint(asked),
    )  # fmt: skip


def _answers(made: "Round", number: int) -> Iterator[dict[str, Any]]:
    """The same fifty answers for everybody; half of them link their years."""
    from bench.completion import ANSWERS as PAGES
    from thuis.config.debrug.content import places
    from thuis.core.consent import LAYERS

    given = {
        code: int(raw) if raw.isdigit() else [raw] for page in PAGES.values() for code, raw in page.items()
    }
    agreed = {layer: {"version": 1, "agreed": True} for layer in LAYERS}
    for one, place in enumerate(islice(cycle(places()), number)):
        yield {
            "id": secrets.token_hex(16),
            "round_key": made.key,
            "questionnaire_hash": made.fingerprint,
            "owner": f"owner-{one}",
            "trail": f"trail-{one}" if one % 2 else "",
            "programme": place.programme,
            "site": place.site,
            "study_year": 1 + one % 4,
            "form": "full-time",
            "language": "nl",
            "consents": agreed,
            "answers": given,
        }


if __name__ == "__main__":
    print(*measure(int(sys.argv[1])))
