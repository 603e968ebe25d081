"""An invented college for the release: places of all sizes, some of one student, and who has which role."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from thuis.core.participation.model import (
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
from thuis.core.participation.periods import quarters_of
from thuis.core.participation.release import Groups

ROLES = {
    code: RoleType(code, kind, Step.ACTOR, counts_as_professional=kind is Kind.PAID)
    for code, kind in (("assistant", Kind.PAID), ("buddy", Kind.UNPAID), ("council", Kind.GOVERNANCE))
}
ON = date(2022, 10, 1)
DAYS = (ON, date(2023, 10, 1))  # the last is for the year, which ends over a year after the first
KEY = bytes(range(32))


@dataclass(frozen=True)
class College:
    """Places with how many students each has, and everything they do in 2023."""

    sizes: dict
    register: Register
    groups: dict


def college(seed=1, *, students=3000, taking_part=0.06, small=(1, 1, 4, 7), missing=()):
    """Places of a few hundred students, and of as many as `small` says; `missing` people left."""
    random = np.random.default_rng(seed)
    sizes = {}
    for number in range(12):
        place = Place(f"D{number % 4}", f"P{number}", f"S{number % 3}")
        sizes[place] = int(students / 12 * random.uniform(0.4, 1.6))
    for number, size in enumerate(small):
        # alone in a site of its own, and a programme of its own
        sizes[Place(f"D{number % 4}", f"Q{number}", f"T{number}")] = size
    rows = [
        row
        for place, size in sizes.items()
        for at in range(size)
        for row in _student(f"{place.programme} {at}", place, taking_part, random)
        if row.person not in missing
    ]
    of = {f"{place.programme} {at}": form(at) for place, size in sizes.items() for at in range(size)}
    register = Register(
        ROLES,
        tuple(row for row in rows if isinstance(row, Engagement)),
        tuple(row for row in rows if isinstance(row, PoolMembership)),
        tuple(Enrolled(day, place, Count(size, size)) for day in DAYS for place, size in sizes.items()),
    )
    split = tuple(
        Enrolled(day, place, Count(number, number), name)
        for day in DAYS
        for place, size in sizes.items()
        for name in ("full-time", "part-time")
        if (number := sum(form(at) == name for at in range(size)))
    )
    return College(sizes, register, {"form": Groups(split, of)})


def form(at):
    return "part-time" if at % 5 == 4 else "full-time"


def _student(person, place, taking_part, random):
    quarters = quarters_of(2023)
    first, last = sorted(random.integers(0, 4, 2))
    hours = float(np.round(random.gamma(1.5, 25), 1))
    span = type(quarters[0].span)(quarters[first].span.first, quarters[last].span.last)
    if random.random() < taking_part:
        yield Engagement(person, str(random.choice(list(ROLES))), place, span, hours)
    if random.random() < 0.05:
        yield PoolMembership(person, place, span)
