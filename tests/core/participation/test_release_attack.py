"""Released figures do not tell whether a lone student has a role, whatever is subtracted; plain counts do."""

import numpy as np
import pytest

from tests.core.participation.attack import EXACT, PERIODS, Attacker, observed, plain, small_places
from tests.core.participation.college import KEY, college
from thuis.core.participation.release import release
from thuis.core.participation.release_cell import median_room
from thuis.core.participation.release_model import RULES

COLLEGES = range(12)
LEFT = 0.78  # of the spread beforehand: what the releases of the monitor leave to who stands alone


SETS, OTHERS = 4000, (12, 20, 60)


def cut_normal(random, size):
    """As keyed noise is drawn: a normal, cut at 2.5."""
    drawn = random.standard_normal(8 * size)
    return drawn[np.abs(drawn) <= RULES.cut][:size]


def told_apart(room, others, cap=200.0):
    """How well medians of two sets that differ in one student tell whether she has 180 hours or 4 (AUC)."""
    random = np.random.default_rng(others)
    many = random.random(SETS) < 0.5
    known = np.sort(np.minimum(random.gamma(1.5, 40, (SETS, others)), cap), axis=1)
    with_her = np.sort(np.column_stack([known, np.where(many, 180.0, 4.0)]), axis=1)
    seen = [
        np.median(each, axis=1) + [room(list(row), cap) for row in each] * cut_normal(random, SETS)
        for each in (known, with_her)
    ]
    places = np.argsort(np.argsort(seen[1] - seen[0]))
    high = many.sum()
    return (places[many].sum() - high * (high - 1) / 2) / (high * (SETS - high))


@pytest.mark.parametrize("others", OTHERS)
def test_two_medians_hardly_tell_the_hours_of_who_is_in_one_of_them(others):
    assert told_apart(lambda row, cap: median_room(row, len(row), cap, RULES), others) < 0.72


def test_noise_that_only_knows_the_number_of_people_is_caught_by_the_same_attack():
    assert told_apart(lambda row, cap: RULES.of_cap * cap / len(row), OTHERS[0]) > 0.78


def released(one):
    return [release(one.register, period, key=KEY, groups=one.groups) for period in PERIODS]


@pytest.fixture(scope="module")
def colleges():
    return [college(seed, taking_part=0.1) for seed in COLLEGES]


def test_nobody_learns_whether_a_lone_student_has_a_role(colleges):
    for one in colleges:
        attacker = Attacker(one, observed(released(one), one.sizes))
        for place in small_places(one):
            if one.sizes[place] == 1:
                assert 0.05 < attacker.posterior(place) < 0.95


def test_of_small_groups_the_figures_leave_nearly_all_doubt(colleges):
    for one in colleges:
        attacker = Attacker(one, observed(released(one), one.sizes))
        small = small_places(one)
        # each of them, and three that have six students together
        for group in [*([place] for place in small), small[:3]]:
            assert attacker.kept(group) > LEFT


def test_plain_counts_of_ten_or_more_are_caught_by_the_same_attack(colleges):
    certain, doubt = 0, []
    for one in colleges:
        attacker = Attacker(one, plain(one.register), EXACT)
        lone = [place for place in small_places(one) if one.sizes[place] == 1]
        certain += sum(not 0.05 < attacker.posterior(place) < 0.95 for place in lone)
        doubt.append(min(attacker.kept([place]) for place in small_places(one)))
    assert certain >= len(colleges)
    assert max(doubt) < 0.1
