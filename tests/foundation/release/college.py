"""A made-up college as files: responses, enrolment and rules, as `thuis release build` reads them."""

import numpy as np

from thuis.warehouse.engine import write_parquet

TEXTS = ("round", "respondent", "domain", "programme", "site", "study_year", "gender")
RULES = """
release = "test"
keys_file = "release.key"
[dimensions]
domain = "unit"
site = "unit"
programme = "unit"
study_year = "filter"
gender = "filter"
[weighting]
margins = ["programme", "study_year"]
[measures.wellbeing]
kind = "scale"
range = [0, 100]
cut_off = 45
[measures.tired]
kind = "item"
range = [1, 5]
"""


def write_college(folder, students=900, programmes=12, rounds=("2025", "2026"), seed=1, change=None):
    """Write R.parquet, E.csv and rules.toml; `change` may alter the columns before they are written."""
    rng = np.random.default_rng(seed)
    size = np.maximum((rng.dirichlet(np.full(programmes, 2)) * students).astype(int), 4)
    programme = np.repeat(np.arange(programmes), size)
    trait = rng.standard_normal(len(programme))
    columns, margins = (
        {name: [] for name in (*TEXTS, "wellbeing", "tired")},
        ["round,dimension,value,enrolled"],
    )
    for name in rounds:
        place = _places(programme, rng)
        for dimension in ("programme", "study_year"):
            values, counts = np.unique(place[dimension], return_counts=True)
            margins += [
                f"{name},{dimension},{v},{c if c >= 5 else '<5'}" for v, c in zip(values, counts, strict=True)
            ]
        answered = np.flatnonzero(rng.random(len(programme)) < 0.5)
        score = np.clip(np.round(60 + 20 * (0.7 * trait + 0.7 * rng.standard_normal(len(trait)))), 0, 100)
        place |= {"wellbeing": score, "tired": np.clip(np.round(score / 25 + 1), 1, 5)}
        place |= {"respondent": np.array([f"r{i:05}" for i in range(len(trait))], dtype=object)}
        place |= {"round": np.full(len(trait), name, dtype=object)}
        for column in columns:
            columns[column].append(place[column][answered])
    made = {name: np.concatenate(parts) for name, parts in columns.items()}
    made = change(made) if change else made
    folder.mkdir(parents=True, exist_ok=True)
    write_parquet(folder / "R.parquet", made)
    (folder / "E.csv").write_text("\n".join(margins) + "\n")
    (folder / "rules.toml").write_text(RULES)
    return folder


def _places(programme, rng):
    words = {
        "domain": ("D", programme % 3),
        "programme": ("P", programme),
        "site": ("S", (programme * 5) % 4),
        "study_year": ("", rng.choice(3, len(programme), p=[0.45, 0.35, 0.2]) + 1),
        "gender": ("g", rng.choice(3, len(programme), p=[0.55, 0.42, 0.03])),
    }
    return {
        name: np.array([f"{word}{c}" for c in codes], dtype=object) for name, (word, codes) in words.items()
    }
