"""What may leave on participation: a figure with its interval, a band, or nothing with the reason.

Every number of people carries noise of at most `reach` people, so a figure of fewer than `people` people is
told as a band, and whether it is a band follows from the number with noise.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from thuis.core.errors import InvalidInput
from thuis.core.participation.model import INSTITUTION, Level, Unit
from thuis.core.participation.periods import Quarter, Span, year_span

KEY = re.compile(r"(\d{4})(?:-q([1-4]))?")
JOIN = " | "  # between programmes that are told together


@dataclass(frozen=True, slots=True)
class ReleaseRules:
    """From how many people something is told; see ADR 0035.

    `people`: with a role; `enrolled`: in a unit or a group; `tenth`: behind the share of the top tenth;
    `apart`: enrolled, below which programmes of a domain are told together; `change`: people between two
    versions of one figure. `spread` and `cut` shape the noise on a number of people; `of_cap` is the noise on
    hours as a part of the most hours that count, which is the quantile `winsor` of the institution.
    """

    people: int = 10
    enrolled: int = 20
    tenth: int = 20
    apart: int = 40
    change: int = 10
    spread: float = 1.0
    cut: float = 2.5
    of_cap: float = 0.25
    winsor: float = 0.98

    @property
    def reach(self) -> float:
        """How far a number with noise lies from the real one at most."""
        return self.spread * self.cut

    @property
    def fewest(self) -> float:
        """The smallest number with noise of which it is certain that it stands for `people` people."""
        return self.people + self.reach

    @property
    def band(self) -> int:
        """Under how many people lies what is not told as a number."""
        return int(self.people + 2 * self.reach)


RULES = ReleaseRules()


class Why(StrEnum):
    """Why something is not told, beside the reasons for which it is not known."""

    FEW_ENROLLED = "few-enrolled"
    FEW_PEOPLE = "few-people"
    COMPLEMENT = "complement"


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` with the interval that holds the noise; None in a band. It is `part` of `whole`."""

    value: float | None
    low: float
    high: float
    part: float | None = None
    whole: float | None = None


@dataclass(frozen=True, slots=True)
class Untold:
    """No number at all, and why: a `Why`, or a `Reason` for which it is not known."""

    reason: str


Told = Figure | Untold


@dataclass(frozen=True, slots=True)
class Spot:
    """A unit, and perhaps one group of students in it, such as form: part-time."""

    unit: Unit = INSTITUTION
    by: str = ""
    group: str = ""


Cells = Mapping[Spot, Mapping[str, Told]]


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar year, or one quarter of it (1 to 4; 0 is the whole year)."""

    year: int
    number: int = 0

    @property
    def key(self) -> str:
        return f"{self.year}-q{self.number}" if self.number else str(self.year)

    @property
    def span(self) -> Span:
        return Quarter(self.year, self.number).span if self.number else year_span(self.year)


def period_of(key: str) -> Period:
    """The period of a key, '2023' or '2023-q1'. Raises InvalidInput `participation-period` for another."""
    found = KEY.fullmatch(key)
    if found is None:
        raise InvalidInput("participation-period")
    return Period(int(found[1]), int(found[2] or 0))


def spot_of(level: str, code: str, by: str = "", group: str = "") -> Spot:
    """A spot from the words of a file. Raises ValueError for a level that is none."""
    return Spot(Unit(Level(level), code), by, group)
