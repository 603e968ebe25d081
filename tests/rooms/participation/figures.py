"""Rows of one year in the small institution, enough of them to be told, and their figures."""

from datetime import date

from thuis.core.participation.periods import quarters_of, year_span
from thuis.core.participation.release_model import Period
from thuis.foundation.audit.actions import Operator
from thuis.foundation.institution.models import EnrolmentCount
from thuis.rooms.participation.actions.figures import make_figures, recorded_periods
from thuis.rooms.participation.models import Engagement, PoolMembership, StaffHours

BY = Operator("test")
ROLES = ("buddy", "buddy", "student-assistant", "student-assistant", "student-assistant")
# programme, site, students, with a role, waiting
PLACES = (("SW", "AVM", 900, 90, 60), ("SW", "LDH", 400, 30, 40), ("PED", "AVM", 700, 20, 80))


def fill(bridge, year=2023, more=0):
    """Roles for the first quarter or for the whole year; `more` people on top in each place."""
    at = {
        ("SW", "AVM"): bridge.social_work_avermeer,
        ("SW", "LDH"): bridge.social_work_lindehaven,
        ("PED", "AVM"): bridge.pedagogy_avermeer,
    }
    engagements, pool, counts = [], [], []
    for programme, site, students, working, waiting in PLACES:
        where = {"domain": "MM", "programme": programme, "site": site}
        for number in range(working + more):
            last = quarters_of(year)[0 if number % 3 == 0 else 3].span.last
            engagements.append(
                Engagement(
                    pseudonym=f"{programme}{site}{number}", role=ROLES[number % 5], hours=10 + number % 50,
                    first=date(year, 1, 1), last=last, study_year=1 + number % 2, form="full-time", **where,
                )
            )  # fmt: skip
        pool += [
            PoolMembership(
                pseudonym=f"w{programme}{site}{number}",
                first=date(year, 1, 1),
                last=date(year, 12, 31),
                **where,
            )
            for number in range(waiting)
        ]
        for day in (date(year - 1, 10, 1), date(year, 10, 1)):
            for study_year in (1, 2):
                counts.append(
                    EnrolmentCount(
                        measure="enrolled", reference_date=day, programme_at_site=at[programme, site],
                        low=students // 2, high=students // 2, study_year=study_year, source="duo",
                    )
                )  # fmt: skip
        days = year_span(year)
        StaffHours.objects.create(hours=20_000, first=days.first, last=days.last, **where)
    Engagement.objects.bulk_create(engagements)
    PoolMembership.objects.bulk_create(pool)
    EnrolmentCount.objects.bulk_create(counts)


def released(bridge, year=2023):
    fill(bridge, year)
    return [make_figures(period=one, by=BY) for one in recorded_periods() if one.year == year]


Q1 = Period(2023, 1)
