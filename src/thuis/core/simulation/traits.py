"""The hidden traits from which a simulated student answers: one documented model, no real person.

Each student has ten traits, standard normal over the whole institution. They hang together through three
common causes, in the spirit of the job demands-resources model and of social and academic integration:

    trait = general · G + binding · B + load · L + own part,   the squares of the loadings adding up to 1

so any two traits correlate with the sum of the products of their loadings (wellbeing with exhaustion:
.80 × -.60 + .00 × .00 + .00 × .50 = -.48). A trait stays with a student over the years for the share STAYS
of its variance; the rest is drawn anew each year. Programmes, sites, study years, forms and calendar years
shift the mean; the calendar shifts follow the trends that the consortium reports since 2022: a little less
gloom and study stress, more involvement of lecturers, resilience flat, the life grade slightly lower in
the last year.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

TRAITS = (
    "wellbeing",
    "exhaustion",
    "engagement",
    "demands",
    "pressure",
    "resilience",
    "social",
    "home",
    "inclusion",
    "academic",
)
#                       general binding load
LOADINGS = np.array(
    [
        [0.80, 0.00, 0.00],  # wellbeing
        [-0.60, 0.00, 0.50],  # exhaustion
        [0.55, 0.15, 0.00],  # engagement
        [-0.40, 0.00, 0.60],  # demands
        [-0.30, 0.00, 0.50],  # pressure
        [0.60, 0.15, 0.00],  # resilience
        [0.45, 0.60, 0.00],  # social
        [0.50, 0.60, 0.00],  # home
        [0.40, 0.50, 0.00],  # inclusion
        [0.40, 0.50, 0.00],  # academic
    ]
)
STAYS = 0.6
PROGRAMME_SD, SITE_SD = 0.22, 0.15
# Shift per trait for study years 1 to 4: the start is social but unsettled, the third year is the internship.
STUDY_YEAR = np.array(
    [
        [0.00, 0.00, 0.05, 0.00, -0.05, 0.00, -0.05, -0.10, 0.00, -0.15],
        [-0.05, 0.10, -0.10, 0.10, 0.05, 0.00, 0.05, 0.00, 0.00, 0.00],
        [0.05, -0.05, 0.10, 0.00, 0.05, 0.05, 0.00, 0.05, -0.05, 0.10],
        [0.00, 0.05, 0.05, 0.05, 0.10, 0.10, 0.05, 0.15, 0.05, 0.15],
    ]
)
# Shift per trait for the first to the last of four yearly rounds.
CALENDAR = np.array(
    [
        [0.00, 0.00, 0.00, 0.00, 0.00, 0.00, 0.00, 0.00, 0.00, 0.00],
        [0.04, -0.03, 0.02, -0.05, -0.02, 0.00, 0.06, 0.04, 0.00, 0.08],
        [0.09, -0.06, 0.03, -0.10, -0.04, 0.01, 0.10, 0.08, -0.02, 0.16],
        [0.10, -0.08, 0.04, -0.14, -0.05, 0.00, 0.12, 0.12, -0.06, 0.22],
    ]
)
PART_TIME = np.array([0.10, -0.05, 0.15, 0.05, -0.10, 0.15, -0.35, -0.10, 0.05, -0.05])
INTERNATIONAL = np.array([-0.10, 0.05, 0.10, 0.00, 0.15, 0.00, -0.30, -0.15, -0.20, 0.05])


@dataclass(frozen=True, slots=True)
class Cohort:
    """Students in one round; all arrays have one entry per student."""

    lasting: Floats  # n × 10, the part of the traits that stays over the years
    programme: Ints
    site: Ints
    study_year: Ints
    part_time: NDArray[np.bool_]
    international: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Effects:
    """What belongs to a programme (p × 10) and to a site (s × 10), the same in every round."""

    programme: Floats
    site: Floats


def draw_traits(number: int, random: np.random.Generator) -> Floats:
    """`number` × 10 standard normal traits with the correlations of LOADINGS."""
    common = random.standard_normal((number, LOADINGS.shape[1])) @ LOADINGS.T
    own = np.sqrt(1 - (LOADINGS**2).sum(axis=1))
    return np.asarray(common + random.standard_normal((number, len(TRAITS))) * own)


def draw_effects(programmes: int, sites: int, random: np.random.Generator) -> Effects:
    """Programme and site effects: correlated like the traits, so that a good place is good in many ways."""
    return Effects(PROGRAMME_SD * draw_traits(programmes, random), SITE_SD * draw_traits(sites, random))


def traits_in_round(cohort: Cohort, effects: Effects, round: int, random: np.random.Generator) -> Floats:
    """The traits of each student in round 0 to 3: lasting part, this year's part, and all shifts."""
    number = len(cohort.programme)
    personal = np.sqrt(STAYS) * cohort.lasting + np.sqrt(1 - STAYS) * draw_traits(number, random)
    place = effects.programme[cohort.programme] + effects.site[cohort.site]
    year = STUDY_YEAR[np.clip(cohort.study_year, 1, 4) - 1] + CALENDAR[round]
    groups = np.outer(cohort.part_time, PART_TIME) + np.outer(cohort.international, INTERNATIONAL)
    return np.asarray(personal + place + year + groups)


def responds(
    cohort: Cohort, traits: Floats, willing: Floats, rate: float, random: np.random.Generator
) -> NDArray[np.bool_]:
    """Who answers: on the log-odds scale 0.25 per unit of wellbeing, 0.25 of belonging, less each year.

    So those who do badly answer less, and the raw figures flatter. `willing` is a lasting trait of the
    student; `rate` is the share that answers when everything is average.
    """
    base = np.log(rate / (1 - rate))
    pull = 0.25 * traits[:, 0] + 0.25 * traits[:, 7] + 0.8 * willing
    odds = base + pull - 0.18 * (cohort.study_year - 2) - 0.4 * cohort.part_time
    return np.asarray(random.random(len(odds)) < 1 / (1 + np.exp(-odds)))
