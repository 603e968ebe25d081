"""The simulated students behave as the documented model says, within what chance allows."""

import numpy as np
import pytest

from thuis.core.simulation.traits import (
    CALENDAR,
    LOADINGS,
    TRAITS,
    Cohort,
    draw_effects,
    draw_traits,
    responds,
    traits_in_round,
)

MANY = 40_000
# Four standard errors of a correlation or mean over MANY students.
SLACK = 4 / np.sqrt(MANY)


@pytest.fixture
def random():
    return np.random.default_rng(7)


def cohort(random, number=MANY):
    zeros = np.zeros(number, dtype=int)
    no = np.zeros(number, dtype=bool)
    return Cohort(draw_traits(number, random), zeros, zeros, zeros + 2, no, no)


def test_no_trait_is_explained_more_than_whole():
    assert ((LOADINGS**2).sum(axis=1) < 1).all()


def test_traits_are_standard_normal_with_the_correlations_of_the_loadings(random):
    traits = draw_traits(MANY, random)
    expected = LOADINGS @ LOADINGS.T
    np.fill_diagonal(expected, 1)
    assert np.abs(np.corrcoef(traits.T) - expected).max() < SLACK
    assert np.abs(traits.mean(axis=0)).max() < SLACK


def test_wellbeing_and_exhaustion_go_against_each_other():
    wellbeing, exhaustion = LOADINGS[TRAITS.index("wellbeing")], LOADINGS[TRAITS.index("exhaustion")]
    assert wellbeing @ exhaustion == pytest.approx(-0.48)


def test_the_calendar_moves_every_trait_by_its_own_shift(random):
    students, effects = cohort(random), draw_effects(1, 1, random)
    first = traits_in_round(students, effects, 0, random).mean(axis=0)
    last = traits_in_round(students, effects, 3, random).mean(axis=0)
    assert np.abs(last - first - CALENDAR[3]).max() < 2 * SLACK


def test_a_student_resembles_herself_next_year_by_the_lasting_share(random):
    students, effects = cohort(random), draw_effects(1, 1, random)
    one = traits_in_round(students, effects, 0, random)[:, 0]
    next_year = traits_in_round(students, effects, 1, random)[:, 0]
    assert np.corrcoef(one, next_year)[0, 1] == pytest.approx(0.6, abs=SLACK)


def test_those_who_do_well_answer_more_so_raw_figures_flatter(random):
    students = cohort(random)
    traits = traits_in_round(students, draw_effects(1, 1, random), 0, random)
    answered = responds(students, traits, np.zeros(MANY), 0.34, random)
    assert answered.mean() == pytest.approx(0.34, abs=0.03)
    assert traits[answered, 0].mean() > traits[:, 0].mean() + 0.1
