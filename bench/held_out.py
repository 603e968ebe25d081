"""Twenty invented colleges that no design was tuned on: released, attacked, and counted.

    .venv/bin/python -m bench.held_out             # all twenty; hours on one core
    .venv/bin/python -m bench.held_out 1000 1001   # these alone

Each seed draws a college of its own: 600 to 4,000 students, 8 to 60 programmes of very different size, two or
three rounds, and non-response that depends on programme and study year. The four scales of a student share a
factor (correlation about a half), and so do her years. Figures are printed per college and over all, and kept
in var/bench/held_out.json after every college. The command ends with 1 when a promise is broken.
"""

import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from tests.foundation.release.college import TEXTS, margins, rules_text, write_files

from bench.report import Figure, table
from thuis.core.disclosure.attacks.view import Outcome, members_of, places_in, told_rows
from thuis.core.disclosure.estimate import spread_of
from thuis.core.disclosure.model import Atoms, Floats, Rules
from thuis.core.disclosure.table import SECONDARY, Table
from thuis.foundation.release.attack import attack_release, summary, weights_of
from thuis.foundation.release.build import build_release
from thuis.foundation.release.files import RULES, read_cells, read_certificate, read_rules
from thuis.foundation.release.inputs import round_inputs
from thuis.warehouse.engine import DuckDB

SEEDS = range(1000, 1020)
RESULTS = Path("var/bench/held_out.json")
SCALES = ("belonging", "exhaustion", "engagement")
ITEMS = ("calm", "rested", "cheerful")  # together the scale wellbeing
ALIKE = 0.5  # correlation of two scales of one student, and of one scale in two years
MEAN_OF = 12  # a programme with so many answers should have its mean
DRAWS = 1000  # of people, for an interval
AT = 30  # the number of answers at which the cost of noise is promised
MEASURES = "".join(
    f"[measures.{name}]\nkind = 'item'\nrange = [1, 5]\npart_of = 'wellbeing'\n"
    if name in ITEMS
    else f"[measures.{name}]\nkind = 'scale'\nrange = [0, 100]\ncut_off = 40\n"
    for name in ("wellbeing", *ITEMS, *SCALES)
)
Counts = dict[str, float]
Columns = dict[str, "np.ndarray"]


def write_college(folder: Path, seed: int) -> Counts:
    """R.parquet, E.csv and rules.toml of the college of this seed; returns what was drawn."""
    random = np.random.default_rng(seed)
    students, programmes = int(random.integers(600, 4001)), int(random.integers(8, 61))
    size = np.maximum((random.dirichlet(np.full(programmes, 1.5)) * students).astype(int), 3)
    programme = np.repeat(np.arange(programmes), size)
    whom = {"programme": programme, "domain": programme % max(2, programmes // 10)}
    whom["site"] = (programme * 5) % int(random.integers(2, 6))
    whom["gender"] = random.choice(3, len(programme), p=[0.54, 0.43, 0.03])
    trait = random.standard_normal((len(programme), len(SCALES) + 1))
    trait = np.sqrt(ALIKE) * random.standard_normal((len(programme), 1)) + np.sqrt(1 - ALIKE) * trait
    eager = random.normal(0, 0.5, programmes)
    rounds = [f"{2024 + one}" for one in range(int(random.integers(2, 4)))]
    made = [_round(name, whom, trait, eager, random) for name in rounds]
    columns = {name: np.concatenate([one[name] for one, _ in made]) for name in made[0][0]}
    enrolled = [line for _, lines in made for line in lines]
    write_files(folder, columns, enrolled, rules_text("held-out", MEASURES))
    (folder / "release.key").write_text(random.bytes(32).hex())  # so that a seed gives the same figures again
    answers = sum(len(one["round"]) for one, _ in made)
    return {"students": len(programme), "programmes": programmes, "rounds": len(rounds), "answers": answers}


def _round(
    name: str, whom: Columns, trait: Floats, eager: Floats, random: np.random.Generator
) -> tuple[Columns, list[str]]:
    """The answers of one round, and how many were enrolled, as lines of E.csv."""
    count = len(trait)
    year = random.choice(3, count, p=[0.45, 0.33, 0.22])
    place = {**whom, "study_year": year}
    chance = 1 / (1 + np.exp(-(eager[whom["programme"]] - 0.25 * year + random.normal(-0.1, 0.2))))
    answered = np.flatnonzero(random.random(count) < chance)
    today = np.sqrt(ALIKE) * random.standard_normal((count, 1))
    today = today + np.sqrt(1 - ALIKE) * random.standard_normal(trait.shape)
    latent = np.sqrt(ALIKE) * trait + np.sqrt(1 - ALIKE) * today
    columns = _measures(latent - 0.15 * year[:, None], random)
    columns |= {
        key: np.array([f"{key[0]}{code}" for code in codes], dtype=object) for key, codes in place.items()
    }
    columns |= {"respondent": np.array([f"r{one:05}" for one in range(count)], dtype=object)}
    columns |= {"round": np.full(count, name, dtype=object)}
    told = (*TEXTS, "wellbeing", *ITEMS, *SCALES)
    return {key: columns[key][answered] for key in told}, margins(name, columns)


def _measures(latent: Floats, random: np.random.Generator) -> Columns:
    """Items of 1 to 5 with their scale, and scales of 0 to 100; one answer in fifty is missing."""
    rest = random.standard_normal((len(latent), len(ITEMS)))
    items = np.clip(np.round(3.4 + 0.9 * latent[:, :1] + 0.6 * rest), 1, 5)
    found: Columns = {name: items[:, number] for number, name in enumerate(ITEMS)}
    found["wellbeing"] = np.round((items.mean(axis=1) - 1) * 25, 2)
    for number, name in enumerate(SCALES, start=1):
        found[name] = np.clip(np.round(60 + 20 * latent[:, number]), 0, 100)
    skips = {name: random.random(len(latent)) < 0.02 for name in SCALES}
    return {
        name: np.ma.masked_array(one, skips[name]).filled(np.nan) if name in skips else one
        for name, one in found.items()
    }


def measured(folder: Path, seed: int) -> dict[str, Any]:
    """Build, attack and judge the college of one seed."""
    drawn = write_college(folder, seed)
    began = time.perf_counter()
    build_release(
        responses=folder / "R.parquet",
        enrolment=folder / "E.csv",
        rules_file=folder / "rules.toml",
        out=folder / "v1",
    )
    built = time.perf_counter()
    outcomes = attack_release(folder / "v1", folder / "R.parquet")
    seconds = {"build_seconds": built - began, "attack_seconds": time.perf_counter() - built}
    return {
        "seed": seed,
        **drawn,
        **seconds,
        "use": _use(folder),
        "outcomes": [asdict(one) for one in outcomes],
    }


def _use(folder: Path) -> Counts:
    """What is left for readers: cells that stay, programmes with a mean, and what the noise costs."""
    out = folder / "v1"
    rules, cells = read_rules(out / RULES).rules, read_cells(out)
    certificate = read_certificate(out)
    found: defaultdict[str, float] = defaultdict(float)
    for one in round_inputs(DuckDB(folder / "R.parquet"), {}, rules, b"no key"):
        weights = weights_of(one.atoms, certificate)
        for measure in rules.measures:
            for name, number in _of_measure(cells, one.atoms, measure.name, weights).items():
                found[name] += number
        for name, number in _programmes(cells, one.atoms, rules).items():
            found[name] += number
    return dict(found)


def _of_measure(cells: Table, atoms: Atoms, measure: str, weights: Floats) -> Counts:
    """Cells told and eligible with at most one filter; and the noise on sums of programmes, in spreads²."""
    column = cells.columns
    mine = (column["round"].astype(str) == atoms.round) & (column["measure"].astype(str) == measure)
    mine &= (column["statistic"].astype(str) == "mean") & ~np.char.count(
        column["filter_kind"].astype(str), "+"
    ).astype(bool)
    told = told_rows(cells, atoms.round, measure, "mean")
    gone = column["status"].astype(str) == SECONDARY
    rows = told & mine & (column["unit_kind"].astype(str) == "programme")
    sums = atoms.sums[measure]
    members = members_of(places_in(cells, rows), atoms)
    exact = (members @ (weights * sums.total)) / (members @ (weights * sums.n))
    error = (column["estimate"][rows].astype(float) - exact) * (members @ sums.n.astype(float))
    return {
        "told": float((told & mine).sum()),
        "eligible": float(((told | gone) & mine).sum()),
        "noise": float((error**2).sum() / spread_of(sums) ** 2),
        "noises": float(len(error)),
    }


def _programmes(cells: Table, atoms: Atoms, rules: Rules) -> Counts:
    """Programmes with twelve answers or more to the first scale, and those whose mean is told."""
    sums, name = atoms.sums[rules.measures[0].name], rules.units[-1]
    rows = told_rows(cells, atoms.round, rules.measures[0].name, "mean")
    rows &= (cells.columns["unit_kind"].astype(str) == name) & (
        cells.columns["filter_kind"].astype(str) == ""
    )
    told = {code for place in places_in(cells, rows) for code in place.unit.split(" | ")}
    answers = np.bincount(atoms.codes[name], sums.n)
    large = [label for label, n in zip(atoms.labels[name], answers, strict=True) if n >= MEAN_OF]
    return {"programmes": float(len(large)), "with_mean": float(sum(label in told for label in large))}


def figures_of(found: Sequence[dict[str, Any]]) -> list[Figure]:
    """One line per attack and per promise, over these colleges."""
    outcomes = [Outcome(**one) for college in found for one in college["outcomes"]]
    use = {name: sum(college["use"][name] for college in found) for name in found[0]["use"]}
    variance = use["noise"] / max(use["noises"], 1)
    return [
        *(figure for line in summary(outcomes) for figure in _of_attack(line, outcomes)),
        Figure("cells kept, at most one filter", use["told"] / use["eligible"], "", "≥ 0.80"),
        Figure(f"programmes of {MEAN_OF} with a mean", use["with_mean"] / use["programmes"], "", "≥ 0.95"),
        Figure(f"standard error, extra at {AT}", np.sqrt(1 + variance / AT) - 1, "", "≤ 0.08"),
    ]


def _of_attack(line: dict[str, Any], outcomes: Sequence[Outcome]) -> list[Figure]:
    name = line["attack"]
    control = name.startswith("control")
    wanted = "≥ 0.20" if name == "control-plain-ten" else "" if control or "colluders" in name else "0"
    if name.startswith("learned"):
        return _of_learned(name, [one for one in outcomes if one.attack == name and one.groups])
    return [
        Figure(f"{name}: groups", line["groups"], "", ""),
        Figure(f"{name}: claims", line["claims"], "", ""),
        Figure(f"{name}: breaches", line["breaches"], "", wanted if wanted == "0" else ""),
        Figure(
            f"{name}: lone people",
            line["lone"],
            "",
            "0" if "colluders" in name else wanted[:1] * (wanted == "0"),
        ),
        Figure(f"{name}: exposed", line["exposed"], "", wanted if wanted != "0" else ""),
    ]


def _of_learned(name: str, outcomes: Sequence[Outcome]) -> list[Figure]:
    """The AUC over all lone people, with an interval over people; beside it the worst round and measure."""
    each = np.concatenate([one.each for one in outcomes])
    random = np.random.default_rng(1)
    means = [random.choice(each, len(each)).mean() for _ in range(DRAWS)]
    low, high = np.quantile(means, [0.025, 0.975])
    return [
        Figure(f"{name}: AUC, all people", float(each.mean()), "", "" if "best" in name else "≤ 0.55"),
        Figure(f"{name}: AUC, 95 % from", float(low), "", ""),
        Figure(f"{name}: AUC, 95 % to", float(high), "", ""),
        Figure(f"{name}: AUC, worst round and measure", max(one.best_posterior for one in outcomes), "", ""),
        Figure(f"{name}: rounds above its limit", sum(one.breaches > 0 for one in outcomes), "", ""),
    ]


def broken(figures: Sequence[Figure]) -> list[str]:
    """The names of the figures that miss their promise."""
    return [one.name for one in figures if one.promise and not _holds(one)]


def _holds(one: Figure) -> bool:
    sign, _, limit = one.promise.rpartition(" ")
    return one.value >= float(limit) if sign == "≥" else one.value <= float(limit)


def main(words: Sequence[str]) -> int:
    found: list[dict[str, Any]] = []
    for seed in [int(word) for word in words] or SEEDS:
        with tempfile.TemporaryDirectory(prefix="thuis-bench-") as name:
            found.append(measured(Path(name), seed))
        print(table(f"seed {seed}: {_words(found[-1])}", figures_of(found[-1:])), flush=True)
        RESULTS.parent.mkdir(parents=True, exist_ok=True)
        RESULTS.write_text(json.dumps(found, indent=1))
    over_all = figures_of(found)
    print(table(f"{len(found)} colleges", over_all))
    for missed in broken(over_all):
        print(f"MISSED: {missed}")
    return 1 if broken(over_all) else 0


def _words(college: dict[str, Any]) -> str:
    names = ("students", "programmes", "rounds", "answers", "build_seconds", "attack_seconds")
    return ", ".join(f"{college[name]:.0f} {name.replace('_', ' ')}" for name in names)


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the `thuis` command does
    sys.exit(main(sys.argv[1:]))
