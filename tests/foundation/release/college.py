"""A made-up college as files: responses, enrolment and rules, as `thuis release build` reads them."""

import numpy as np

from thuis.warehouse.engine import write_parquet

TEXTS = ("round", "respondent", "domain", "programme", "site", "study_year", "gender")
MARGINS = ("programme", "study_year")


def rules_text(release, measures):
    """A rules file of a college like this one, with these measures."""
    return f"""
release = "{release}"
keys_file = "release.key"
[dimensions]
domain = "unit"
site = "unit"
programme = "unit"
study_year = "filter"
gender = "filter"
[weighting]
margins = ["programme", "study_year"]
{measures}"""


RULES = rules_text(
    "test",
    """[measures.wellbeing]
kind = "scale"
range = [0, 100]
cut_off = 45
[measures.tired]
kind = "item"
range = [1, 5]
""",
)


def write_college(folder, students=900, programmes=12, rounds=("2025", "2026"), seed=1, change=None):
    """Write R.parquet, E.csv and rules.toml; `change` may alter the columns before they are written."""
    rng = np.random.default_rng(seed)
    size = np.maximum((rng.dirichlet(np.full(programmes, 2)) * students).astype(int), 4)
    programme = np.repeat(np.arange(programmes), size)
    trait = rng.standard_normal(len(programme))
    columns, enrolled = {name: [] for name in (*TEXTS, "wellbeing", "tired")}, []
    for name in rounds:
        place = _places(programme, rng)
        enrolled += margins(name, place)
        answered = np.flatnonzero(rng.random(len(programme)) < 0.5)
        score = np.clip(np.round(60 + 20 * (0.7 * trait + 0.7 * rng.standard_normal(len(trait)))), 0, 100)
        place |= {"wellbeing": score, "tired": np.clip(np.round(score / 25 + 1), 1, 5)}
        place |= {"respondent": np.array([f"r{i:05}" for i in range(len(trait))], dtype=object)}
        place |= {"round": np.full(len(trait), name, dtype=object)}
        for column in columns:
            columns[column].append(place[column][answered])
    made = {name: np.concatenate(parts) for name, parts in columns.items()}
    return write_files(folder, change(made) if change else made, enrolled, RULES)


def margins(round_name, place):
    """How many are enrolled in a round, as lines of E.csv; fewer than five as the register tells it."""
    lines = []
    for dimension in MARGINS:
        values, counts = np.unique(place[dimension], return_counts=True)
        told = (count if count >= 5 else "<5" for count in counts)
        lines += [f"{round_name},{dimension},{value},{n}" for value, n in zip(values, told, strict=True)]
    return lines


def write_files(folder, columns, enrolled, rules):
    """The three files that a build reads."""
    folder.mkdir(parents=True, exist_ok=True)
    write_parquet(folder / "R.parquet", columns)
    (folder / "E.csv").write_text("\n".join(["round,dimension,value,enrolled", *enrolled]) + "\n")
    (folder / "rules.toml").write_text(rules)
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
