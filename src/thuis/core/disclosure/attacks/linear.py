"""The best linear guess from all cells, subtraction of two cells, and people who tell on each other."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from scipy.linalg import cho_solve
from scipy.sparse import csr_array

from thuis.core.disclosure.attacker import Attacker, Published
from thuis.core.disclosure.attacks.view import Known, Outcome, View, judged, seen
from thuis.core.disclosure.cells import cells_of
from thuis.core.disclosure.groups import small_groups
from thuis.core.disclosure.model import EVERYTHING, Atoms, Floats, Integers, Lattice, Rules


def attacks(view: View, rules: Rules, rng: np.random.Generator) -> Iterator[Outcome]:
    """All linear attacks on one measure of one round."""
    groups, claim = small_groups(view.atoms, rules), rules.audit.claim
    yield judged("bayes-linear", view, groups, *posterior(view, groups), claim)
    yield judged("differencing", view, groups, *differences(view, groups), claim)
    for colluders in (1, 2):
        known = _colluders(view.atoms, rules, colluders, rng)
        told = _without(view, known)
        fewer = small_groups(told.atoms, rules)
        yield judged(f"colluders-{colluders}", told, fewer, *posterior(told, fewer), claim)


def control(view: View, rules: Rules) -> Outcome:
    """What plain 'ten or more, exact, every unit with up to two filters' would expose: must be found."""
    plain = plain_view(view, rules)
    groups = small_groups(view.atoms, rules)
    return judged("control-plain-ten", plain, groups, *posterior(plain, groups), rules.audit.claim)


def plain_view(view: View, rules: Rules) -> View:
    """The same answers in every cell of ten or more, told exactly."""
    every = replace(
        rules,
        lattice=Lattice(two_filters_at=(EVERYTHING, *rules.units)),
        thresholds=replace(rules.thresholds, mean=1),
    )
    cells = cells_of(view.atoms, every)
    cells = cells.only(np.flatnonzero(cells.add_up(view.answers) >= rules.thresholds.mean))
    exact = cells.add_up(view.total) / np.maximum(cells.add_up(view.answers), 1)
    known = Known(1e-3, 1e-6, view.spread, view.middle, 0.0)
    ones = np.ones(len(view.answers))
    return seen(view.atoms, view.measure, view.statistic, cells, exact, ones, known, view.total)


def posterior(view: View, groups: csr_array) -> tuple[Floats, Floats]:
    """Posterior mean and standard deviation of each group's mean, in spreads from the middle."""
    attacker = attacker_on(view)
    guess = cho_solve(attacker.factor, view.sums, check_finite=False)
    people = np.maximum(groups @ view.answers, 1)
    return attacker.shared_with(groups) @ guess / people, attacker.posterior_sd(groups)


def attacker_on(view: View) -> Attacker:
    """Somebody with every cell of this view."""
    return Attacker(Published(view.rows, np.full(view.rows.shape[0], view.noise)), view.answers)


def differences(view: View, groups: csr_array) -> tuple[Floats, Floats]:
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
    gone = np.minimum(known, view.answers.astype(np.int64))
    mean = view.total / np.maximum(view.answers, 1)
    atoms = replace(view.atoms, people=view.atoms.people - gone)
    theirs = view.rows @ (gone * (mean - view.middle) / view.spread)
    return replace(
        view,
        atoms=atoms,
        sums=view.sums - theirs,
        answers=view.answers - gone,
        total=view.total - gone * mean,
    )
