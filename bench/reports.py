"""A hundred programme reports as PDF and decks of slides, as the job and the page make them.

The demo is filled and its closed rounds are released first; that takes minutes and is not counted.
"""

import io
import os
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path

from bench.house import STUDENTS, measured_apart
from bench.report import Figure

REPORTS, DECKS = 100, 5


def figures(scale: int) -> Sequence[Figure]:
    seconds, megabytes, deck = measured_apart("bench.reports", STUDENTS * scale)
    return [
        Figure(f"{REPORTS} programme reports as PDF, zipped", seconds, "s", "≤ 60"),
        Figure("size of the file", megabytes, "MB", ""),
        Figure(f"one deck, median of {DECKS}", deck, "s", "≤ 3"),
    ]


def measure(students: int) -> tuple[float, float, float]:
    """Seconds and megabytes of the reports, seconds of one deck."""
    _fill(students)
    from django.utils import translation

    from thuis.foundation.cards.papers import PAPERS
    from thuis.foundation.release.access import Sight
    from thuis.foundation.release.book import Spot, book_of
    from thuis.rooms.insights.access import Reader
    from thuis.rooms.insights.presenters.papers import standard_report
    from thuis.rooms.insights.queries import AGAINST, places_in, release_to_show, scene_of
    from thuis.rooms.insights.tabs import TABS

    release, reader, places = release_to_show(), Reader(Sight(True, True, {})), places_in("nl")
    codes = list(islice(cycle(book_of(release).units["programme"]), REPORTS))

    def made(code: str, suffix: str) -> bytes:
        scene = scene_of(
            release,
            reader,
            Spot("programme", code),
            round=release.round_keys[-1],
            against=AGAINST[0],
            language="nl",
            places=places,
        )
        return PAPERS[suffix].make(standard_report(scene, TABS))

    with translation.override("nl"):
        file, began = io.BytesIO(), time.perf_counter()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for number, code in enumerate(codes):
                archive.writestr(f"{number}.pdf", made(code, "pdf"))
        seconds = time.perf_counter() - began
        return (
            seconds,
            len(file.getvalue()) / 1e6,
            statistics.median(_timed(made, one) for one in codes[:DECKS]),
        )


def _fill(students: int) -> None:
    """The demo with its releases, in the home of this process."""
    program = str(Path(sys.executable).parent / "thuis")
    for words in (["demo", "--no-serve", "--students", str(students)], ["release", "make"]):
        subprocess.run([program, *words], check=True, stdout=subprocess.DEVNULL)
    os.environ["DJANGO_SETTINGS_MODULE"] = "thuis.config.settings"
    import django

    django.setup()


def _timed(made: Callable[[str, str], bytes], code: str) -> float:
    began = time.perf_counter()
    made(code, "pptx")
    return time.perf_counter() - began


if __name__ == "__main__":
    print(*measure(int(sys.argv[1])))
