"""Measuring again: the figure before and after, their difference with its interval, and what may be said.

Between two rounds that follow each other the release tells the change itself, with an interval that knows who
answered twice. Otherwise both figures are taken as independent (Cochran 1977, 5A.2), which makes the interval
wider, so this errs towards saying less. A figure before and after never shows a cause: `DESIGNS`.
"""

from dataclasses import dataclass
from typing import Literal

from thuis.core.statistics.beside import Span, difference
from thuis.core.statistics.change import Verdict, verdict_within
from thuis.core.statistics.intervals import wilson_interval

# What somebody did to see whether it helps, from nothing to the strongest. Only the last two look at causes.
DESIGNS: dict[int, str] = {0: "none", 1: "process", 2: "before-after", 3: "comparison", 4: "lot"}
SHOWS_NO_CAUSE = frozenset({0, 1, 2})
MATTERS_OF_RANGE, MATTERS_OF_SHARE, LEAST = 0.04, 0.1, 0.001

Missing = Literal["", "before", "after", "both"]


@dataclass(frozen=True, slots=True)
class Remeasured:
    """What two figures tell. Without one of them there is no difference, and `missing` says which."""

    before: Span | None
    after: Span | None
    change: Span | None
    verdict: Verdict
    missing: Missing


def remeasured(
    before: Span | None, after: Span | None, matters: float, released: Span | None = None
) -> Remeasured:
    """Before, after and what may be said.

    Args:
        matters: the smallest difference that is called one, in the unit of the measure.
        released: the change as the release tells it, where it does.
    """
    if before is None or after is None:
        return Remeasured(before, after, None, Verdict.TOO_FEW, _missing(before, after))
    change = released or difference(after, before)
    said = verdict_within(change.value, change.low, change.high, matters)
    return Remeasured(before, after, change, said, "")


def _missing(before: Span | None, after: Span | None) -> Missing:
    if before is None and after is None:
        return "both"
    return "before" if before is None else "after"


def share_with_chance(share: float, whole: float, reach: float) -> Span:
    """A share of `whole` people with the interval of chance (Wilson), and noise of `reach` people on top."""
    found, noise = wilson_interval(min(1.0, share), whole), reach / whole
    return Span(share, max(0.0, found.low - noise), min(1.0, found.high + noise))


def matters_of_scale(low: float, high: float) -> float:
    """4 of 100 points, as on every card of the monitor."""
    return MATTERS_OF_RANGE * (high - low)


def matters_of_share(before: float) -> float:
    """A tenth of the earlier share, as on every card of participation; of almost nothing a thousandth."""
    return max(MATTERS_OF_SHARE * before, LEAST)


def shows_no_cause(design: int) -> bool:
    """Whether this way of looking cannot tell what caused a difference."""
    return design in SHOWS_NO_CAUSE
