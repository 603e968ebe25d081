"""Do 95 % intervals of composites, of options and of items hold the truth 95 times in 100? Changes as well.

From a file to the release, a fresh college each time: programmes of different size and level, two rounds,
half of the students answer each, and what a student says in one round hangs together with the other. One
answer in thirty to a component is missing. THUIS_COVERAGE=300 runs it at full size.
"""

from collections import defaultdict

import numpy as np
import pytest
from scipy.special import ndtr

from tests.sizes import size
from thuis.core.disclosure.build import build
from thuis.core.disclosure.model import EVERYTHING, Dimension, Measure, Rules, Weighting
from thuis.core.disclosure.table import BAND, MERGED, RELEASED
from thuis.foundation.release.inputs import round_inputs
from thuis.warehouse.engine import DuckDB, write_parquet

COLLEGES = size("THUIS_COVERAGE", 12, 300)
ROOM = 0.0 if COLLEGES >= 200 else 0.025  # a small run sees chance too
LOW, HIGH = 0.93, 0.97
SIZES = np.array([40, 50, 60, 70, 80, 90, 110, 130, 160, 200])
LEVEL = 55 + 4 * np.random.default_rng(1).standard_normal(len(SIZES))
ROUNDS, YEARS, SPREAD = ("2025", "2026"), 3, 13.0
RULES = Rules(
    "test",
    (Dimension("domain", "unit"), Dimension("programme", "unit"), Dimension("study_year", "filter")),
    (
        Measure("joy", "scale", 0, 100),
        Measure("strain", "scale", 0, 100),
        Measure("rest", "item", 1, 7, options=tuple(range(1, 8)), part_of="joy"),
        Measure("calm", "item", 1, 7, options=tuple(range(1, 8)), part_of="joy"),
        Measure("needs", "choice", 0, 1, choices=("money", "talk")),
        Measure("whole", "composite", 0, 100, of=("joy", "strain", "rest"), weights=(3, -2, 1)),
    ),
    weighting=Weighting(margins=("programme", "study_year")),
)


def students(rng):
    programme = np.repeat(np.arange(len(SIZES)), SIZES)
    years = rng.choice(YEARS, len(programme), p=[0.45, 0.35, 0.2])
    places = {
        "domain": np.array([f"D{one % 3}" for one in programme], dtype=object),
        "programme": np.array([f"P{one}" for one in programme], dtype=object),
        "study_year": np.array([f"{one}" for one in years], dtype=object),
    }
    return places, LEVEL[programme] + np.array([2.0, 0.0, -3.0])[years]


def said(expected, trait, rng):
    """Answers of everybody in one round, and what was to be expected of each."""

    def mixed(share):
        own = rng.standard_normal(len(trait))
        return SPREAD * (share * trait + np.sqrt(1 - share**2) * own)

    joy = np.clip(np.round(expected + mixed(0.8)), 0, 100)
    strain = np.clip(np.round(100 - expected + mixed(-0.7)), 0, 100)
    # a seven-point item whose expectation is known: 4 + (expected - 55) / 15, and a whole number by chance
    rest = 4 + (expected - 55) / 15 + mixed(0.6) / 15
    rest = np.clip(np.floor(rest + rng.random(len(rest))), 1, 7)
    choose = {"needs:money": mixed(0.5) / SPREAD < -1, "needs:talk": mixed(0.7) / SPREAD < -0.5}
    values = {"joy": joy, "strain": strain, "rest": rest, "calm": 8 - rest}
    expectation = {"joy": expected, "strain": 100 - expected, "rest": 4 + (expected - 55) / 15}
    for found in (values, expectation):
        found["whole"] = (3 * found["joy"] + 2 * (100 - found["strain"]) + (found["rest"] - 1) / 0.06) / 6
    values |= {name: one.astype(float) for name, one in choose.items()}
    for name, cut in (("needs:money", -1), ("needs:talk", -0.5)):
        expectation[name] = np.full(len(expected), ndtr(cut))
    return values, expectation


def one_college(seed, folder):
    rng = np.random.default_rng(seed)
    places, expected = students(rng)
    trait = rng.standard_normal(len(expected))
    columns, truth, enrolled = defaultdict(list), {}, {}
    for shift, name in enumerate(ROUNDS):
        values, expectation = said(expected + 2 * shift, trait, rng)
        truth[name] = {"cohort": values, "population": expectation}
        answered = rng.random(len(expected)) < 0.5
        enrolled[name] = {
            "programme": _counts(places["programme"]),
            "study_year": _counts(places["study_year"]),
        }
        for column, one in {**places, **values}.items():
            if column in places or column.startswith("needs"):
                columns[column].append(one[answered])
            elif column != "whole":
                columns[column].append(np.where(rng.random(len(one)) < 1 / 30, np.nan, one)[answered])
        columns["round"].append(np.full(answered.sum(), name, dtype=object))
        columns["respondent"].append(np.flatnonzero(answered).astype(str).astype(object))
    write_parquet(folder / "R.parquet", {name: np.concatenate(parts) for name, parts in columns.items()})
    inputs = round_inputs(DuckDB(folder / "R.parquet"), enrolled, RULES, bytes(32))
    made = build(inputs, RULES, bytes(32), 1)
    return made.table.columns, places, truth


def _counts(values):
    found, counts = np.unique(values.astype(str), return_counts=True)
    return dict(zip(found.tolist(), counts.astype(float).tolist(), strict=True))


def inside(unit_kind, unit, kind, value, places):
    found = np.ones(len(places["domain"]), dtype=bool)
    if unit_kind != EVERYTHING:
        found &= np.isin(places[unit_kind], unit.split(" | "))
    return found & np.isin(places[kind], value.split(" | ")) if kind else found


@pytest.fixture(scope="module")
def coverage(tmp_path_factory):
    """Hits per measure, statistic and kind of interval, over all told cells of all colleges."""
    hits, folder = defaultdict(list), tmp_path_factory.mktemp("coverage")
    for seed in range(COLLEGES):
        columns, places, truth = one_college(seed, folder)
        told = np.isin(columns["status"].astype(str), (RELEASED, MERGED)) & (columns["reason"] != BAND)
        told &= np.isin(columns["statistic"].astype(str), ("mean", "change", "answer_share"))
        told &= np.isin(columns["filter_kind"].astype(str), ("", "study_year"))
        for row in np.flatnonzero(told):
            _count(hits, {name: column[row] for name, column in columns.items()}, places, truth)
    return {name: (float(np.mean(found)), len(found)) for name, found in hits.items()}


def _count(hits, row, places, truth):
    measure = f"needs:{row['option']}" if row["measure"] == "needs" else row["measure"]
    if row["statistic"] == "answer_share" and row["measure"] != "needs":
        return
    members = inside(row["unit_kind"], row["unit"], row["filter_kind"], row["filter_value"], places)
    for of, low, high in (("population", "low", "high"), ("cohort", "cohort_low", "cohort_high")):
        if measure not in truth[row["round"]][of]:
            return
        mean = truth[row["round"]][of][measure][members].mean()
        if row["statistic"] == "change":
            mean -= truth[ROUNDS[0]][of][measure][members].mean()
        hits[row["measure"], row["statistic"], of].append(row[low] <= mean <= row[high])


@pytest.mark.parametrize("of", ["population", "cohort"])
@pytest.mark.parametrize(
    ("measure", "statistic"),
    [
        *((name, statistic) for name in ("whole", "joy", "rest") for statistic in ("mean", "change")),
        ("needs", "answer_share"),
    ],
)
def test_intervals_hold_the_truth_as_often_as_they_say(coverage, measure, statistic, of):
    found, tries = coverage[measure, statistic, of]
    assert tries > 100
    assert LOW - ROOM <= found <= HIGH + ROOM, f"{found:.4f} in {tries}"


def test_of_a_few_people_nothing_is_said_about_how_components_go_together(tmp_path):
    places, expected = students(np.random.default_rng(1))
    values, _ = said(expected, np.zeros(len(expected)), np.random.default_rng(2))
    few = {name: one[:15] for name, one in {**places, **values}.items() if name != "whole"}
    few |= {
        "round": np.full(15, "2025", dtype=object),
        "respondent": np.arange(15).astype(str).astype(object),
    }
    write_parquet(tmp_path / "R.parquet", few)
    assert round_inputs(DuckDB(tmp_path / "R.parquet"), {}, RULES, bytes(32))[0].atoms.spreads == {}
