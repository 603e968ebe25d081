"""Reading released cells: a page's worth from memory, and one measure of a round over the API.

The release is that of `release_cube`: 81,000 responses in six rounds at 1×.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bench.client import percentile
from bench.house import installed, measured_apart
from bench.release_cube import SCALES, STUDENTS, write_college
from bench.report import Figure

if TYPE_CHECKING:
    from thuis.foundation.release.models import Release

PAGES, REQUESTS = 1000, 400
CELLS = "/api/v1/releases/1/cells/"


def figures(scale: int) -> Sequence[Figure]:
    rows, opened, *others = measured_apart("bench.cells", STUDENTS * scale)
    page, page_95, asked, asked_95 = others
    return [
        Figure("released rows", rows, "rows", ""),
        Figure("opening the release, once per process", opened, "s", ""),
        Figure("a page's worth from memory, median", page, "ms", ""),
        Figure("a page's worth from memory, p95", page_95, "ms", "≤ 40"),
        # all cells of a measure at once, for programs; no page asks so much
        Figure("one measure of a round over the API, median", asked, "ms", ""),
        Figure("one measure of a round over the API, p95", asked_95, "ms", ""),
    ]


def measure(students: int) -> tuple[float, ...]:
    """Rows, seconds to open, and milliseconds of pages and of requests: median and p95 of each."""
    release = _released(students)
    from thuis.foundation.release.book import Spot, book_of

    began = time.perf_counter()
    book = book_of(release)
    opened = time.perf_counter() - began
    dice, places = random.Random(1), list(book.index.places)
    measures = [f"scale_{number}" for number in range(SCALES)]

    def page() -> None:
        spot = Spot(*dice.choice(places))
        for measure in measures:
            for name in release.round_keys[-2:]:
                book.cell(spot, name, measure)
            book.cell(spot, release.round_keys[-1], measure, "share_below")

    reader = _reader()

    def request() -> None:
        asked = {"round": dice.choice(release.round_keys), "measure": dice.choice(measures)}
        if reader(asked) != 200:
            raise RuntimeError("the API did not answer")

    rows = len(book.index.columns["estimate"].values)
    return rows, opened, *_milliseconds(page, PAGES), *_milliseconds(request, REQUESTS)


def _released(students: int) -> "Release":
    """A new installation with one release."""
    installed()
    from thuis.foundation.release.build import build_release
    from thuis.foundation.release.files import CERTIFICATE, digest
    from thuis.foundation.release.models import Release, releases_folder

    folder = releases_folder() / "v1"
    with tempfile.TemporaryDirectory(prefix="thuis-bench-") as name:
        college = Path(name)
        write_college(college, students)
        made = build_release(
            responses=college / "R.parquet",
            enrolment=college / "E.csv",
            rules_file=college / "rules.toml",
            out=folder,
        )
    rounds = [{"key": one.atoms.round, "nl": one.atoms.round, "en": one.atoms.round} for one in made.rounds]
    certified = digest(folder / CERTIFICATE)
    return Release.objects.create(
        version=1, rounds=rounds, folder_name="v1", certificate_digest=certified, made_on="2026-11-01"
    )


def _reader() -> Callable[[dict[str, str]], int]:
    """Asks the API as a researcher who sees the whole institution; gives the status."""
    import datetime

    from django.test import Client

    from thuis.config.debrug.content import places
    from thuis.config.debrug.people import write_institution, write_staff
    from thuis.foundation.institution.models import Role

    write_institution(places())
    write_staff(datetime.date(2020, 9, 1))
    role = Role.objects.filter(kind="researcher", unit__kind="institution").select_related("person__user")[0]
    if role.person.user is None:
        raise LookupError("the researcher has no account")
    client = Client(SERVER_NAME="localhost")
    client.force_login(role.person.user)
    return lambda asked: client.get(CELLS, asked).status_code


def _milliseconds(work: Callable[[], None], times: int) -> tuple[float, float]:
    """Median and p95."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        found.append((time.perf_counter() - began) * 1000)
    return percentile(found, 0.5), percentile(found, 0.95)


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the `thuis` command does
    print(*measure(int(sys.argv[1])))
