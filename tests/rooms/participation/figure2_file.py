"""Figure 2 as an agency would send it: one file of 2023, at a size at which noise turns no printed decimal.

The college is as large as six of the real one: then 2.5 people are under 0.05 % of the smallest printed unit.
"""

from datetime import date

from tests.core.participation.figure2 import (
    DOMAINS,
    ELSEWHERE,
    NOT_RECORDED,
    QUARTERS,
    SITES,
    counts,
    sizes,
    spells,
)
from thuis.core.intake.sheet import rendered
from thuis.core.participation.periods import year_span
from thuis.foundation.institution.models import EnrolmentCount, ProgrammeAtSite, Site, Unit
from thuis.rooms.participation.models import Gap

STUDENTS, SPARE = 300_000, 3
# the school that is hardly in the figure gets 3 % of the students: then its 0.2 % are enough people to tell
SHARES = {**DOMAINS, "AFL": DOMAINS["AFL"] - 0.02, NOT_RECORDED: 0.03, ELSEWHERE: 0.03}
HEADER = ("Studentnummer", "Functie", "Opleiding", "Locatie", "Begindatum", "Einddatum", "Uren")
DAYS = (date(2022, 10, 1), date(2023, 10, 1))


def programme(domain):
    return f"P-{domain}"


def make_institution():
    """Domains with one programme each, at every site, with their numbers of students on two days."""
    top = Unit.objects.create(kind="institution", code="INH", name_nl="Inholland", name_en="Inholland")
    sites = {code: Site.objects.create(code=code, name=code) for code in SITES}
    students, rows = sizes(STUDENTS, SHARES), []
    for domain in SHARES:
        around = Unit.objects.create(kind="domain", code=domain, name_nl=domain, parent=top)
        unit = Unit.objects.create(
            kind="programme", code=programme(domain), name_nl=f"Opleidingen van {domain}", parent=around
        )
        for code, site in sites.items():
            at = ProgrammeAtSite.objects.create(programme=unit, site=site)
            size = students[code, domain]
            rows += [
                EnrolmentCount(
                    measure="enrolled",
                    reference_date=day,
                    programme_at_site=at,
                    low=size,
                    high=size,
                    source="x",
                )
                for day in DAYS
            ]
    EnrolmentCount.objects.bulk_create(rows)
    days = year_span(2023)
    Gap.objects.create(level="domain", unit=NOT_RECORDED, series="pool", first=days.first, last=days.last)
    return top


def content():
    """The file: who works, then who is available and does not work."""
    size = sizes(STUDENTS, SHARES)
    cells = {cell: number for number, cell in enumerate(sorted(size))}

    def number(cell, at):
        return f"{cells[cell] + 1:02}{at:06}"

    def rows(series, role, numbered, hours):
        tables = [counts(series, quarter.number, size, SPARE) for quarter in QUARTERS]
        for cell, at, span in spells(tables):
            worked = f"{span.days / 3:.1f}".replace(".", ",") if hours else ""
            yield (
                number(cell, numbered(cell, at)), role, programme(cell[1]), cell[0],
                f"{span.first:%d-%m-%Y}", f"{span.last:%d-%m-%Y}", worked,
            )  # fmt: skip

    working = rows("participated", "Student-assistent", lambda cell, at: at, hours=True)
    waiting = rows("available", "Beschikbaar", lambda cell, at: size[cell] - 1 - at, hours=False)
    return rendered(HEADER, [*working, *waiting])
