"""The attacker who combines everything: what would somebody know of a small group from all released cells?

The unknowns are the sums of the atoms. Before anything is released the attacker knows the mean and the spread
of one person, so an atom of n people has variance n (in units of spread²). Each released cell is a weighted
sum of atoms plus noise of known size. Then the best linear guess of a group's mean has variance

    Var(t) = (n_t − gᵀ M⁻¹ g) / n_t²,   M = B N Bᵀ + S²,   g = B N t

with B cells × atoms, N the people per atom, S the noise per cell and t the members of the group. For normal
answers it is the exact posterior; for others the best that a linear attacker can do.

A cell that is taken back only makes the attacker know less. So who is safe stays safe, and the inverse is
kept up to date instead of made again: M⁻¹ without R is P_KK − P_KR P_RR⁻¹ P_RK.
Source: Bayes-linear statistics, Goldstein and Wooff (2007), ch. 3. Software: none that we know of.
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_array, diags_array

from thuis.core.disclosure.model import Floats, Integers

BLOCK = 4_000  # groups at once, to bound memory


@dataclass(frozen=True, slots=True, eq=False)
class Published:
    """What is out: one row per released cell.

    `members`: cells × atoms, the weight of one person of the atom in the sum that is told (about 1).
    `noise`: standard deviation of the noise on that sum, in spreads of one person.
    """

    members: csr_array
    noise: Floats


class Attacker:
    """Someone who has every released cell and knows who is in which atom."""

    def __init__(self, published: Published, answers: Floats, prior: float = 1.0) -> None:
        """`answers` per atom; `prior` is what one person's score still varies, given other rounds."""
        self.answers, self.prior = answers, prior
        self.spreading = (published.members @ diags_array(answers * prior**2)).tocsr()
        together = (self.spreading @ published.members.T).toarray()
        together[np.diag_indices_from(together)] += published.noise**2
        self.factor = cho_factor(together, lower=True, overwrite_a=True, check_finite=False)

    def posterior_sd(self, groups: csr_array) -> Floats:
        """How well the mean of each group (groups × atoms, ones) is known afterwards, in spreads."""
        parts = [self._block(groups[start : start + BLOCK]) for start in range(0, groups.shape[0], BLOCK)]
        return np.concatenate(parts) if parts else np.empty(0)

    def _block(self, groups: csr_array) -> Floats:
        shared = self.shared_with(groups)
        guess = cho_solve(self.factor, shared.T, check_finite=False).T
        return self.sd(groups, np.einsum("ij,ij->i", shared, guess))

    def shared_with(self, groups: csr_array) -> Floats:
        """Covariance of each group's sum with each cell, groups × cells."""
        shared: Floats = (groups @ self.spreading.T).toarray()
        return shared

    def sd(self, groups: csr_array, explained: Floats) -> Floats:
        people = groups @ self.answers
        left = np.maximum(people * self.prior**2 - explained, 0.0)
        # of a group in which nobody answered this question there is nothing to know
        return np.where(people > 0, np.sqrt(left) / np.maximum(people, 1), 1.0)

    def inverse(self) -> Floats:
        count = self.factor[0].shape[0]
        made: Floats = cho_solve(self.factor, np.eye(count), check_finite=False)
        return made


class Retreat:
    """The same attacker while cells are taken back one after another. Follows a few groups only."""

    def __init__(self, attacker: Attacker, groups: csr_array) -> None:
        self.attacker, self.groups = attacker, groups
        self.inverse = attacker.inverse()
        self.shared = attacker.shared_with(groups)
        self.guess = self.shared @ self.inverse
        self.left = np.arange(len(self.inverse))

    def posterior_sd(self) -> Floats:
        return self.attacker.sd(self.groups, np.einsum("ij,ij->i", self.shared, self.guess))

    def counts(self) -> Floats:
        """How much each cell that is left counts in the best guess of each group, groups × cells."""
        return np.abs(self.guess)

    def take_back(self, gone: Integers) -> None:
        """Take cells back, as places in what is left."""
        stay = np.setdiff1d(np.arange(len(self.left)), gone)
        middle = np.linalg.solve(self.inverse[np.ix_(gone, gone)], self.inverse[np.ix_(gone, stay)])
        self.guess = self.guess[:, stay] - self.guess[:, gone] @ middle
        self.inverse = self.inverse[np.ix_(stay, stay)] - self.inverse[np.ix_(stay, gone)] @ middle
        self.shared, self.left = self.shared[:, stay], self.left[stay]

    def follow(self, rows: Integers) -> None:
        """Forget the groups that are safe by now."""
        self.groups, self.shared, self.guess = self.groups[rows], self.shared[rows], self.guess[rows]
