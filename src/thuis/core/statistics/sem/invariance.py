"""Whether a questionnaire measures the same in several groups, languages or rounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from numpy.typing import ArrayLike
from scipy import special

from thuis.core.statistics.sem.fit import Fit, fit_model
from thuis.core.statistics.sem.model import Kind, Model
from thuis.core.statistics.sem.ordinal import fit_ordinal
from thuis.core.statistics.sem.thresholds import Same


class Level(StrEnum):
    """How much is the same: the shape, also the loadings, also the intercepts, also the residuals."""

    CONFIGURAL = "configural"
    METRIC = "metric"
    SCALAR = "scalar"
    STRICT = "strict"


EQUAL: dict[Level, frozenset[Kind]] = {
    Level.CONFIGURAL: frozenset(),
    Level.METRIC: frozenset({Kind.LOADING}),
    Level.SCALAR: frozenset({Kind.LOADING, Kind.INTERCEPT}),
    Level.STRICT: frozenset({Kind.LOADING, Kind.INTERCEPT, Kind.RESIDUAL}),
}
WORSE_CFI, WORSE_RMSEA = 0.01, 0.015


@dataclass(frozen=True, slots=True)
class Step:
    """One level against the level before it; `p` is that of the χ² difference, None for the first level.

    For answer scales `p` is None throughout: scaled χ² do not subtract. `holds` when CFI falls by at most .01
    and RMSEA rises by at most .015 (Cheung & Rensvold 2002; Chen 2007), and every level before it holds.
    """

    level: Level | Same
    fit: Fit
    p: float | None
    holds: bool


def invariance_of(model: Model, columns: Mapping[str, ArrayLike], groups: ArrayLike) -> tuple[Step, ...]:
    """The four levels in order. Agrees with lavaan 0.6 `cfa(group.equal = …)`.

    The configural level holds when the model fits at all: CFI ≥ .90 and RMSEA ≤ .10, generous on purpose.
    Means of groups may be compared from scalar on, associations from metric on. Raises as `fit_model`.
    """
    steps: list[Step] = []
    for level in Level:
        fit = fit_model(model, columns, groups=groups, equal=EQUAL[level])
        before = steps[-1] if steps else None
        steps.append(Step(level, fit, _p(fit, before), _holds(fit, before)))
    return tuple(steps)


def ordinal_invariance_of(
    model: Model, columns: Mapping[str, ArrayLike], groups: ArrayLike
) -> tuple[Step, ...]:
    """The same for answer scales with few steps: shape, thresholds, loadings (Wu & Estabrook 2016).

    Agrees with lavaan 0.6 `cfa(ordered = TRUE, group.equal = …)`. Once all hold, means and associations of
    groups may be compared. Raises as `fit_ordinal`.
    """
    steps: list[Step] = []
    for level in Same:
        fit = fit_ordinal(model, columns, groups=groups, same=level)
        steps.append(Step(level, fit, None, _holds(fit, steps[-1] if steps else None)))
    return tuple(steps)


def _p(fit: Fit, before: Step | None) -> float | None:
    if before is None:
        return None
    now, then = fit.measures, before.fit.measures
    return float(special.chdtrc(now.df - then.df, max(0.0, now.chi_square - then.chi_square)))


def _holds(fit: Fit, before: Step | None) -> bool:
    now = fit.measures
    if before is None:
        return now.cfi >= 0.9 and now.rmsea <= 0.1
    then = before.fit.measures
    small = then.cfi - now.cfi <= WORSE_CFI and now.rmsea - then.rmsea <= WORSE_RMSEA
    return before.holds and small
