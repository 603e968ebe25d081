"""All scales at once: whoever knows how they go together mixes their cells into a sharper guess of each.

With R the correlation of the scales, C that of their noise and W such that WᵀCW = I and WᵀRW = Λ (diagonal),
the mixtures Wᵀy know nothing of each other. Each is an attack on one measure with prior λ and noise 1; the
guess of a scale is a mixture of theirs, with weights CW. Exact for normal scores when all scales stand in the
same cells. Source: simultaneous diagonalisation, Goldstein and Wooff (2007), ch. 3; Kronecker products.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from scipy.linalg import cho_solve, eigh
from scipy.sparse import csr_array

from thuis.core.disclosure.attacker import Attacker, Published
from thuis.core.disclosure.attacks.view import Outcome, View, judged
from thuis.core.disclosure.groups import small_groups
from thuis.core.disclosure.model import Floats, Rules


def together(
    views: Sequence[View], scores: Floats, noise: Floats, rules: Rules, name: str = "together"
) -> Iterator[Outcome]:
    """The attack on each scale, with the help of all others.

    Args:
        views: the scales of one round, in the order of both matrices.
        scores: how the scores of one person go together.
        noise: how the noise of one cell goes together.
    """
    shared = _in_the_same_cells(views)
    if len(shared) < 2 or not len(shared[0].sums):
        return
    groups, claim = small_groups(shared[0].atoms, rules), rules.audit.claim
    guesses, sds = guessed(shared, groups, scores, noise)
    for view, guess, sd in zip(shared, guesses, sds, strict=True):
        yield judged(name, view, groups, guess, sd, claim)


def guessed(views: Sequence[View], groups: csr_array, scores: Floats, noise: Floats) -> tuple[Floats, Floats]:
    """Posterior mean and standard deviation per scale and group."""
    levels = np.array([view.noise for view in views])
    told = noise * np.outer(levels, levels)
    priors, mixtures = eigh(scores, told)
    back = told @ mixtures
    mixed = mixtures.T @ np.stack([view.sums for view in views])
    parts = [_one(views[0], groups, y, prior) for y, prior in zip(mixed, priors, strict=True)]
    guess, variance = np.stack([one for one, _ in parts]), np.stack([sd**2 for _, sd in parts])
    return back @ guess, np.sqrt(back**2 @ variance)


def _one(view: View, groups: csr_array, told: Floats, prior: float) -> tuple[Floats, Floats]:
    """One mixture: cells with noise 1 about people whose variance is the prior."""
    rows = Published(view.rows, np.ones(view.rows.shape[0]))
    attacker = Attacker(rows, view.answers, float(np.sqrt(max(prior, 1e-9))))
    people = np.maximum(groups @ view.answers, 1)
    guess = cho_solve(attacker.factor, told, check_finite=False)
    return attacker.shared_with(groups) @ guess / people, attacker.posterior_sd(groups)


def _in_the_same_cells(views: Sequence[View]) -> list[View]:
    """The views with only those cells that all have."""
    places = set.intersection(*(set(view.cells.places) for view in views)) if views else set()
    return [_only(view, np.array([place in places for place in view.cells.places])) for view in views]


def _only(view: View, chosen: "np.ndarray") -> View:
    rows = np.flatnonzero(chosen)
    cells = view.cells.only(rows)
    return replace(view, cells=cells, rows=view.rows[rows], sums=view.sums[rows], radius=view.radius[rows])
