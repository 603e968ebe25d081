"""A linear attacker: knows the enrolment of every place, how many take part on the whole, and all cells.

He asks of one student, and of groups of at most nine, whether they have a role. Differences of cells
(institution - sites, year - quarters, all - kinds) are linear, so they are all within his reach.
"""

from collections import Counter

import numpy as np

from thuis.core.disclosure.noise import cut_variance
from thuis.core.participation.cells import cells
from thuis.core.participation.release_model import Period, Spot

PERIODS = (Period(2023), *(Period(2023, number) for number in (1, 2, 3, 4)))
EXACT = 1e-6


def observed(released, sizes):
    """(unit, column, number) of every number of people that is told: per period, all roles and each kind."""
    names = ("participation", "kind-paid", "kind-unpaid", "kind-governance")
    for at, one in enumerate(released):
        for spot, told in one.cells.items():
            for number, name in enumerate(names):
                figure = told.get(name)
                if not spot.by and getattr(figure, "value", None) is not None:
                    yield spot.unit, at * len(names) + number, figure.part


def plain(register):
    """The same from exact counts, of ten or more: what a careful spreadsheet would print."""
    for at, period in enumerate(PERIODS):
        for unit, cell in cells(register, period.span).items():
            groups = [cell.people]
            for kind in ("paid", "unpaid", "governance"):
                groups.append({one.person for one in cell.stints if one.role.kind == kind})
            for number, people in enumerate(groups):
                if len(people) >= 10:
                    yield unit, at * 4 + number, float(len(people))


def patterns(college):
    """Per student of the large places a row of zeros and ones: what she adds to each column."""
    columns = {}
    for at, period in enumerate(PERIODS):
        for row in college.register.engagements:
            if row.span.shared_days(period.span):
                kind = ("paid", "unpaid", "governance").index(college.register.roles[row.role].kind)
                columns.setdefault(row.person, np.zeros(20))[[at * 4, at * 4 + 1 + kind]] = 1
    students = sum(college.sizes.values())
    found = np.zeros((students, 20))
    found[: len(columns)] = list(columns.values())
    return found


class Attacker:
    """Knows the spread of patterns and who is enrolled where; `rows` are what was told."""

    def __init__(self, college, rows, noise=None):
        self.college, self.rows = college, list(rows)
        known = patterns(college)
        self.mean, self.spread = known.mean(0), np.cov(known.T) + 1e-9 * np.eye(20)
        self.typical = known[known.any(1)].mean(0)  # what somebody with a role adds
        self.noise = cut_variance(2.5) if noise is None else noise
        self.places = list(college.sizes)
        self.inside = np.array([[unit in place.units for place in self.places] for unit, *_ in self.rows])
        self.column = np.array([column for _, column, _ in self.rows])
        self.numbers = np.array([number for *_, number in self.rows])

    def _covariance(self, sizes):
        """Of everything told, when each student takes part by chance."""
        shared = (self.inside * sizes) @ self.inside.T
        return shared * self.spread[np.ix_(self.column, self.column)] + self.noise * np.eye(len(self.rows))

    def posterior(self, place):
        """How likely it is, after a fair coin, that the one student of a place has a role."""
        sizes = np.array([float(self.college.sizes[one]) for one in self.places])
        sizes[self.places.index(place)] -= 1
        adds = self.inside[:, self.places.index(place)] * self.typical[self.column]
        expected = (self.inside @ sizes) * self.mean[self.column]
        weights = np.linalg.solve(self._covariance(sizes), adds)
        evidence = weights @ (self.numbers - expected - adds / 2)
        return 1 / (1 + np.exp(-np.clip(evidence, -50, 50)))

    def kept(self, places):
        """Which part of the spread of a group's number, beforehand, is left afterwards."""
        sizes = np.array([float(self.college.sizes[one]) for one in self.places])
        inside = np.isin([one.programme for one in self.places], [one.programme for one in places])
        with_group = (self.inside * (sizes * inside)).sum(1) * self.spread[self.column, 0]
        before = (sizes * inside).sum() * self.spread[0, 0]
        after = before - with_group @ np.linalg.solve(self._covariance(sizes), with_group)
        return float(np.sqrt(max(after, 0.0) / before))


def has_role(college, place):
    return bool(Counter(row.place for row in college.register.engagements)[place])


def small_places(college):
    return [place for place, size in college.sizes.items() if size <= 9]


def told_spots(released):
    return {
        spot for spot, told in released.cells.items() if any(hasattr(one, "low") for one in told.values())
    }


WHOLE = Spot()
