"""All rounds of a release: figures below each other, and the certificate that says how safe they are."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from thuis.core.disclosure.audit import Verdict
from thuis.core.disclosure.change import changes, with_means
from thuis.core.disclosure.model import Atoms, Overlap, Rules
from thuis.core.disclosure.release import RoundRelease, release_round
from thuis.core.disclosure.table import PRIMARY, SECONDARY, Table, table
from thuis.core.disclosure.weighting import Enrolled
from thuis.core.disclosure.wording import OTHER_WORDING, reworded

METHOD = "thuis-cube-1"
FEW = 5


@dataclass(frozen=True, slots=True, eq=False)
class RoundInput:
    """One round: its atoms, how many were enrolled, and who also answered the round before."""

    atoms: Atoms
    enrolled: Enrolled
    overlap: Overlap | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Release:
    table: Table
    certificate: Mapping[str, Any]
    rounds: tuple[RoundRelease, ...]


def build(rounds: Sequence[RoundInput], rules: Rules, key: bytes, version: int) -> Release:
    """Build all rounds, oldest first. The same input, rules and key give the same release.

    Raises:
        InvalidInput: the margins of a round cannot be reached.
    """
    made = tuple(release_round(one.atoms, one.enrolled, rules, key) for one in rounds)
    parts = [(one.cells.places, figures) for one in made for figures in one.figures]
    for number, one in enumerate(rounds):
        if number and one.overlap is not None:
            later, earlier = made[number], made[number - 1]
            other = reworded(rules, later.atoms.round, earlier.atoms.round)
            compared = changes(later, earlier, one.overlap, rules.noise.cut, other)
            parts += [(later.cells.places, figures) for figures in compared]
    told = _without_failed_luxury(table(rules.release, version, parts))
    return Release(told, certificate(made, rules, version, told), made)


def _without_failed_luxury(told: Table) -> Table:
    """Cells with two filters exist only where the audit let them pass; otherwise there is nothing to list."""
    two = np.array(["+" in kind for kind in told.columns["filter_kind"]], dtype=bool)
    failed = np.isin(told.columns["status"], (PRIMARY, SECONDARY)) & two
    return Table({name: column[~failed] for name, column in told.columns.items()})


def certificate(made: Sequence[RoundRelease], rules: Rules, version: int, told: Table) -> dict[str, Any]:
    """What was published, what was removed and why, and the best that the attacker could do."""
    return {
        "method": METHOD,
        "release": rules.release,
        "version": version,
        "passed": all(_passes(found.verdict, rules) for one in made for found in _found(one)),
        "rows": _rows(told),
        "limit": rules.audit.claim,
        "lone_limit": rules.audit.lone,
        "rounds": [
            {**_round(one), **asked_of(rules), "changes_left_out": left_out(number, made, rules)}
            for number, one in enumerate(made)
        ],
    }


def _passes(verdict: Verdict, rules: Rules) -> bool:
    """Nobody is known too well, neither a small group nor one person."""
    return verdict.worst >= rules.audit.claim and verdict.lone >= rules.audit.lone


def left_out(number: int, made: Sequence[RoundRelease], rules: Rules) -> dict[str, str]:
    """Which measures of a round have no change since the round before, though both have it, and why."""
    if not number:
        return {}
    now, before = with_means(made[number]), with_means(made[number - 1])
    other = reworded(rules, made[number].atoms.round, made[number - 1].atoms.round)
    return {name: OTHER_WORDING for name in now if name in before and name in other}


def asked_of(rules: Rules) -> dict[str, Any]:
    """What a round is released under, kept with it: a later version may ask more, of later rounds."""
    return {
        "thresholds": asdict(rules.thresholds),
        "sensitive": [one.name for one in rules.measures if one.sensitive],
    }


def with_table(release: Release, told: Table) -> Release:
    """The same release with another table, counted in its certificate."""
    return replace(release, table=told, certificate={**release.certificate, "rows": _rows(told)})


def _rows(told: Table) -> dict[str, int]:
    status, counts = np.unique(told.columns["status"].astype(str), return_counts=True)
    return dict(zip(status.tolist(), counts.tolist(), strict=True))


def _found(one: RoundRelease) -> list[Any]:
    return list(one.measured.values())


def _round(one: RoundRelease) -> dict[str, Any]:
    weights = one.weights
    return {
        "round": one.atoms.round,
        "weights": {
            "margins": list(weights.margins),
            "merged": list(weights.merged),
            "students_left_out": round(weights.left_out),
            "kish_n": 5 * round(weights.kish_n / 5),
            "largest_gap": round(weights.gap, 4),
            "values": _weight_table(one),
        },
        "enrolled": {name: _counts(found) for name, found in one.enrolled.items()},
        "groups_protected": one.verdict.groups,
        "cells_removed": one.verdict.removed,
        "attacker": {
            name: {
                "best_posterior_sd": round(min(found.verdict.worst, one.verdict.worst), 4),
                "lone_left": round(min(found.verdict.lone, one.verdict.lone), 4),
                "cells_removed": one.verdict.removed + found.verdict.removed,
                "noise_sd_on_a_sum": round(found.level, 3),
            }
            for name, found in one.measured.items()
        },
    }


def _counts(found: Mapping[str, float]) -> dict[str, int | str]:
    """How many students are enrolled, as the register publishes it: below five is not told."""
    return {value: round(count) if count >= FEW else f"<{FEW}" for value, count in sorted(found.items())}


def _weight_table(one: RoundRelease) -> list[dict[str, Any]]:
    """The weight of one answer, per combination of the margins. Weights are public."""
    atoms, margins = one.atoms, one.weights.margins
    if not margins:
        return []
    rows = {
        tuple(atoms.labels[name][atoms.codes[name][atom]] for name in margins): weight
        for atom, weight in enumerate(one.weights.values)
    }
    return [
        {**dict(zip(margins, values, strict=True)), "weight": round(float(weight), 4)}
        for values, weight in sorted(rows.items())
    ]
