"""Whether signals got an answer in time: eight weeks, which people can still remember."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

IN_TIME = timedelta(weeks=8)


@dataclass(frozen=True, slots=True)
class Asked:
    """One signal: when it was made, and when it ended; None while it is open."""

    made_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Answered:
    """`in_time` of `due`: signals that ended, and open ones that are `late`: their eight weeks are over."""

    in_time: int
    due: int
    late: int


def is_late(asked: Asked, on: date) -> bool:
    """Open for more than eight weeks."""
    return asked.ended_on is None and on - asked.made_on > IN_TIME


def answered(signals: Iterable[Asked], on: date) -> Answered:
    """How many were answered in time; those that still have time do not count yet."""
    known = list(signals)
    ended = [one for one in known if one.ended_on is not None]
    late = sum(is_late(one, on) for one in known)
    in_time = sum(one.ended_on - one.made_on <= IN_TIME for one in ended if one.ended_on)
    return Answered(in_time, len(ended) + late, late)
