"""Participation at the size of a large college: 200,000 roles of 30,000 students, at 10×.

A file of an agency is imported, the figures of every period are made, and pages are opened once and again. It
runs in a process of its own with a fresh SQLite file, so that its peak memory is its own. Pages read figures
that lie in a file; `first` draws a page, `again` is what the next reader waits. All times are processor time,
which others on a busy machine do not change.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from bench.client import percentile
from bench.report import Figure

ROLES, STUDENTS = 20_000, 3_000
PROGRAMMES, DOMAINS, SITES = 60, 6, 8
NAMES = ("Studentbuddy", "Student-assistent", "Beschikbaar")
PAGES = 120


def figures(scale: int) -> Sequence[Figure]:
    """At `scale` × 20,000 roles; the promise is about 200,000, so about 10×."""
    command = [sys.executable, "-m", "bench.participation", str(scale)]
    answer = subprocess.run(command, env=_environment(), stdout=subprocess.PIPE, text=True, check=True)
    found = [float(cell) for cell in answer.stdout.split()]
    names = (
        ("import", "s", ""),
        ("figures of a year and its quarters", "s", ""),
        ("figures, each", "", ""),
        ("page first, p95", "ms", ""),
        ("page again, p95", "ms", "≤ 40"),
        ("memory, peak", "MB", ""),
    )
    return [
        Figure(name, value, unit, promise, ROLES * scale if name == "import" else 0)
        for (name, unit, promise), value in zip(names, found, strict=True)
    ]


def _environment() -> dict[str, str]:
    names = ("SECRET", "PSEUDONYM", "LINK", "RELEASE")
    keys = dict.fromkeys((f"THUIS_{name}_KEY" for name in names), "00" * 32)
    home = tempfile.mkdtemp(prefix="thuis-bench-")
    return {**os.environ, **keys, "THUIS_HOME": home, "DJANGO_SETTINGS_MODULE": "thuis.config.settings"}


def one(scale: int) -> None:
    """Import, make figures and open pages; print what each took."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    random.seed(1)
    places = _institution(STUDENTS * scale)
    reading = _timed(lambda: _import(_file(ROLES * scale, STUDENTS * scale, places)))
    making = _timed(_make)
    first, again = _pages()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(reading, making, _rows(), first, again, peak)


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _institution(students: int) -> list[tuple[str, str]]:
    from thuis.foundation.institution.models import EnrolmentCount, ProgrammeAtSite, Site, Unit

    root = Unit.objects.create(kind="institution", code="DB", name_nl="De Brug")
    around = [
        Unit.objects.create(kind="domain", code=f"D{n}", name_nl=f"Domein {n}", parent=root)
        for n in range(DOMAINS)
    ]
    sites = [Site.objects.create(code=f"S{n}", name=f"Locatie {n}") for n in range(SITES)]
    places, counts = [], []
    for number in range(PROGRAMMES):
        unit = Unit.objects.create(
            kind="programme",
            code=f"P{number}",
            name_nl=f"Opleiding {number}",
            parent=around[number % DOMAINS],
        )
        at = ProgrammeAtSite.objects.create(programme=unit, site=sites[number % SITES])
        places.append((unit.code, at.site.code))
        counts += [
            EnrolmentCount(
                measure="enrolled", reference_date=date(year, 10, 1), programme_at_site=at,
                study_year=study_year, low=size, high=size, source="bench",
            )
            for year in (2022, 2023)
            for study_year in (1, 2, 3, 4)
            for size in [students // PROGRAMMES // 4 + 5]
        ]  # fmt: skip
    EnrolmentCount.objects.bulk_create(counts)
    return places


def _file(roles: int, students: int, places: Sequence[tuple[str, str]]) -> bytes:
    lines = ["Studentnummer;Functie;Opleiding;Locatie;Begindatum;Einddatum;Uren"]
    lines += _lines(roles, students, places)
    return "\n".join(lines).encode()


def _lines(roles: int, students: int, places: Sequence[tuple[str, str]]) -> Iterator[str]:
    for number in range(roles):
        student, turn = number % students, number // students
        programme, site = places[student % len(places)]
        # one role of one person may not overlap with itself: each third turn is a third of the year later
        role, start = NAMES[turn % 3], date(2023, 1, 1) + timedelta(120 * (turn // 3))
        first = start + timedelta(random.randrange(50))
        last = first + timedelta(7 + random.randrange(60))
        hours = "" if role == NAMES[2] else str(random.randrange(1, 60))
        yield f"{500_000 + student};{role};{programme};{site};{first:%d-%m-%Y};{last:%d-%m-%Y};{hours}"


def _import(content: bytes) -> None:
    from thuis.foundation.audit.actions import Operator
    from thuis.rooms.participation.actions import files

    by = Operator("bench")
    batch = files.upload_role_file(name="roles.csv", chunks=[content], source="Bench", by=by)
    batch = files.confirm_role_file(batch=batch, by=by)
    if batch.state != batch.State.CONFIRMED:
        raise SystemExit(f"the file was not imported: {batch.state} {batch.counts}")


def _make() -> None:
    from thuis.foundation.audit.actions import Operator
    from thuis.rooms.participation.actions.figures import make_figures, recorded_periods

    for period in recorded_periods():
        make_figures(period=period, by=Operator("bench"))


def _rows() -> int:
    from thuis.foundation.release.participation_files import read_certificate
    from thuis.foundation.release.participation_queries import latest_versions

    return sum(read_certificate(row.path)["rows"] for row in latest_versions().values())


def _pages() -> tuple[float, float]:
    """The 95th percentile in milliseconds of opening pages, for the first time and again."""
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.force_login(_reader())
    client.get("/participation/", follow=True)  # reads the files into memory, once per process
    addresses = _addresses()
    first = [_opened(client, one) for one in addresses]
    again = [_opened(client, one) for one in addresses]
    return percentile(first, 0.95), percentile(again, 0.95)


def _opened(client: Any, address: str) -> float:
    """Milliseconds of the processor until a page is there."""
    start = time.process_time()
    if client.get(address).status_code != 200:
        raise SystemExit(f"{address} is no page")
    return 1000 * (time.process_time() - start)


def _addresses() -> list[str]:
    from thuis.rooms.participation.tabs import TABS

    units = [("institution", "all"), *(("domain", f"D{n}") for n in range(DOMAINS))]
    units += [("site", f"S{n}") for n in range(SITES)] + [("programme", f"P{n}") for n in range(PROGRAMMES)]
    periods = ("2023", "2023-q1", "2023-q4")
    found = [f"/participation/{p}/{k}/{u}/{tab}/" for p in periods for k, u in units for tab in TABS]
    return random.sample(found, PAGES)


def _reader() -> Any:
    from thuis.foundation.accounts.models import User
    from thuis.foundation.institution.models import Person, Role, Unit

    user = User.objects.create_user("ruben@debrug.example", name="Ruben")
    person = Person.objects.create(kind="staff", number="m1", user=user)
    top = Unit.objects.get(kind="institution")
    Role.objects.create(person=person, kind="researcher", unit=top, starts_on=date(2020, 1, 1))
    return user


if __name__ == "__main__":
    one(int(sys.argv[1]))
