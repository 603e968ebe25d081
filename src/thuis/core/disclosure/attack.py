"""Attacks on a release, by somebody who knows who is in which cell and how the release was made.

Each attack tries to learn the mean score of every group of one to nine people. A *claim* is a posterior
narrower than 0.15 spreads of one person; a *breach* is a claim that is right to 0.25 spreads. The truth is
used to judge the attacks, never to make them; only the plain-threshold control uses it, to show what exact
publication would give away.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.linalg import cho_solve
from scipy.sparse import csr_array

from thuis.core.disclosure.attacker import Attacker, Published
from thuis.core.disclosure.audit import Told, told_sums
from thuis.core.disclosure.cells import Cells, cells_of
from thuis.core.disclosure.estimate import spread_of
from thuis.core.disclosure.groups import small_groups
from thuis.core.disclosure.model import (
    BOTH,
    EVERYTHING,
    JOIN,
    PANEL,
    Atoms,
    Floats,
    Integers,
    Lattice,
    Measure,
    Place,
    Rules,
)
from thuis.core.disclosure.noise import cut_variance, level
from thuis.core.disclosure.table import MERGED, RELEASED, Table

RIGHT = 0.25


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one attack found: groups attacked, claims, breaches, and breaches on lone people."""

    attack: str
    round: str
    measure: str
    groups: int
    claims: int
    breaches: int
    lone: int
    best_posterior: float


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What the attacker holds of one measure in one round."""

    atoms: Atoms
    measure: Measure
    cells: Cells
    rows: csr_array  # what one person of each atom adds to the sum that a cell tells
    sums: Floats  # what the cells tell, in spreads from the middle
    noise: float  # standard deviation on a sum, in spreads
    spread: float
    middle: float

    @property
    def answers(self) -> Floats:
        return self.atoms.sums[self.measure.name].n.astype(float)


def view_of(table: Table, atoms: Atoms, measure: Measure, weights: Floats, rules: Rules) -> View | None:
    """The released means of one measure in one round, with the atoms in each cell; None without any."""
    column = table.columns
    mine = (
        (column["round"].astype(str) == atoms.round)
        & (column["measure"].astype(str) == measure.name)
        & (column["statistic"].astype(str) == "mean")
        & np.isin(column["status"].astype(str), (RELEASED, MERGED))
    )
    if not mine.any():
        return None
    names = ("unit_kind", "unit", "filter_kind", "filter_value")
    rows = zip(*[column[name][mine].astype(str).tolist() for name in names], strict=True)
    places = [Place(unit_kind, unit, kind, value) for unit_kind, unit, kind, value in rows]
    sums = atoms.sums[measure.name]
    spread = spread_of(sums)
    sd = level(measure, spread, rules.noise) / spread * float(np.sqrt(cut_variance(rules.noise.cut)))
    middle = float(sums.total.sum() / max(int(sums.n.sum()), 1))
    cells = Cells(places, members_of(places, atoms))
    return _view(atoms, measure, cells, column["estimate"][mine].astype(float), weights, (sd, spread, middle))


def _view(
    atoms: Atoms,
    measure: Measure,
    cells: Cells,
    means: Floats,
    weights: Floats,
    known: tuple[float, float, float],
) -> View:
    sd, spread, middle = known
    first, _ = cells.sets()  # the same people have the same noise: asking twice tells nothing
    cells, means = cells.only(first), means[first]
    answers = atoms.sums[measure.name].n.astype(float)
    rows = told_sums(Told(cells, np.zeros(len(cells)), weights, answers), np.arange(len(cells)))
    sums = (means - middle) / spread * cells.add_up(answers)
    return View(atoms, measure, cells, rows, sums, sd, spread, middle)


def members_of(places: Sequence[Place], atoms: Atoms) -> csr_array:
    """Which atoms stand in each place, from its words."""
    inside = np.stack([_inside(place, atoms) for place in places])
    return csr_array(inside.astype(np.float64))


def _inside(place: Place, atoms: Atoms) -> "np.ndarray":
    found = np.ones(len(atoms), dtype=bool)
    if place.unit_kind != EVERYTHING:
        found &= _one_of(atoms, place.unit_kind, place.unit.split(JOIN))
    for kind, value in filters_of(place, atoms):
        found &= _one_of(atoms, kind, [BOTH] if kind == PANEL else value.split(JOIN))
    return found


def filters_of(place: Place, atoms: Atoms) -> list[tuple[str, str]]:
    """Filter kinds with their values; a plus may stand inside a value, so both parts must be known ones."""
    first, plus, second = place.filter_kind.partition("+")
    if not plus:
        return [(first, place.filter_value)] if first else []
    spots = (spot for spot, letter in enumerate(place.filter_value) if letter == "+")
    for spot in spots:
        pair = place.filter_value[:spot], place.filter_value[spot + 1 :]
        if pair[0] in atoms.labels[first] and pair[1] in atoms.labels[second]:
            return [(first, pair[0]), (second, pair[1])]
    return [(first, ""), (second, "")]


def _one_of(atoms: Atoms, dimension: str, values: Sequence[str]) -> "np.ndarray":
    wanted = [row for row, label in enumerate(atoms.labels[dimension]) if label in values]
    found: np.ndarray = np.isin(atoms.codes[dimension], wanted)
    return found


def attacks(view: View, rules: Rules, rng: np.random.Generator) -> Iterator[Outcome]:
    """All attacks on one measure of one round."""
    groups = small_groups(view.atoms, rules)
    yield _judged("bayes-linear", view, groups, *_posterior(view, groups), rules)
    yield _judged("differencing", view, groups, *_differences(view, groups), rules)
    for colluders in (1, 2):
        known = _colluders(view.atoms, rules, colluders, rng)
        told = _without(view, known)
        fewer = small_groups(told.atoms, rules)
        yield _judged(f"colluders-{colluders}", told, fewer, *_posterior(told, fewer), rules)


def control(view: View, rules: Rules) -> Outcome:
    """What plain 'ten or more, exact, every unit with up to two filters' would expose: must be found."""
    every = replace(
        rules,
        lattice=Lattice(two_filters_at=(EVERYTHING, *rules.units)),
        thresholds=replace(rules.thresholds, mean=1),
    )
    cells = cells_of(view.atoms, every)
    cells = cells.only(np.flatnonzero(cells.add_up(view.answers) >= rules.thresholds.mean))
    sums = view.atoms.sums[view.measure.name]
    exact = cells.add_up(sums.total) / np.maximum(cells.add_up(view.answers), 1)
    known = (1e-3, view.spread, view.middle)
    plain = _view(view.atoms, view.measure, cells, exact, np.ones(len(view.answers)), known)
    groups = small_groups(view.atoms, rules)
    return _judged("control-plain-ten", plain, groups, *_posterior(plain, groups), rules)


def _posterior(view: View, groups: csr_array) -> tuple[Floats, Floats]:
    """Posterior mean and standard deviation of each group's mean, in spreads from the middle."""
    noise = np.full(len(view.cells), view.noise)
    attacker = Attacker(Published(view.rows, noise), view.answers)
    guess = cho_solve(attacker.factor, view.sums, check_finite=False)
    people = np.maximum(groups @ view.answers, 1)
    return attacker.shared_with(groups) @ guess / people, attacker.posterior_sd(groups)


def _differences(view: View, groups: csr_array) -> tuple[Floats, Floats]:
    """Two cells whose difference is exactly the group: the sum of one minus the sum of the other."""
    members = view.cells.members
    n = view.cells.add_up(view.answers)
    size = np.asarray(members.sum(axis=1)).ravel()
    shared = (members @ members.T).tocoo()
    inside = (shared.data == size[shared.coords[1]]) & (size[shared.coords[0]] > size[shared.coords[1]])
    outer, inner = shared.coords[0][inside], shared.coords[1][inside]
    wanted = {groups[[row]].indices.tobytes(): row for row in range(groups.shape[0])}
    guess, sd = np.zeros(groups.shape[0]), np.full(groups.shape[0], 1.0)
    for one, other in zip(outer, inner, strict=True):
        rest = np.setdiff1d(members[[one]].indices, members[[other]].indices)
        row = wanted.get(rest.astype(groups.indices.dtype).tobytes())
        if row is not None:
            people = max(float(n[one] - n[other]), 1.0)
            guess[row] = (view.sums[one] - view.sums[other]) / people
            sd[row] = np.sqrt(2) * view.noise / people
    return guess, sd


def _judged(attack: str, view: View, groups: csr_array, guess: Floats, sd: Floats, rules: Rules) -> Outcome:
    sums = view.atoms.sums[view.measure.name]
    people = groups @ sums.n.astype(float)
    truth = (groups @ sums.total / np.maximum(people, 1) - view.middle) / view.spread
    claims = (sd < rules.audit.claim) & (people > 0)
    breaches = claims & (np.abs(guess - truth) < RIGHT)
    lone = breaches & (people == 1)
    best = float(sd[people > 0].min()) if (people > 0).any() else 1.0
    found, claimed, right, alone = (int(one.sum()) for one in (people > 0, claims, breaches, lone))
    return Outcome(attack, view.atoms.round, view.measure.name, found, claimed, right, alone, round(best, 4))


def _colluders(atoms: Atoms, rules: Rules, count: int, rng: np.random.Generator) -> Integers:
    """How many people of each atom tell the attacker their score: `count` per unit of the narrowest kind."""
    told = np.zeros(len(atoms), dtype=np.int64)
    codes = atoms.codes[rules.units[-1]]
    for unit in np.unique(codes):
        people = np.repeat(np.flatnonzero(codes == unit), atoms.people[codes == unit])
        for atom in rng.choice(people, size=min(count, len(people)), replace=False):
            told[atom] += 1
    return told


def _without(view: View, known: Integers) -> View:
    """The same view when some people's scores are known: they leave their atom, and their score each sum.

    Of an atom with several people the colluders are taken to have its mean score, which is what they add.
    """
    sums = view.atoms.sums[view.measure.name]
    known = np.minimum(known, sums.n)
    mean = sums.total / np.maximum(sums.n, 1)
    left = replace(sums, n=sums.n - known, total=sums.total - known * mean)
    atoms = replace(
        view.atoms, people=view.atoms.people - known, sums={**view.atoms.sums, view.measure.name: left}
    )
    theirs = view.rows @ (known * (mean - view.middle) / view.spread)
    return replace(view, atoms=atoms, sums=view.sums - theirs)
