"""Four fixed types of two scales, such as engagement and exhaustion, with a zone in which no type is sure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from thuis.core.statistics.arrays import Bools, Ints, check_option, check_same_length, gappy_column

NO_TYPE = -1


@dataclass(frozen=True, slots=True)
class Rule:
    """Where the types part, in the unit of the scales: at or above a cut is high, nearer than `border` unsure.

    `names` are the types for (first, second) = (low, low), (low, high), (high, low), (high, high).
    """

    first_cut: float
    second_cut: float
    border: float
    names: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Types:
    """Per person the number of the type in `names`, NO_TYPE without both scores, and whether it is unsure."""

    names: Sequence[str]
    number: Ints
    unsure: Bools

    def counts(self) -> dict[str, int]:
        """How many people each type has, unsure ones included."""
        found = np.bincount(self.number[self.number != NO_TYPE], minlength=len(self.names))
        return {name: int(count) for name, count in zip(self.names, found, strict=True)}


def standard_error_of_score(sd: float, reliability: float) -> float:
    """sd × √(1 - reliability): how far a score strays by chance, a sensible `border` (Lord & Novick 1968)."""
    check_option("sd", sd > 0)
    check_option("reliability", 0 <= reliability <= 1)
    return float(sd * (1 - reliability) ** 0.5)


def types_of(first: ArrayLike, second: ArrayLike, rule: Rule) -> Types:
    """The type of each person by two scores, shapes (n,), NaN for no score.

    Fixed cuts, not found in the answers, so that types mean the same in every round; no reference software
    is needed for two comparisons. Raises `statistics-do-not-match`, `statistics-option` for a border below 0
    or names that repeat.
    """
    check_option("border", rule.border >= 0)
    check_option("names", len(set(rule.names)) == 4)
    one, other = gappy_column(first), gappy_column(second)
    check_same_length(one, other)
    known = ~np.isnan(one) & ~np.isnan(other)
    number = 2 * (one >= rule.first_cut) + (other >= rule.second_cut)
    near = (np.abs(one - rule.first_cut) < rule.border) | (np.abs(other - rule.second_cut) < rule.border)
    return Types(rule.names, np.where(known, number, NO_TYPE).astype(np.int64), known & near)
