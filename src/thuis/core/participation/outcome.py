"""What a figure can be: a share, an amount, or unknown for a named reason. Unknown is never 0."""

from dataclasses import dataclass
from enum import StrEnum

from thuis.core.participation.model import Count


class Reason(StrEnum):
    """Why a figure is not known."""

    NO_REFERENCE_DATE = "no-reference-date"
    NO_ENROLMENT = "no-enrolment"
    NOBODY_ENROLLED = "nobody-enrolled"
    NOT_RECORDED = "not-recorded"
    MORE_THAN_ENROLLED = "more-than-enrolled"
    NOBODY_TAKES_PART = "nobody-takes-part"
    NOBODY_AVAILABLE = "nobody-available"
    NO_HOURS = "no-hours"
    NO_STAFF_HOURS = "no-staff-hours"
    STAFF_HOURS_INCOMPLETE = "staff-hours-incomplete"
    NOBODY_UNPAID = "nobody-unpaid"
    NO_OTHER_GROUP = "no-other-group"


@dataclass(frozen=True, slots=True)
class Unknown:
    """No figure, and why."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Share:
    """`part` people of `whole` people, as a share from `low` to `high`, each from 0 to 1."""

    part: int
    whole: Count

    @property
    def low(self) -> float:
        """The share when the whole is as large as it can be."""
        return self.part / self.whole.high

    @property
    def high(self) -> float:
        """The share when the whole is as small as it can be, which is never smaller than the part."""
        return self.part / max(self.whole.low, self.part) if self.part else 0.0

    @property
    def exact(self) -> bool:
        """Whether both ends are the same."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of `people` people; `left_out` people could not count, because hours of theirs are unknown."""

    value: float
    people: int
    left_out: int = 0


def share_of(part: int, whole: Count) -> Share | Unknown:
    """Share of the enrolled. Unknown when nobody is enrolled, or fewer than take part."""
    if whole.high == 0:
        return Unknown(Reason.NOBODY_ENROLLED)
    return Share(part, whole) if part <= whole.high else Unknown(Reason.MORE_THAN_ENROLLED)
