"""Rows that agree with the 124 percentages of Figure 2: invented students, a true picture.

The sizes of sites and domains are invented too. They are one solution of the linear equations that the
percentages give (a site's share of the students times its percentage adds up to the institution's), found
with a linear programme. A domain that is not printed holds 3 % of the students, our way to let the domains
add up. Midwifery's pool is not recorded.
"""

import csv
from datetime import date
from pathlib import Path

from thuis.core.participation.model import (
    INSTITUTION,
    Count,
    Engagement,
    Enrolled,
    Gap,
    Kind,
    Level,
    Place,
    PoolMembership,
    Register,
    RoleType,
    Series,
    Step,
    Unit,
)
from thuis.core.participation.periods import Span, quarters_of, year_span

PRINTED = Path(__file__).resolve().parents[2] / "samples" / "participation" / "figure2.csv"
STUDENTS = 50_000
SITES = {
    "Alkmaar": 0.136,
    "Amsterdam": 0.2,
    "Delft": 0.088,
    "Den Haag": 0.2,
    "Diemen": 0.06,
    "Dordrecht": 0.06,
    "Haarlem": 0.122,
    "Rotterdam": 0.134,
}
ELSEWHERE = "elsewhere"
NOT_RECORDED = "Verloskunde"
DOMAINS = {
    "AFL": 0.38,
    "BFL": 0.08,
    "CRB": 0.08,
    "GSW": 0.08,
    "ONI": 0.26,
    "TOI": 0.08,
    NOT_RECORDED: 0.01,
    ELSEWHERE: 0.03,
}
QUARTERS = quarters_of(2023)
ASSISTANT = RoleType("student-assistant", Kind.PAID, Step.ACTOR, counts_as_professional=True)
LEVELS = {"institution": Level.INSTITUTION, "location": Level.SITE, "domain": Level.DOMAIN}


def printed():
    """{(unit, series, quarter number): percentage as text, or None where nothing is printed}."""
    with PRINTED.open() as lines:
        return {
            (unit_of(row), row["series"], number): row[f"q{number}"] or None
            for row in csv.DictReader(lines)
            for number in (1, 2, 3, 4)
        }


def unit_of(row):
    level = LEVELS[row["scope"]]
    return INSTITUTION if level is Level.INSTITUTION else Unit(level, row["unit"])


def sizes(students=STUDENTS, domains=DOMAINS):
    """Students per (site, domain)."""
    return {
        (site, domain): round(students * part * share)
        for site, part in SITES.items()
        for domain, share in domains.items()
    }


def counts(series, number, size=None, spare=0):
    """How many people per (site, domain) take part or are available, so that all margins round as printed.

    `spare`: how many people more or fewer leave every margin as it is printed.
    """
    left_out = {NOT_RECORDED} if series == "available" else set()
    students = {cell: size for cell, size in (size or sizes()).items() if cell[1] not in left_out}
    table = printed()

    def bounds(unit, size):
        percentage = table.get((unit, series, number))
        if percentage is None:
            return 0, size // 8
        fits = [k for k in range(size // 7) if rounds_to(k, size, percentage)]
        return fits[0] + spare, fits[-1] - spare

    rows = {s: bounds(Unit(Level.SITE, s), total(students, 0, s)) for s in SITES}
    domains = {cell[1] for cell in students}
    columns = {d: bounds(Unit(Level.DOMAIN, d), total(students, 1, d)) for d in DOMAINS if d in domains}
    whole = bounds(INSTITUTION, sum(students.values()))
    least = max(whole[0], *(sum(low for low, _ in one.values()) for one in (rows, columns)))
    most = min(whole[1], *(sum(high for _, high in one.values()) for one in (rows, columns)))
    assert least <= most, (series, number, least, most)
    people = (least + most) // 2
    return fill(margin(rows, people), margin(columns, people), students)


def rounds_to(part, whole, percentage):
    return f"{100 * part / whole:.1f}" == f"{float(percentage):.1f}"


def total(students, axis, name):
    return sum(size for cell, size in students.items() if cell[axis] == name)


def margin(bounds, people):
    """Numbers within their bounds that add up to `people`, everybody about equally far from the low end."""
    found = {name: low for name, (low, _) in bounds.items()}
    left = people - sum(found.values())
    room = sum(high - low for low, high in bounds.values())
    for name, (low, high) in bounds.items():
        more = -(-left * (high - low) // room) if room else 0
        found[name] += more
        left, room = left - more, room - (high - low)
    return found


def fill(rows, columns, students):
    """Spread the margins over the cells, for every row along the columns with most left."""
    columns, found = dict(columns), {}
    for site, wanted in sorted(rows.items(), key=lambda one: -one[1]):
        while wanted:
            free = [d for d in columns if columns[d] and found.get((site, d), 0) < students[site, d]]
            domain = max(free, key=lambda d: columns[d] / total(students, 1, d))
            step = min(wanted, max(1, columns[domain] // 20))
            step = min(step, columns[domain], students[site, domain] - found.get((site, domain), 0))
            found[site, domain] = found.get((site, domain), 0) + step
            columns[domain] -= step
            wanted -= step
    assert not any(columns.values())
    return found


def register(*, nested=False):
    """All rows of 2023. People of a cell are numbered; those who take part are the first.

    Nested: the pool is the first too, so that who takes part is in it as far as it reaches. Otherwise it is
    the last: only those who wait.
    """
    size = sizes()
    places = {cell: Place(cell[1], f"{cell[1]} programme", cell[0]) for cell in size}
    taking_part = spells(counts("participated", quarter.number) for quarter in QUARTERS)
    available = spells(counts("available", quarter.number) for quarter in QUARTERS)
    return Register(
        roles={ASSISTANT.code: ASSISTANT},
        engagements=tuple(
            Engagement(f"{cell} {at}", ASSISTANT.code, places[cell], span, span.days / 3.0, "agency")
            for cell, at, span in taking_part
        ),
        pool=tuple(
            PoolMembership(f"{cell} {at if nested else size[cell] - 1 - at}", places[cell], span)
            for cell, at, span in available
        ),
        enrolled=tuple(
            Enrolled(on, places[cell], Count(number, number))
            for on in (date(2022, 10, 1), date(2023, 10, 1))
            for cell, number in size.items()
        ),
        gaps=(Gap(Series.POOL, Unit(Level.DOMAIN, NOT_RECORDED), year_span(2023)),),
    )


def spells(per_quarter):
    """(cell, number of the person, span), where quarters that follow each other are one span."""
    tables = list(per_quarter)
    for cell in sorted({cell for table in tables for cell in table}):
        numbers = [table.get(cell, 0) for table in tables]
        for at in range(max(numbers)):
            first = None
            for quarter, number in zip([*QUARTERS, None], [*numbers, 0], strict=True):
                if at < number and first is None:
                    first = quarter
                if at < number:
                    last = quarter
                if at >= number and first is not None:
                    yield cell, at, Span(first.span.first, last.span.last)
                    first = None
