"""Two figures that come with an interval, side by side: is one higher, and what may be said of a list.

For released figures, whose answers nobody has any more. The noise of the release is part of each interval,
and so of the difference. Figures are taken as independent. A unit that is part of what it is compared with
makes the true interval a little narrower, so this errs towards saying less.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy.special import ndtr

from thuis.core.statistics.change import Verdict, verdict_within
from thuis.core.statistics.multiple import holm

Z = 1.959964  # the 97.5 % point of the standard normal
SURE = 0.05


@dataclass(frozen=True, slots=True)
class Span:
    """A value with its 95 % interval, in the unit of the measure."""

    value: float
    low: float
    high: float

    @property
    def se(self) -> float:
        """The standard error that the interval stands for: its width over 2 × 1.96."""
        return (self.high - self.low) / (2 * Z)


def difference(one: Span, other: Span) -> Span:
    """The first minus the second: variances add up (Cochran 1977, 5A.2)."""
    value, reach = one.value - other.value, Z * math.hypot(one.se, other.se)
    return Span(value, value - reach, value + reach)


def verdicts(differences: Sequence[Span], matters: float) -> tuple[Verdict, ...]:
    """What may be said of each of a list: higher and lower only when Holm's correction for the list agrees.

    p = 2 Φ(−|d| / se). Raises `statistics-option` when `matters` is not above zero.
    """
    adjusted = holm([_chance(one) for one in differences]).tolist() if differences else []
    return tuple(_said(one, matters, p) for one, p in zip(differences, adjusted, strict=True))


def _chance(one: Span) -> float:
    return float(2 * ndtr(-abs(one.value) / one.se)) if one.se > 0 else float(one.value == 0)


def _said(one: Span, matters: float, p: float) -> Verdict:
    found = verdict_within(one.value, one.low, one.high, matters)
    return Verdict.TOO_FEW if found in (Verdict.HIGHER, Verdict.LOWER) and p > SURE else found
