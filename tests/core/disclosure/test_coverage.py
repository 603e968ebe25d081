"""Do 95 % intervals hold the truth 95 times in 100? Noise, rounding, weights and non-response included.

A fresh college each time: programmes of different size and level; whether a student answers depends on
programme and year (the margins) and, through them, on wellbeing. The cohort is everybody who is enrolled;
the population is what this cohort was drawn from. THUIS_COVERAGE=400 runs it at full size.
"""

from collections import defaultdict

import numpy as np
import pytest
from scipy.special import ndtr

from tests.core.disclosure.population import from_people, rules
from tests.sizes import size
from thuis.core.disclosure.model import BOTH, EVERYTHING, Weighting
from thuis.core.disclosure.release import release_round
from thuis.core.disclosure.table import BAND

COLLEGES = size("THUIS_COVERAGE", 12, 400)
ROOM = 0.0 if COLLEGES >= 200 else 0.02  # a small run sees chance too
LOW, HIGH = 0.93, 0.97
YEARS, SITES, CUT = 3, 4, 45
SIZES = np.array([40, 50, 60, 70, 80, 90, 110, 130, 160, 200])
NOISE = 18.0


def enrolled(rng):
    """Codes per student, and the expected score of a student like that."""
    programme = np.repeat(np.arange(len(SIZES)), SIZES)
    year = rng.choice(YEARS, len(programme), p=[0.45, 0.35, 0.2])
    codes = {"domain": programme % 3, "programme": programme, "site": (programme * 5) % SITES}
    codes |= {"study_year": year, "gender": rng.choice(2, len(programme), p=[0.6, 0.4])}
    codes |= {"international": (rng.random(len(programme)) < 0.12).astype(int)}
    return codes, LEVEL[programme] + YEAR[year]


LEVEL = 58 + 5 * np.random.default_rng(1).standard_normal(len(SIZES))
YEAR = np.array([3.0, 0.0, -5.0])


def below(expected):
    """The chance of a score under the cut: scores are whole numbers, and cut at 0 and 100."""
    return ndtr((CUT - 0.5 - expected) / NOISE)


def one_college(seed):
    """Figures of one round with the truth beside them: per place cohort and population, mean and share."""
    rng = np.random.default_rng(seed)
    codes, expected = enrolled(rng)
    score = np.clip(np.round(expected + NOISE * rng.standard_normal(len(expected))), 0, 100)
    chance = np.clip(0.2 + 0.006 * (expected - 40), 0.2, 0.8)
    answered = rng.random(len(score)) < chance
    margins = {
        name: {f"{name}-{code}": float(n) for code, n in enumerate(np.bincount(codes[name]))}
        for name in ("programme", "study_year")
    }
    own = rules(weighting=Weighting(margins=("programme", "study_year")))
    own = type(own)(own.release, own.dimensions, own.measures[:1], weighting=own.weighting)
    seen = {name: code[answered] for name, code in codes.items()}
    kept = {"wellbeing": np.ones(int(answered.sum()), dtype=bool)}
    made = release_round(
        from_people(seen, {"wellbeing": score[answered]}, kept, rng), margins, own, bytes(32)
    )
    truth = {
        "mean": (score, expected),
        "share_below": ((score < CUT).astype(float), below(expected)),
    }
    return made, codes, truth


def inside(place, codes):
    found = np.ones(len(codes["domain"]), dtype=bool)
    pairs = [] if place.unit_kind == EVERYTHING else [(place.unit_kind, place.unit)]
    kinds, values = place.filter_kind.split("+"), place.filter_value.split("+")
    pairs += [pair for pair in zip(kinds, values, strict=True) if pair[0]]
    assert BOTH not in values
    for kind, value in pairs:
        found &= np.isin(codes[kind], [int(one.rsplit("-", 1)[1]) for one in value.split(" | ")])
    return found


@pytest.fixture(scope="module")
def coverage():
    """Hits and tries per statistic and kind of interval, over all told cells of all colleges."""
    hits = defaultdict(list)
    for seed in range(COLLEGES):
        made, codes, truth = one_college(seed)
        members = [inside(place, codes) for place in made.cells.places]
        for figures in made.figures:
            if figures.statistic in truth:
                cohort, population = truth[figures.statistic]
                _count(hits, figures, members, cohort, population)
    return {name: (float(np.mean(found)), len(found)) for name, found in hits.items()}


def _count(hits, figures, members, cohort, population):
    told = ~np.isnan(figures.numbers["estimate"]) & (figures.reason != BAND)
    for row in np.flatnonzero(told):
        number = {name: figures.numbers[name][row] for name in ("low", "high", "cohort_low", "cohort_high")}
        mean = cohort[members[row]].mean()
        hits[figures.statistic, "cohort"].append(number["cohort_low"] <= mean <= number["cohort_high"])
        mean = population[members[row]].mean()
        hits[figures.statistic, "population"].append(number["low"] <= mean <= number["high"])


@pytest.mark.parametrize("statistic", ["mean", "share_below"])
@pytest.mark.parametrize("of", ["population", "cohort"])
def test_intervals_hold_the_truth_as_often_as_they_say(coverage, statistic, of):
    found, tries = coverage[statistic, of]
    assert tries > 100
    assert LOW - ROOM <= found <= HIGH + ROOM, f"{found:.4f} in {tries}"
