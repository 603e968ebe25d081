"""Small rows: two domains, three programmes, two sites; and what anybody could register."""

from datetime import date, timedelta

from hypothesis import strategies as st

from thuis.core.participation.cells import cells
from thuis.core.participation.model import (
    INSTITUTION,
    Count,
    Engagement,
    Enrolled,
    Kind,
    Place,
    PoolMembership,
    Register,
    RoleType,
    Step,
)
from thuis.core.participation.periods import Quarter, Span

CARE = Place("health", "nursing", "north")
WORK = Place("social", "social-work", "north")
LAW = Place("social", "law", "south")
PLACES = (CARE, WORK, LAW)
ROLES = {
    one.code: one
    for one in (
        RoleType("assistant", Kind.PAID, Step.ACTOR, True),
        RoleType("buddy", Kind.UNPAID, Step.PARTNER, False),
        RoleType("committee", Kind.GOVERNANCE, Step.EXPERT, True),
    )
}
Q1, Q2 = Quarter(2024, 1).span, Quarter(2024, 2).span
OCTOBER = date(2023, 10, 1)


def role(person, code="assistant", place=CARE, span=Q1, hours=10.0):
    return Engagement(person, code, place, span, hours)


def available(person, place=CARE, span=Q1):
    return PoolMembership(person, place, span)


def enrolled(low, high=None, place=CARE, on=OCTOBER, group=""):
    return Enrolled(on, place, Count(low, low if high is None else high), group)


def register(*engagements, **rows):
    return Register(ROLES, engagements, **{name: tuple(given) for name, given in rows.items()})


def cell(*engagements, unit=INSTITUTION, span=Q1, **rows):
    return cells(register(*engagements, **rows), span)[unit]


# Spans around the leap day of 2024 and the ends of quarters, short and long.
days = st.dates(date(2023, 11, 1), date(2025, 3, 31)) | st.sampled_from(
    [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2024, 3, 31), date(2024, 4, 1)]
)
spans = st.builds(
    lambda first, length: Span(first, first + timedelta(days=length)),
    days,
    st.integers(0, 3) | st.integers(80, 400),
)
quarters = st.builds(Quarter, st.sampled_from([2023, 2024, 2025]), st.integers(1, 4))
people = st.sampled_from("abcdefg")
places = st.sampled_from(PLACES)
hours = st.none() | st.sampled_from([0.0, 10.0, 40.0]) | st.floats(0, 500)
engagements = st.builds(Engagement, people, st.sampled_from(sorted(ROLES)), places, spans, hours)
counts = st.sampled_from([Count(0, 0), Count(1, 4)]) | st.integers(0, 60).map(lambda n: Count(n, n))
registers = st.builds(
    Register,
    st.just(ROLES),
    st.lists(engagements, max_size=12).map(tuple),
    st.lists(st.builds(PoolMembership, people, places, spans), max_size=6).map(tuple),
    st.lists(
        st.builds(Enrolled, st.sampled_from([date(2022, 10, 1), OCTOBER]), places, counts), max_size=5
    ).map(tuple),
)
