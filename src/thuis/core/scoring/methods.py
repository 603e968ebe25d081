"""How recoded answers become one number. A scale names its method; a new one is a line in METHODS.

A method gets the answered items only, already reversed where the key says so, with each item's lowest and
highest option. Sums fill a missing item with the person's own mean (person-mean imputation), which is why
`share` must be set high for them; the manuals of most sum scales ask for complete answers: share "1".
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recoded:
    """One answered item after reversal, with the ends of its answer scale."""

    value: int
    low: int
    high: int


Method = Callable[[Sequence[Recoded], int], float]


def mean_0_100(answers: Sequence[Recoded], of: int) -> float:
    """Mean of (value - low) / (high - low) × 100; a five-point item counts 0, 25, 50, 75 or 100."""
    return sum((each.value - each.low) * 100 / (each.high - each.low) for each in answers) / len(answers)


def mean(answers: Sequence[Recoded], of: int) -> float:
    """Mean of the recoded codes, on the answer scale itself (BRS, UWES-S)."""
    return sum(each.value for each in answers) / len(answers)


def total(answers: Sequence[Recoded], of: int) -> float:
    """Sum of the recoded codes over all `of` items (PHQ, GAD, SWLS)."""
    return mean(answers, of) * of


def total_times_4(answers: Sequence[Recoded], of: int) -> float:
    """Sum × 4: five items of 0-5 on 0-100 (WHO-5: WHO 1998; MHI-5: Berwick 1991)."""
    return total(answers, of) * 4


def dichotomised(answers: Sequence[Recoded], of: int) -> float:
    """How many items lie above their lowest option (De Jong Gierveld: the middle answer counts too)."""
    return float(sum(each.value > each.low for each in answers))


METHODS: dict[str, Method] = {
    "mean_0_100": mean_0_100,
    "mean": mean,
    "sum": total,
    "sum_times_4": total_times_4,
    "dichotomise": dichotomised,
}
