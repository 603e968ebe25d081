"""Scales made of other scales: figures from released figures, without noise of their own.

They tell nothing that is not told already.

With c_i the place of component i in its range (turned round where its weight is negative), a composite is

    E = low + range · Σ |w_i| c_i / Σ |w_i| = a_0 + Σ a_i x_i

of the released estimates x_i of one cell. It is the mean of the means: who skipped one component still
counts in the others. It is told where all components are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from thuis.core.disclosure.estimate import Answers, spread_of, with_interval
from thuis.core.disclosure.model import Flags, Floats, Measure, NoiseLevels, Sums
from thuis.core.disclosure.table import MERGED, PRIMARY, RELEASED, TOO_FEW, Figures
from thuis.core.disclosure.together import Ties

STEP = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Component:
    """One released component in one round, with what may be known of it: its answers and its noise."""

    measure: Measure
    mean: Figures
    answers: Answers
    sums: Sums
    disturbance: float


@dataclass(frozen=True, slots=True, eq=False)
class Composed:
    """A composite in every cell of a round: what intervals and changes need of it."""

    measure: Measure
    answers: Answers
    kept: Flags
    disturbance: float
    figures: Figures


def coefficients(composite: Measure, of: Sequence[Measure]) -> tuple[float, Floats]:
    """a_0 and, per component, a_i."""
    weights = np.array(composite.weights) / np.abs(composite.weights).sum() * composite.range
    ranges = np.array([one.range for one in of])
    lows = np.array([one.low for one in of])
    start = np.where(weights > 0, -lows / ranges, 1 + lows / ranges)
    return float(composite.low + np.abs(weights) @ start), weights / ranges


def composed(
    composite: Measure,
    of: Sequence[Component],
    least: int,
    spread: float | None,
    rules: NoiseLevels,
    ties: Ties,
) -> Composed:
    """A composite with its interval.

    Variance: σ²·d/n + v·L²/n². σ² = A·(Σ |a_i| σ_i)²: A says how far the components go together, over the
    whole round and in steps of 0.05, so that it tells of nobody. It is var(E) / (Σ |a_i| σ_i)², with
    var(E) = Σ a_i a_j cov(x_i, x_j), and 1 where too few people answered all. L² = gᵀRg, with R how the
    draws go together and g = ± Σ |a_i| l_i over the components that share a draw (items of one scale). d, n
    and the part that did not answer are those of the component that knows least; v is the variance of a cut
    draw.

    Args:
        least: how many answers it needs.
        spread: how far E lies apart between people who answered all of it, over the whole round.
    """
    start, factors = coefficients(composite, [one.measure for one in of])
    answers = _answers(of, factors, spread)
    told = start + factors @ np.stack([one.mean.numbers["estimate"] for one in of])
    disturbance = _shared_noise(of, factors, ties)
    numbers = with_interval(told, answers, disturbance, composite, rules)
    status, reason = _outcome(of, answers.shown < least)
    kept = np.isin(status.astype(str), (RELEASED, MERGED))
    shown = {name: np.where(kept, values, np.nan) for name, values in numbers.items()}
    figures = Figures(of[0].mean.round, composite.name, "mean", "", shown, status, reason)
    return Composed(composite, answers, kept, disturbance, figures)


def _answers(of: Sequence[Component], factors: Floats, spread: float | None) -> Answers:
    shown = np.min([one.answers.shown for one in of], axis=0)
    design = np.max([one.answers.design for one in of], axis=0)
    left = np.max([one.answers.left for one in of], axis=0)
    in_step = float(np.abs(factors) @ [spread_of(one.sums) for one in of])
    apart = in_step * float(np.sqrt(agreement(spread, in_step)))
    nothing = np.full(len(shown), np.nan)
    return Answers(shown, nothing, shown, shown, design, left, apart)


def agreement(spread: float | None, in_step: float) -> float:
    """How far components go together, from 0.05 to 1: their variance over the most there can be."""
    if spread is None or in_step <= 0:
        return 1.0
    return min(max(STEP * round((spread / in_step) ** 2 / STEP), STEP), 1.0)


def _shared_noise(of: Sequence[Component], factors: Floats, ties: Ties) -> float:
    """The noise of a composite; of components with one draw the parts count in full, whatever their sign."""
    sizes, signs = np.zeros(len(ties.names)), np.zeros(len(ties.names))
    for one, factor in zip(of, factors.tolist(), strict=True):
        draw = ties.names.index(one.measure.part_of or one.measure.name)
        turned = -1.0 if one.measure.part_of and one.measure.reversed else 1.0
        sizes[draw] += abs(factor) * one.disturbance
        signs[draw] += turned * factor * one.disturbance
    shared = np.sign(signs) * sizes
    return float(np.sqrt(shared @ ties.correlation @ shared))


def _outcome(of: Sequence[Component], too_few: Flags) -> tuple["np.ndarray", "np.ndarray"]:
    """As the first component that is not told; else as all of them."""
    status, reason = of[0].mean.status.copy(), of[0].mean.reason.copy()
    for one in reversed(of):
        hidden = np.isnan(one.mean.numbers["estimate"])
        status[hidden], reason[hidden] = one.mean.status[hidden], one.mean.reason[hidden]
    few = too_few & np.isin(status.astype(str), (RELEASED, MERGED))
    status[few], reason[few] = PRIMARY, TOO_FEW
    return status, reason
