"""Parts of R² from correlations that are told with noise, with intervals that hold the noise too.

Who has the answers uses `drivers`. Who has their correlations R, how many people n they are of and how much
noise they have, draws what else could have been told: a sample correlation matrix from Wishart(R, n − 1)
with noise added. Its parts say how far those of R may lie from the truth, and how far they lie off on
average: more noise looks like more R², and makes parts alike. Sources: Lindeman, Merenda and Gold (1980) for
the parts; Bartlett (1933) for the draws; Efron and Tibshirani (1993), 10.2 for taking off the mean error.
With n without end and no noise it agrees with `drivers.lmg`, so with R relaimpo.
"""

from dataclasses import dataclass

import numpy as np

from thuis.core.errors import InvalidInput
from thuis.core.statistics.arrays import Floats, check_enough, check_option
from thuis.core.statistics.drivers import MOST, parts_of

LEAST_VALUE = 0.05  # of an eigenvalue: no mixture of standard scores has less variance
# A little wider than 95 in 100, since what is drawn lies around an estimate: so they hold the truth as often.
ENDS = (0.015, 0.985)


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """Per outcome: each predictor's share in R² (o × p, adding up to 1), R² (o), and the ends of both."""

    shares: Floats
    low: Floats
    high: Floats
    explained: Floats
    explained_low: Floats
    explained_high: Floats


def parts_from(
    correlation: Floats, n: int, outcomes: int, noise: Floats, rng: np.random.Generator, times: int = 400
) -> Parts:
    """Shares of each predictor in R² of each outcome, from correlations (o + p, o + p), outcomes first.

    Args:
        n: how many people the correlations are of.
        noise: standard deviation of the noise on each covariance, in standard scores; of the same shape.
        times: how often to draw.

    Raises `statistics-option` for more predictors than `drivers` takes, `statistics-too-few` unless
    n > o + p + 1, `statistics-not-identified` for correlations that cannot be.
    """
    size = len(correlation)
    check_option("predictors", 1 < size - outcomes <= MOST)
    check_enough(n, size + 2)
    if np.linalg.eigvalsh(correlation).min() <= 0:
        raise InvalidInput("statistics-not-identified")
    told = _told(parts_of(correlation, outcomes))
    drawn = _told(parts_of(_drawn(correlation, n, noise, rng, times), outcomes))
    off = drawn.mean(axis=0) - told
    middle, (low, high) = told - off, np.quantile(drawn, ENDS, axis=0) - off
    inside = [np.clip(one, 0.0, 1.0) for one in (middle, np.minimum(low, middle), np.maximum(high, middle))]
    return Parts(*(one[..., :-1] for one in inside), *(one[..., -1] for one in inside))


def _told(parts: Floats) -> Floats:
    """Shares and, last, their R²."""
    whole = parts.sum(axis=-1, keepdims=True)
    found: Floats = np.concatenate([parts / whole, whole], axis=-1)
    return found


def _drawn(correlation: Floats, n: int, noise: Floats, rng: np.random.Generator, times: int) -> Floats:
    """What could have been told: times × size × size."""
    size = len(correlation)
    half = np.zeros((times, size, size))
    for place in range(size):
        half[:, place, place] = np.sqrt(rng.chisquare(n - 1 - place, times))
    below = np.tril_indices(size, -1)
    half[:, below[0], below[1]] = rng.standard_normal((times, len(below[0])))
    mixed = np.linalg.cholesky(correlation) @ half
    shaken = np.triu(rng.standard_normal((times, size, size)))
    both = shaken + np.swapaxes(np.triu(shaken, 1), 1, 2)
    return as_correlations(mixed @ np.swapaxes(mixed, 1, 2) / (n - 1) + noise * both)


def as_correlations(covariance: Floats) -> Floats:
    """Correlations (…, k, k) that can be, near those of a covariance with noise: no eigenvalue below 0.05."""
    values, vectors = np.linalg.eigh(_standard(covariance))
    safe = (vectors * np.maximum(values, LEAST_VALUE)[..., None, :]) @ np.swapaxes(vectors, -1, -2)
    return _standard(safe)


def _standard(covariance: Floats) -> Floats:
    sizes = np.sqrt(np.maximum(np.diagonal(covariance, axis1=-2, axis2=-1), LEAST_VALUE))
    found: Floats = covariance / (sizes[..., :, None] * sizes[..., None, :])
    return found
