"""Weights for the people of one round, so that they look like everybody who was enrolled."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from thuis.core.disclosure.model import NONE, Atoms, Floats, Rules
from thuis.core.statistics.weights import Margin, rake

REST = "·"
Enrolled = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True, eq=False)
class AtomWeights:
    """One person's weight per atom; `population` is 0 when nobody knows how many were enrolled."""

    values: Floats
    population: float
    margins: tuple[str, ...]
    merged: tuple[str, ...]
    left_out: float
    kish_n: float
    gap: float


def weigh(atoms: Atoms, enrolled: Enrolled, rules: Rules) -> AtomWeights:
    """Rake the people of a round to the margins of the rules that the enrolment knows.

    Values with fewer than `weighting.least` answers share one total; where nobody answered at all, the
    students of that value are left out of what the weights stand for, and `left_out` says how many.
    """
    names = [name for name in rules.weighting.margins if enrolled.get(name) and name in atoms.codes]
    if not names or not len(atoms):
        return AtomWeights(np.ones(len(atoms)), 0.0, (), (), 0.0, float(atoms.people.sum()), 0.0)
    parts = [_margin(atoms, name, enrolled[name], rules) for name in names]
    population = max(sum(totals.values()) for _, totals, _, _ in parts)
    person = np.repeat(np.arange(len(atoms)), atoms.people)
    margins = [
        Margin(name, labels[person], _scaled(totals, population))
        for name, (labels, totals, _, _) in zip(names, parts, strict=True)
    ]
    raked = rake(margins, lowest=1 / rules.weighting.trim, highest=rules.weighting.trim, tolerance=1e-9)
    first = np.concatenate(([0], np.cumsum(atoms.people)[:-1]))
    return AtomWeights(
        values=raked.values[first],
        population=population,
        margins=tuple(names),
        merged=tuple(word for _, _, words, _ in parts for word in words),
        left_out=sum(gone for _, _, _, gone in parts),
        kish_n=raked.kish_n,
        gap=raked.gap,
    )


def _margin(
    atoms: Atoms, name: str, totals: Mapping[str, float], rules: Rules
) -> tuple["np.ndarray", dict[object, float], list[str], float]:
    """Per atom its group, the totals of the groups, which values were merged, and who is not represented."""
    labels = np.array(atoms.labels[name], dtype=object)
    people = np.bincount(atoms.codes[name], weights=atoms.people, minlength=len(labels))
    fits = {
        str(label)
        for label, count in zip(labels, people, strict=True)
        if count >= rules.weighting.least and totals.get(str(label), 0) > 0 and label != NONE
    }
    groups = np.array([label if label in fits else REST for label in labels], dtype=object)[atoms.codes[name]]
    known: dict[object, float] = {label: float(total) for label, total in totals.items() if label in fits}
    rest = sum(float(total) for label, total in totals.items() if label not in fits)
    answered = bool((groups == REST).any())
    if answered:
        known[REST] = max(rest, float(atoms.people[groups == REST].sum()))
    words = [f"{name}: {label}" for label in sorted(set(totals) - fits)]
    return groups, known, words, 0.0 if answered else rest


def _scaled(totals: Mapping[object, float], population: float) -> dict[object, float]:
    """Margins that count slightly different numbers (a `<5` here and there) must add up to the same."""
    factor = population / sum(totals.values())
    return {label: total * factor for label, total in totals.items()}
