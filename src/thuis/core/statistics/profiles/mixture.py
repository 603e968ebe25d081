"""A mixture of normal profiles, uncorrelated within a class, by EM from many starts.

    f(x) = Σ_k π_k Π_j N(x_j; μ_kj, σ²_kj),   σ²_kj equal over classes (EEI) or free (VVI)

EM falls into the nearest hole, and a class of people with equal scores has an infinite likelihood. Hence many
starts, and a floor under each variance (Hathaway 1985). `equal` and `free` are EEI and VVI of R mclust 6,
which starts once and may find less.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from thuis.core.statistics.arrays import Floats, Ints, check_enough, check_option, table
from thuis.core.statistics.change import check_spread
from thuis.core.statistics.sem.likelihood import LOG_2_PI

Variances = Literal["equal", "free"]
MOST_CLASSES = 8
FLOOR = 0.05
SHORT, LONG = 30, 5000


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to search: short runs begun, best ones finished, and the gain per person at which to stop."""

    starts: int = 50
    finished: int = 8
    gain: float = 1e-9


THOROUGH = Effort()
QUICK = Effort(starts=10, finished=2, gain=1e-6)  # for each of many samples drawn again


@dataclass(frozen=True, slots=True, eq=False)
class Profiles:
    """k classes over d scales, largest class first.

    `means` and `variances` are (k, d), `belongs` (n, k) the chance that a person belongs to a class. `bic` is
    better when smaller (mclust turns the sign). `entropy` runs from 0 (guessing) to 1 (sure). `agreeing` says
    how many of the finished starts ended in this solution.
    """

    variances_are: Variances
    shares: Floats
    means: Floats
    variances: Floats
    belongs: Floats
    log_likelihood: float
    bic: float
    entropy: float
    agreeing: int

    @property
    def classes(self) -> int:
        return len(self.shares)

    def assigned(self) -> Ints:
        """Each person's most likely class, shape (n,)."""
        return np.asarray(self.belongs.argmax(axis=1), dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class _State:
    shares: Floats
    means: Floats
    variances: Floats
    belongs: Floats
    log_likelihood: float


def find_profiles(
    values: ArrayLike,
    classes: int,
    rng: np.random.Generator,
    *,
    variances: Variances = "equal",
    effort: Effort = THOROUGH,
    floor: float = FLOOR,
) -> Profiles:
    """The most likely profiles of complete scales (n, d), from many short runs of which the best finish.

    `floor` is the least variance of a class as a share of the variance of everybody. Raises
    `statistics-option` (1 to 8 classes, one start or more), `statistics-too-few` unless there are ten people
    per class, `statistics-no-spread`, `statistics-not-numbers`.
    """
    rows = table(values)
    check_option("classes", 1 <= classes <= MOST_CLASSES)
    check_option("effort", effort.starts >= 1 and effort.finished >= 1)
    check_option("floor", 0 < floor < 1)
    check_option("variances", variances in ("equal", "free"))
    check_enough(len(rows), 10 * classes)
    check_spread(float(rows.var(axis=0).min()))
    least = floor * rows.var(axis=0)
    drawn = (_start(rows, classes, rng) for _ in range(effort.starts))
    begun = [_climb(rows, belongs, variances, least, SHORT, effort.gain) for belongs in drawn]
    begun.sort(key=lambda state: -state.log_likelihood)
    best_begun = begun[: effort.finished]
    ended = [_climb(rows, state.belongs, variances, least, LONG, effort.gain) for state in best_begun]
    best = max(ended, key=lambda state: state.log_likelihood)
    agreeing = sum(state.log_likelihood > best.log_likelihood - 0.01 for state in ended)
    return _profiles(best, variances, agreeing)


def refine(profiles: Profiles, values: ArrayLike, floor: float = FLOOR) -> Profiles:
    """The profiles after EM on other people (n, d), begun from these: for resampling."""
    rows = table(values)
    least = floor * rows.var(axis=0)
    belongs = belonging(profiles, rows)
    kind = profiles.variances_are
    return _profiles(_climb(rows, belongs, kind, least, LONG, QUICK.gain), kind, 1)


def belonging(profiles: Profiles, values: ArrayLike) -> Floats:
    """The chance (n, k) that new people (n, d) belong to each class."""
    weighed = _log_densities(table(values), profiles.shares, profiles.means, profiles.variances)
    return _normalised(weighed)[0]


def parameter_count(classes: int, scales: int, variances: Variances) -> int:
    """Shares, means and variances that are free."""
    return classes - 1 + classes * scales + (scales if variances == "equal" else classes * scales)


def _start(rows: Floats, classes: int, rng: np.random.Generator) -> Floats:
    """Everybody to the nearest of k people, drawn far apart (k-means++: Arthur & Vassilvitskii 2007)."""
    scaled = (rows - rows.mean(axis=0)) / rows.std(axis=0)
    chosen = [int(rng.integers(len(rows)))]
    apart = ((scaled - scaled[chosen[0]]) ** 2).sum(axis=1)
    while len(chosen) < classes:
        # with fewer kinds of answers than classes, any further person will do
        chances = apart / apart.sum() if apart.sum() > 0 else None
        chosen.append(int(rng.choice(len(rows), p=chances)))
        apart = np.minimum(apart, ((scaled - scaled[chosen[-1]]) ** 2).sum(axis=1))
    distance = ((scaled[:, None, :] - scaled[chosen][None, :, :]) ** 2).sum(axis=2)
    return np.asarray(np.eye(classes)[distance.argmin(axis=1)])


def _climb(
    rows: Floats, belongs: Floats, variances: Variances, least: Floats, steps: int, gain: float
) -> _State:
    """EM until a step gains less than `gain` per person, or `steps` are done."""
    before = -np.inf
    for _ in range(steps):
        shares, means, spread = _maximised(rows, belongs, variances, least)
        belongs, likelihood = _normalised(_log_densities(rows, shares, means, spread))
        if likelihood - before < gain * len(rows):
            break
        before = likelihood
    return _State(shares, means, spread, belongs, likelihood)


def _maximised(
    rows: Floats, belongs: Floats, variances: Variances, least: Floats
) -> tuple[Floats, Floats, Floats]:
    # a class that lost everybody keeps a trace, so that it can come back
    size = belongs.sum(axis=0) + 1e-10
    means = belongs.T @ rows / size[:, None]
    squares = np.maximum(belongs.T @ rows**2 - size[:, None] * means**2, 0)
    spread = squares / size[:, None]
    if variances == "equal":
        spread = np.broadcast_to(squares.sum(axis=0) / len(rows), means.shape)
    return size / size.sum(), means, np.maximum(spread, least)


def _log_densities(rows: Floats, shares: Floats, means: Floats, variances: Floats) -> Floats:
    """log π_k + log f_k, shape (n, k)."""
    constant = np.log(shares) - (np.log(variances) + means**2 / variances + LOG_2_PI).sum(axis=1) / 2
    return np.asarray(rows @ (means / variances).T - rows**2 @ (0.5 / variances).T + constant)


def _normalised(weighed: Floats) -> tuple[Floats, float]:
    highest = weighed.max(axis=1, keepdims=True)
    height = np.exp(weighed - highest)
    total = height.sum(axis=1, keepdims=True)
    return height / total, float((np.log(total) + highest).sum())


def _profiles(state: _State, variances: Variances, agreeing: int) -> Profiles:
    order = np.argsort(-state.shares, kind="stable")
    belongs = state.belongs[:, order]
    n, classes = belongs.shape
    free = parameter_count(classes, state.means.shape[1], variances)
    unsure = -float((belongs * np.log(np.maximum(belongs, 1e-300))).sum())
    return Profiles(
        variances_are=variances,
        shares=state.shares[order],
        means=state.means[order],
        variances=state.variances[order],
        belongs=belongs,
        log_likelihood=state.log_likelihood,
        bic=float(free * np.log(n) - 2 * state.log_likelihood),
        entropy=1.0 if classes == 1 else 1 - unsure / (n * float(np.log(classes))),
        agreeing=agreeing,
    )
