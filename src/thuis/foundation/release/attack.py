"""Attack a release with everything that an attacker could have, and count what gets out."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from thuis.core.disclosure.attacks.every import attacks
from thuis.core.disclosure.attacks.view import Outcome
from thuis.core.disclosure.model import Atoms, Floats, Rules
from thuis.core.disclosure.table import Table
from thuis.foundation.release.between import attack_versions
from thuis.foundation.release.files import RULES, read_cells, read_certificate, read_rules
from thuis.foundation.release.inputs import round_inputs
from thuis.warehouse.engine import DuckDB

NO_KEY = b"attackers have no key, and need none"
SEED = 1


def attack_release(folder: Path, truth: Path, previous: Path | None = None) -> list[Outcome]:
    """Every attack on every released figure; the truth only judges what the attacks claim."""
    rules, cells = read_rules(folder / RULES).rules, read_cells(folder)
    outcomes = attack_cells(cells, read_certificate(folder), rules, truth)
    return outcomes + (attack_versions(previous, folder, rules) if previous else [])


def attack_cells(cells: Table, certificate: Mapping[str, Any], rules: Rules, truth: Path) -> list[Outcome]:
    """Every attack on these cells: a whole release, or what one reader of it can get.

    Args:
        certificate: of the release; an attacker knows the weights that stand in it.
        rules: with the measures to attack.
        truth: the responses, as Parquet.
    """
    random = np.random.default_rng(SEED)
    outcomes: list[Outcome] = []
    for one in round_inputs(DuckDB(truth), {}, rules, NO_KEY):
        weights = weights_of(one.atoms, certificate)
        outcomes += attacks(cells, one.atoms, weights, rules, random)
    return outcomes


def weights_of(atoms: Atoms, certificate: Mapping[str, Any]) -> Floats:
    """The weight of one person per atom, from the public table of weights."""
    found = next(one for one in certificate["rounds"] if one["round"] == atoms.round)["weights"]
    if not found["margins"]:
        return np.ones(len(atoms))
    table = {tuple(row[name] for name in found["margins"]): row["weight"] for row in found["values"]}
    names = zip(*[np.array(atoms.labels[m])[atoms.codes[m]] for m in found["margins"]], strict=True)
    return np.array([table.get(tuple(str(value) for value in row), 1.0) for row in names])


def summary(outcomes: list[Outcome]) -> list[dict[str, Any]]:
    """One line per attack: over all rounds and measures."""
    by_attack: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        by_attack[one.attack].append(one)
    return [_line(name, found) for name, found in by_attack.items()]


def _line(name: str, found: list[Outcome]) -> dict[str, Any]:
    totals = {key: sum(asdict(one)[key] for one in found) for key in ("groups", "claims", "breaches", "lone")}
    return {
        "attack": name,
        **totals,
        "exposed": round(totals["breaches"] / max(totals["groups"], 1), 4),
        # for the attacker: a learned one wants a high figure, all others a low one
        "best_posterior": (max if name.startswith("learned") else min)(one.best_posterior for one in found),
    }
