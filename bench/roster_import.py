"""Promise: a roster of 100,000 rows, preview included, within 20 s and 500 MB.

Processor time is what preview and save cost without waiting for others on a busy machine. Each size runs in
a process of its own with a fresh SQLite file, so that its peak memory is its own.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from typing import Any

from bench.report import Figure
from thuis.core.intake.limits import LIMITS

ROWS = 10_000
PROGRAMMES = 40


def figures(scale: int) -> Sequence[Figure]:
    """At `scale` × 10,000 rows, or the most that a file may have; the promise is about 10×."""
    rows = min(ROWS * scale, LIMITS.rows)
    command = [sys.executable, "-m", "bench.roster_import", str(rows)]
    answer = subprocess.run(command, env=_environment(), stdout=subprocess.PIPE, text=True, check=True)
    _size, preview, save, cpu, again, undo, per_second, peak = (float(cell) for cell in answer.stdout.split())
    return [
        Figure("rows", rows, "rows", ""),
        Figure("preview and save", preview + save, "s", "≤ 20" if scale <= 10 else "", rows),
        Figure("processor", cpu, "s", "", rows),
        Figure("preview of the same file again", again, "s", ""),
        Figure("undo", undo, "s", "", rows),
        Figure("rows per second", per_second, "/s", ""),
        Figure("memory, peak", peak, "MB", "≤ 500" if scale <= 10 else ""),
    ]


def _environment() -> dict[str, str]:
    names = ("SECRET", "PSEUDONYM", "LINK", "RELEASE")
    keys = dict.fromkeys((f"THUIS_{name}_KEY" for name in names), "00" * 32)
    home = tempfile.mkdtemp(prefix="thuis-bench-")
    return {**os.environ, **keys, "THUIS_HOME": home, "DJANGO_SETTINGS_MODULE": "thuis.config.settings"}


def one(size: int) -> None:
    """Import a file of this size, import it again, undo; print the figures."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)
    content = roster(size, _institution())
    start = time.process_time()
    batch, preview = _timed(_upload, content)
    _saved, save = _timed(_confirm, batch)
    cpu = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    again, reading = _timed(_upload, content)
    if not again.counts["is_empty"]:
        raise SystemExit("A second import of the same file changes something.")
    _undone, undo = _timed(_undo, batch)
    print(size, preview, save, cpu, reading, undo, size / (preview + save), peak)


def _timed(work: Any, *arguments: Any) -> tuple[Any, float]:
    start = time.perf_counter()
    result = work(*arguments)
    return result, time.perf_counter() - start


def _institution() -> list[tuple[str, str]]:
    from thuis.foundation.institution.models import ProgrammeAtSite, Site, Unit

    root = Unit.objects.create(kind="institution", code="DB", name_nl="De Brug")
    domain = Unit.objects.create(kind="domain", code="D", name_nl="Domein", parent=root)
    site = Site.objects.create(code="AVM", name="Avermeer")
    for number in range(PROGRAMMES):
        unit = Unit.objects.create(
            kind="programme", code=f"P{number}", name_nl=f"Opleiding {number}", parent=domain
        )
        ProgrammeAtSite.objects.create(programme=unit, site=site)
    return [(f"P{number}", "AVM") for number in range(PROGRAMMES)]


def roster(size: int, places: list[tuple[str, str]]) -> bytes:
    """A file of our own template: every row another student, 25 to a group."""
    from thuis.core.intake.formats.roster_csv import NAMES
    from thuis.core.intake.sheet import rendered

    start = date(2025, 9, 1)
    rows = []
    for number in range(size):
        programme, site = places[number % len(places)]
        year = number // len(places) % 4 + 1
        rows.append(
            (
                "student",
                f"{number:07}",
                f"Voornaam{number}",
                f"van der Achternaam{number}",
                f"{number:07}@student.debrug.example",
                "nl" if number % 9 else "en",
                programme,
                site,
                "full-time",
                year,
                f"{programme}-{year}{number // 4000}",
                start,
                None,
            )
        )
    return rendered(NAMES, rows)


def _upload(content: bytes) -> Any:
    from thuis.foundation.audit.actions import Operator
    from thuis.foundation.intake.actions import upload_roster

    return upload_roster(name="bench.csv", chunks=[content], by=Operator("bench"))


def _confirm(batch: Any) -> Any:
    from thuis.foundation.audit.actions import Operator
    from thuis.foundation.intake.actions import confirm_import

    return confirm_import(batch=batch, by=Operator("bench"))


def _undo(batch: Any) -> Any:
    from thuis.foundation.audit.actions import Operator
    from thuis.foundation.intake.actions import undo_import

    return undo_import(batch=batch, by=Operator("bench"))


if __name__ == "__main__":
    one(int(sys.argv[1]))
