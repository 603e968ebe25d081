"""Released figures do not tell whether a lone student has a role, whatever is subtracted; plain counts do."""

import pytest

from tests.core.participation.attack import EXACT, PERIODS, Attacker, observed, plain, small_places
from tests.core.participation.college import KEY, college
from thuis.core.participation.release import release

COLLEGES = range(12)
LEFT = 0.78  # of the spread beforehand: what the releases of the monitor leave to who stands alone


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
