"""Where a round will end, when students hand in on the rhythm of last round.

Let c be handed in by today, and f the part of last round's final number L that was in by the same day. The
forecast is F = c / f. With hand-ins as a Poisson stream and f as a binomial share of L,

    var F = F (1 - f) / f · (1 + F / L)  +  v / f² · (1 + F² / L² · (1 + f²))

The first term is chance in what is still to come, and in f. The second is the rounding of the three numbers,
each with variance v. The interval is symmetric for log F, because a forecast errs by a factor.

Source: delta method, e.g. G. Casella & R. Berger (2002), Statistical Inference, 2nd ed., §5.5.4. Its coverage
is simulated in tests/core/fieldwork/test_forecast.py. It says nothing of a round that is run differently.
"""

from dataclasses import dataclass
from math import exp, sqrt

Z95 = 1.959964
# Fewer than these and the interval would be wider than anybody can use.
FEWEST, SMALLEST_PART = 30, 0.1


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many students will have handed in at the end; `low` to `high` holds 19 of 20 times."""

    low: float
    middle: float
    high: float


def forecast(now: int, last_then: int, last_final: int, *, variance: float = 0.0) -> Forecast | None:
    """The final number of a round, or None when it is too early to say.

    `now`: handed in today. `last_then`, `last_final`: of last round, by the same day and in the end.
    `variance`: of each of these numbers, by rounding.
    """
    if min(now, last_then) < FEWEST or last_then < SMALLEST_PART * last_final:
        return None
    part = min(1.0, last_then / last_final)
    middle = now / part
    ratio = middle / last_final
    chance = middle * (1 - part) / part * (1 + ratio)
    rounding = variance / part**2 * (1 + ratio**2 * (1 + part**2))
    factor = exp(Z95 * sqrt(chance + rounding) / middle)
    return Forecast(max(float(now), middle / factor), middle, middle * factor)
