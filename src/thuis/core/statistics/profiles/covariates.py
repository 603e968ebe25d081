"""Who belongs to which profile: covariates in a third step, corrected for doubt about membership.

Assigning people to classes and then tabulating makes differences look smaller than they are. Vermunt's (2010)
maximum-likelihood correction keeps the error of assignment D (true class s, assigned class t) fixed:

    log L = Σ_i log Σ_s P(s | z_i) D[s, t_i],   P(s | z) ∝ exp(zᵀβ_s),  β of the first class 0
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from thuis.core.errors import InvalidInput
from thuis.core.statistics.arrays import Floats, Ints, check_enough, check_option, check_same_length, table
from thuis.core.statistics.profiles.mixture import Profiles
from thuis.core.statistics.sem.likelihood import Slope, descend, inverse


@dataclass(frozen=True, slots=True, eq=False)
class Membership:
    """Log-odds of each class against the first, (k - 1, 1 + p) with the intercept first, and their errors."""

    slopes: Floats
    errors: Floats
    n: int


def assignment_error(profiles: Profiles) -> Floats:
    """D, shape (k, k): the chance that somebody of true class s is assigned to class t; rows add up to 1."""
    assigned = np.eye(profiles.classes)[profiles.assigned()]
    return np.asarray(profiles.belongs.T @ assigned / profiles.belongs.sum(axis=0)[:, None])


def membership_by(profiles: Profiles, covariates: ArrayLike) -> Membership:
    """Multinomial regression of membership on covariates (n, p), the same people as the profiles.

    Standard errors are robust (sandwich) and take D as known. With sure assignment it is R `glm(binomial)`
    for two classes. Raises `statistics-option` under two classes, `statistics-too-few`,
    `statistics-do-not-match`, `statistics-not-identified` (covariates that repeat each other, classes too
    blurred to tell apart, a covariate that separates a class completely), `statistics-did-not-settle`.
    """
    check_option("classes", profiles.classes >= 2)
    given = table(covariates)
    check_same_length(given, profiles.belongs)
    z = np.column_stack([np.ones(len(given)), given])
    check_enough(len(z), profiles.classes * z.shape[1])
    if np.linalg.matrix_rank(z) < z.shape[1]:
        raise InvalidInput("statistics-not-identified")
    error, assigned = assignment_error(profiles), profiles.assigned()
    start = np.zeros((profiles.classes - 1) * z.shape[1])
    values, bottom = descend(lambda tried: _slope(z, error, assigned, tried), start)
    bread = inverse(_curvature(z, error, assigned, values))
    # the information of `descend` is that of outer products: the filling of the sandwich
    covariance = bread @ bottom.information @ bread
    shape = profiles.classes - 1, z.shape[1]
    return Membership(values.reshape(shape), np.sqrt(np.diag(covariance)).reshape(shape), len(z))


def _scores(z: Floats, error: Floats, assigned: Ints, values: Floats) -> tuple[Floats, float]:
    """Each person's slope of the log-likelihood, (n, parameters), and the log-likelihood."""
    slopes = np.vstack([np.zeros(z.shape[1]), values.reshape(-1, z.shape[1])])
    height = z @ slopes.T
    chance = np.exp(height - height.max(axis=1, keepdims=True))
    chance /= chance.sum(axis=1, keepdims=True)
    joint = chance * error[:, assigned].T
    total = joint.sum(axis=1, keepdims=True)
    pull = (joint / total - chance)[:, 1:]
    return (pull[:, :, None] * z[:, None, :]).reshape(len(z), -1), float(np.log(total).sum())


def _slope(z: Floats, error: Floats, assigned: Ints, values: Floats) -> Slope:
    scores, likelihood = _scores(z, error, assigned, values)
    return Slope(-likelihood, -scores.sum(axis=0), scores.T @ scores)


def _curvature(z: Floats, error: Floats, assigned: Ints, values: Floats) -> Floats:
    found = np.zeros((len(values), len(values)))
    for at in range(len(values)):
        reach = np.zeros(len(values))
        reach[at] = 1e-5 * max(1.0, abs(values[at]))
        up, down = (_scores(z, error, assigned, values + sign * reach)[0].sum(axis=0) for sign in (1, -1))
        found[at] = -(up - down) / (2 * reach[at])
    return (found + found.T) / 2
