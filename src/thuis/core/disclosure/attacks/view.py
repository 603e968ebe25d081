"""What an attacker holds of one statistic in one round, and how an attack is judged.

A *claim* is a posterior narrower than 0.15 spreads of one person; a *breach* is a claim that is right to
0.25 spreads.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from thuis.core.disclosure.audit import Told, told_sums
from thuis.core.disclosure.cells import Cells, filters_of
from thuis.core.disclosure.estimate import spread_of
from thuis.core.disclosure.model import (
    BOTH,
    EVERYTHING,
    JOIN,
    PANEL,
    Atoms,
    Floats,
    Measure,
    Place,
    Rules,
)
from thuis.core.disclosure.noise import cut_variance, level
from thuis.core.disclosure.table import MERGED, RELEASED, Table

RIGHT = 0.25
MEAN, BELOW = "mean", "share_below"
PLACE = ("unit_kind", "unit", "filter_kind", "filter_value")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one attack found: groups attacked, claims, breaches, and breaches on lone people.

    `each`: of a learned attack, what each person attacked adds; the mean of it is the AUC.
    """

    attack: str
    round: str
    measure: str
    groups: int
    claims: int
    breaches: int
    lone: int
    best_posterior: float
    each: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What the attacker holds of one statistic in one round. Only `total` is the truth."""

    atoms: Atoms
    measure: Measure
    statistic: str
    cells: Cells
    rows: csr_array  # what one person of each atom adds to the sum that a cell tells
    sums: Floats  # what the cells tell, in spreads from the middle
    noise: float  # standard deviation on a sum, in spreads
    radius: Floats  # how far a told sum lies from the exact one at most, in spreads
    spread: float
    middle: float
    answers: Floats
    total: Floats

    @property
    def ends(self) -> tuple[float, float]:
        """The least and the most that one person can add, in spreads from the middle."""
        low, high = (0.0, 1.0) if self.statistic == BELOW else (self.measure.low, self.measure.high)
        return (low - self.middle) / self.spread, (high - self.middle) / self.spread


@dataclass(frozen=True, slots=True)
class Known:
    """What is public of the noise and the answers: noise, how far it is cut, spread, middle, rounding."""

    noise: float
    cut: float
    spread: float
    middle: float
    half_step: float


def told_rows(table: Table, round_name: str, measure: str, statistic: str) -> "np.ndarray":
    """Which rows tell this statistic, as a number."""
    column = table.columns
    rows: np.ndarray = (
        (column["round"].astype(str) == round_name)
        & (column["measure"].astype(str) == measure)
        & (column["statistic"].astype(str) == statistic)
        & np.isin(column["status"].astype(str), (RELEASED, MERGED))
    )
    rows &= ~np.isnan(column["estimate"].astype(float))
    return rows


def places_in(table: Table, rows: "np.ndarray") -> list[Place]:
    """The places of these rows."""
    texts = [table.columns[name][rows].astype(str).tolist() for name in PLACE]
    return [Place(unit_kind, unit, kind, value) for unit_kind, unit, kind, value in zip(*texts, strict=True)]


def view_of(
    table: Table, atoms: Atoms, measure: Measure, weights: Floats, rules: Rules, statistic: str = MEAN
) -> View | None:
    """The released figures of one measure in one round, with the atoms in each cell; None without any."""
    mine = told_rows(table, atoms.round, measure.name, statistic)
    total = truth_of(atoms, measure, statistic)
    known = _known(atoms, measure, statistic, rules)
    if not mine.any() or known.spread <= 0:
        return None
    places = places_in(table, mine)
    cells = Cells(places, members_of(places, atoms))
    told = table.columns["estimate"][mine].astype(float)
    return seen(atoms, measure, statistic, cells, told, weights, known, total)


def truth_of(atoms: Atoms, measure: Measure, statistic: str) -> Floats:
    sums = atoms.sums[measure.name]
    return sums.below.astype(float) if statistic == BELOW else sums.total


def _known(atoms: Atoms, measure: Measure, statistic: str, rules: Rules) -> Known:
    sums, cut = atoms.sums[measure.name], rules.noise.cut
    part = float(np.sqrt(cut_variance(cut)))
    middle = float(truth_of(atoms, measure, statistic).sum() / max(int(sums.n.sum()), 1))
    if statistic == BELOW:
        spread = float(np.sqrt(middle * (1 - middle)))
        sd, half_step = rules.noise.count, 0.0005
    else:
        spread, half_step = spread_of(sums), 0.05 if measure.range > 20 else 0.005
        sd = level(measure, spread, rules.noise)
    in_spreads = sd / spread if spread > 0 else 0.0
    return Known(in_spreads * part, in_spreads * cut, spread, middle, half_step)


def seen(
    atoms: Atoms,
    measure: Measure,
    statistic: str,
    cells: Cells,
    means: Floats,
    weights: Floats,
    known: Known,
    total: Floats,
) -> View:
    """A view of these told means."""
    first, _ = cells.sets()  # the same people have the same noise: asking twice tells nothing
    cells, means = cells.only(first), means[first]
    answers = atoms.sums[measure.name].n.astype(float)
    rows = told_sums(Told(cells, np.zeros(len(cells)), weights, answers), np.arange(len(cells)))
    n = cells.add_up(answers)
    sums = (means - known.middle) / known.spread * n
    radius = known.cut + n * known.half_step / known.spread
    return View(
        atoms, measure, statistic, cells, rows, sums, known.noise, radius, known.spread, known.middle,
        answers, total,
    )  # fmt: skip


def members_of(places: Sequence[Place], atoms: Atoms) -> csr_array:
    """Which atoms stand in each place, from its words."""
    inside = np.stack([_inside(place, atoms) for place in places])
    return csr_array(inside.astype(np.float64))


def _inside(place: Place, atoms: Atoms) -> "np.ndarray":
    found = np.ones(len(atoms), dtype=bool)
    if place.unit_kind != EVERYTHING:
        found &= _one_of(atoms, place.unit_kind, place.unit.split(JOIN))
    for kind, value in filters_of(place.filter_kind, place.filter_value, atoms.labels.__getitem__):
        found &= _one_of(atoms, kind, [BOTH] if kind == PANEL else value.split(JOIN))
    return found


def _one_of(atoms: Atoms, dimension: str, values: Sequence[str]) -> "np.ndarray":
    wanted = [row for row, label in enumerate(atoms.labels[dimension]) if label in values]
    found: np.ndarray = np.isin(atoms.codes[dimension], wanted)
    return found


def judged(
    attack: str, view: View, groups: csr_array, guess: Floats, sd: Floats, claim: float, right: float = RIGHT
) -> Outcome:
    """Compare what an attack says (mean per group, and how sure) with the truth."""
    people = groups @ view.answers
    truth = (groups @ view.total / np.maximum(people, 1) - view.middle) / view.spread
    claims = (sd < claim) & (people > 0)
    breaches = claims & (np.abs(guess - truth) < right)
    lone = breaches & (people == 1)
    best = float(sd[people > 0].min()) if (people > 0).any() else 1.0
    found, claimed, hit, alone = (int(one.sum()) for one in (people > 0, claims, breaches, lone))
    return Outcome(attack, view.atoms.round, view.measure.name, found, claimed, hit, alone, round(best, 4))
