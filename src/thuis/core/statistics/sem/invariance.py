"""Whether a questionnaire measures the same in several groups, languages or rounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from numpy.typing import ArrayLike
from scipy import stats

from thuis.core.statistics.sem.fit import Fit, fit_model
from thuis.core.statistics.sem.model import Kind, Model


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

    `holds` when CFI falls by at most .01 and RMSEA rises by at most .015 (Cheung & Rensvold 2002; Chen 2007),
    and every level before it holds.
    """

    level: Level
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
        steps.append(_step(level, fit, steps[-1] if steps else None))
    return tuple(steps)


def _step(level: Level, fit: Fit, before: Step | None) -> Step:
    now = fit.measures
    if before is None:
        return Step(level, fit, None, now.cfi >= 0.9 and now.rmsea <= 0.1)
    then = before.fit.measures
    p = float(stats.chi2.sf(max(0.0, now.chi_square - then.chi_square), now.df - then.df))
    small = then.cfi - now.cfi <= WORSE_CFI and now.rmsea - then.rmsea <= WORSE_RMSEA
    return Step(level, fit, p, before.holds and small)
