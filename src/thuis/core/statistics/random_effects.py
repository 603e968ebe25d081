"""How much groups differ: variance between and within, and the intraclass correlations."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, special

from thuis.core.statistics.arrays import Floats, check_enough, check_same_length, codes, column
from thuis.core.statistics.change import check_spread
from thuis.core.statistics.intervals import LEVEL, Interval


@dataclass(frozen=True, slots=True)
class OneWay:
    """Variances in the unit squared; `icc` is the share between groups, by restricted maximum likelihood.

    `icc1` is that share from mean squares, with its interval; `icc2` is how reliable a group mean is.
    """

    mean: float
    mean_se: float
    between: float
    within: float
    icc: float
    icc1: float
    icc1_interval: Interval
    icc2: float
    groups: int
    n: int


def one_way(values: ArrayLike, groups: ArrayLike, level: float = LEVEL) -> OneWay:
    """The random one-way model of values (n,) in groups (n,).

    REML by the profile in λ = between / within: with w_j = n_j / (1 + n_j λ), the within variance is
    (SSW + Σ w_j (ȳ_j - μ)²) / (n - 1). ICC1 = (MSB - MSW) / (MSB + (n̄ - 1) MSW) and ICC2 = (MSB - MSW) / MSB
    with n̄ the mean group size (Bliese 2000); its interval is Searle's (1971), exact for equal groups. Agrees
    with R lme4 `lmer` and multilevel `ICC1`, `ICC2`. Raises `statistics-too-few` under two groups or when no
    group has two values, `statistics-no-spread` when nothing varies within groups.
    """
    y = column(values, least=3)
    labels, number = codes(groups)
    check_same_length(y, number)
    check_enough(len(labels), 2)
    check_enough(len(y), len(labels) + 1)
    size = np.bincount(number).astype(np.float64)
    means = np.bincount(number, y) / size
    inside = float(((y - means[number]) ** 2).sum())
    check_spread(inside)
    ratio = _ratio(means, size, inside, len(y))
    weight = size / (1 + size * ratio)
    mean = float(np.average(means, weights=weight))
    within = (inside + float((weight * (means - mean) ** 2).sum())) / (len(y) - 1)
    icc1, interval, icc2 = _from_mean_squares(y, means, size, inside, level)
    return OneWay(
        mean=mean,
        mean_se=math.sqrt(within / float(weight.sum())),
        between=ratio * within,
        within=within,
        icc=ratio / (1 + ratio),
        icc1=icc1,
        icc1_interval=interval,
        icc2=icc2,
        groups=len(labels),
        n=len(y),
    )


def _ratio(means: Floats, size: Floats, inside: float, n: int) -> float:
    """The λ of the restricted likelihood; 0 when groups differ no more than chance."""

    def loss(log_ratio: float) -> float:
        ratio = math.exp(log_ratio)
        weight = size / (1 + size * ratio)
        mean = np.average(means, weights=weight)
        squares = inside + float((weight * (means - mean) ** 2).sum())
        return (n - 1) * math.log(squares) + float(np.log1p(size * ratio).sum()) + math.log(weight.sum())

    found = optimize.minimize_scalar(loss, bounds=(-30, 15), method="bounded", options={"xatol": 1e-9})
    return 0.0 if found.x < -20 else math.exp(found.x)


def _from_mean_squares(
    y: Floats, means: Floats, size: Floats, inside: float, level: float
) -> tuple[float, Interval, float]:
    df = len(size) - 1, len(y) - len(size)
    between = float((size * (means - y.mean()) ** 2).sum()) / df[0]
    within = inside / df[1]
    mean_size = len(y) / len(size)
    icc1 = (between - within) / (between + (mean_size - 1) * within)
    ratio = between / within
    low = ratio / special.fdtri(*df, (1 + level) / 2)
    high = ratio * special.fdtri(df[1], df[0], (1 + level) / 2)
    ends = [float((end - 1) / (end + mean_size - 1)) for end in (low, high)]
    icc2 = (between - within) / between if between > 0 else 0.0
    return icc1, Interval(ends[0], ends[1], level), icc2
