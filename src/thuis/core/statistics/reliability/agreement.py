"""Whether judges agree: kappa for two, Krippendorff's alpha for any number, with gaps."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from thuis.core.errors import InvalidInput
from thuis.core.statistics.arrays import Floats, check_option, gappy_table, table
from thuis.core.statistics.intervals import LEVEL, Interval, t_interval

Weighing = Literal["none", "linear", "quadratic"]
Scale = Literal["nominal", "ordinal", "interval"]
POWERS: dict[str, int] = {"linear": 1, "quadratic": 2}


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement above chance: 1 is full, 0 is chance. Standard error for large numbers."""

    value: float
    se: float
    n: int
    interval: Interval


def kappa(counts: ArrayLike, weighing: Weighing = "none", level: float = LEVEL) -> Kappa:
    """Cohen's kappa from a square table (k, k) of how often judge one said row and judge two column.

    (p_o - p_e) / (1 - p_e) with agreement weights 1 - (|i - j| / (k - 1))ᵖ, p = 1 linear, 2 quadratic (Cohen
    1968), and the standard error of Fleiss, Cohen & Everitt (1969). Agrees with R vcd `Kappa`; psych
    `cohen.kappa` has another standard error for weighted kappa, which the delta method does not support.
    Raises `statistics-option`, and `statistics-no-spread` when both judges always said the same one thing.
    """
    found = table(counts, columns=2)
    check_option("counts", found.shape[0] == found.shape[1] and bool((found >= 0).all()) and found.sum() > 0)
    weights = _weights(len(found), weighing)
    n = float(found.sum())
    share = found / n
    rows, columns = share.sum(axis=1), share.sum(axis=0)
    agreed, chance = float((weights * share).sum()), float((weights * np.outer(rows, columns)).sum())
    if chance >= 1:
        raise InvalidInput("statistics-no-spread")
    value = (agreed - chance) / (1 - chance)
    expected = (weights @ columns)[:, None] + (rows @ weights)[None, :]
    left = weights - expected * (1 - value)
    spread = float((share * left**2).sum()) - (value - chance * (1 - value)) ** 2
    se = math.sqrt(max(0.0, spread) / n) / (1 - chance)
    return Kappa(value, se, int(n), t_interval(value, se, math.inf, level))


def krippendorff_alpha(ratings: ArrayLike, scale: Scale = "nominal") -> float:
    """1 - observed / expected disagreement, from ratings (judges, units) with NaN for no rating.

    Krippendorff 2011, "Computing Krippendorff's alpha-reliability": disagreement of two values is 1 (nominal),
    (value difference)² (interval), or the squared number of ratings from one to the other, ends for half
    (ordinal). Agrees with PyPI krippendorff. Raises `statistics-too-few` when no unit has two ratings,
    `statistics-no-spread` when all ratings are equal.
    """
    check_option("scale", scale in ("nominal", "ordinal", "interval"))
    found = gappy_table(ratings)
    values = np.unique(found[~np.isnan(found)])
    counts = (found[:, :, None] == values).sum(axis=0).astype(np.float64)
    counts = counts[counts.sum(axis=1) > 1]
    if len(counts) == 0:
        raise InvalidInput("statistics-too-few", needed=2, found=1)
    sizes = counts.sum(axis=1)
    together = (counts / (sizes - 1)[:, None]).T @ counts - np.diag(
        (counts / (sizes - 1)[:, None]).sum(axis=0)
    )
    total = together.sum(axis=0)
    apart = _disagreement(values, total, scale)
    expected = float((apart * np.outer(total, total)).sum()) / (float(total.sum()) - 1)
    if expected == 0:
        raise InvalidInput("statistics-no-spread")
    return 1 - float((apart * together).sum()) / expected


def _weights(size: int, weighing: Weighing) -> Floats:
    check_option("weighing", weighing in ("none", *POWERS))
    if weighing == "none":
        return np.eye(size)
    apart = np.abs(np.subtract.outer(np.arange(size), np.arange(size))) / (size - 1)
    return np.asarray(1 - apart ** POWERS[weighing])


def _disagreement(values: Floats, total: Floats, scale: Scale) -> Floats:
    if scale == "nominal":
        return np.asarray(1.0 - np.eye(len(values)))
    if scale == "interval":
        return np.asarray(np.subtract.outer(values, values) ** 2)
    # the ratings between two values are those up to each one's middle
    middle = np.cumsum(total) - total / 2
    return np.asarray(np.subtract.outer(middle, middle) ** 2)
