"""Noise that goes together as the answers do, so that many measures tell no more of somebody than one does.

Whoever sleeps badly is often tired too. Twelve scales that correlate tell one person's shared part twelve
times; with noise of their own each, the noise averages out over the scales. Let R be the correlation of the
measures and V the covariance of the atoms. When the noise of a cell has correlation R as well, everything an
attacker holds is R ⊗ M, and the best linear guess of one measure uses the cells of that measure alone:

    (R ⊗ G)(R ⊗ M)⁻¹ = I ⊗ G M⁻¹

So the audit of one measure is the audit of all. The same rule holds within a scale, where items share its
draw. Source: mixed-product rule of the Kronecker product, Horn and Johnson (1991), § 4.2. Software: none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from thuis.core.disclosure.model import Atoms, Floats, Measure

STEP = 0.05  # correlations are rounded to this: the noise must not follow from one person's answers
LEAST = 0.05  # no mixture of measures has less noise than this, relative to one measure
FEW = 10  # with so many atoms an estimate counts half


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """How the draws of one round go together: measures × measures, in the order of the names."""

    names: tuple[str, ...]
    correlation: Floats


def correlations(atoms: Atoms, measures: Sequence[Measure]) -> Floats:
    """How the measures go together in one round, rounded and surely invertible; measures × measures."""
    found = estimated(atoms, measures)
    weight = len(atoms) / (len(atoms) + FEW)
    rounded = np.round(weight * found / STEP) * STEP
    np.fill_diagonal(rounded, 1.0)
    values, vectors = np.linalg.eigh(rounded)
    safe = (vectors * np.maximum(values, LEAST)) @ vectors.T
    sizes = np.sqrt(np.diag(safe))
    result: Floats = safe / np.outer(sizes, sizes)
    return result


def weakened(correlation: Floats, parts: Floats) -> Floats:
    """The correlation of draws of which only a part goes together, and the rest is each one's own."""
    found: Floats = correlation * np.outer(parts, parts)
    np.fill_diagonal(found, 1.0)
    return found


def estimated(atoms: Atoms, measures: Sequence[Measure]) -> Floats:
    """Correlations from sums: per atom Σ(x − mean)/√n, which has the covariance of one person's answers."""
    count = len(measures)
    if not count:
        return np.eye(0)
    found, apart = np.eye(count), np.array([_apart(atoms, one) for one in measures]).reshape(count, -1)
    for one in range(count):
        for other in range(one):
            both = (apart[one] != 0) & (apart[other] != 0)
            found[one, other] = found[other, one] = _correlation(apart[one, both], apart[other, both])
    return found


def _apart(atoms: Atoms, measure: Measure) -> Floats:
    sums = atoms.sums[measure.name]
    mean = sums.total.sum() / max(int(sums.n.sum()), 1)
    apart: Floats = (sums.total - sums.n * mean) / np.sqrt(np.maximum(sums.n, 1))
    return apart


def _correlation(one: Floats, other: Floats) -> float:
    size = float(np.sqrt((one @ one) * (other @ other)))
    return float(one @ other) / size if size > 0 else 0.0


def follow(own: Floats, correlation: Floats, cut: float) -> Floats:
    """Draws that correlate, from draws that do not; each stays a standard normal cut at ±cut.

    Args:
        own: independent draws, measures × cells.
        correlation: measures × measures, positive definite.
    """
    low, whole = ndtr(-cut), ndtr(cut) - ndtr(-cut)
    normal = ndtri(np.clip((ndtr(own) - low) / whole, 1e-15, 1 - 1e-15))
    mixed = np.linalg.cholesky(correlation) @ normal
    drawn: Floats = ndtri(low + whole * ndtr(mixed))
    return drawn
