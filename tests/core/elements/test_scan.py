"""What a scan tells, and what somebody who knows everybody else learns of the last one."""

import os
from collections import Counter

import numpy as np
import pytest

from thuis.core.disclosure.released import Suppressed
from thuis.core.elements.scan import (
    FEW_KNOW,
    FORMS,
    KINDS,
    RULES,
    Middle,
    ScanFigure,
    ScanRules,
    no_counts,
    told,
    with_sheet,
)

KEY = b"only for tests"
PLAIN = ScanRules(10, 0.0)  # what would be told without noise
CASES = int(os.environ.get("THUIS_SCAN_CASES", "12"))
SURE, LEFT = 0.78, 0.78  # a guess that is called sure; what must stay unknown, as in disclosure.toml


def figure(counts, rules=PLAIN, label="SW|students|names.in_place"):
    return told(counts, sum(counts), rules, KEY, label)


def test_the_middle_the_spread_and_the_share_of_unknown_are_those_of_the_answers():
    assert figure([2, 10, 6, 2, 0]) == ScanFigure(Middle(1, 1, 2), "few", 20)
    assert figure([10, 0, 0, 10, 8]) == ScanFigure(Middle(0, 0, 3), "some", 30)


def test_when_most_dont_know_there_is_no_middle_and_that_is_said():
    assert figure([1, 1, 1, 0, 17]) == ScanFigure(Suppressed(FEW_KNOW), "most", 20)


def test_where_noise_leaves_nobody_who_knows_there_is_no_middle_and_no_nought():
    """Nobody knows, and the noise hides even that: over many keys no middle answer comes out of nothing."""
    found = [told([0, 0, 0, 0, 10], 10, ScanRules(10, 6.0), str(key).encode(), "x") for key in range(400)]
    empty = [one for one in found if one.unknown != "most" and isinstance(one.middle, Suppressed)]
    assert empty
    assert all(one.middle == Suppressed(FEW_KNOW) for one in empty)


@pytest.mark.parametrize(("mode", "least"), [("codes", 10), ("plenary", 5)])
def test_a_role_with_too_few_sheets_is_hidden_and_never_a_nought(mode, least):
    few = told([0, 0, least - 1, 0, 0], least - 1, RULES[mode], KEY, "x")
    assert few == Suppressed("too-few")
    assert isinstance(told([0, 0, 40, 0, 0], 40, RULES[mode], KEY, "x"), ScanFigure)


def test_a_question_that_almost_nobody_filled_in_is_hidden_too():
    assert told([1, 0, 0, 0, 0], 40, RULES["codes"], KEY, "x") == Suppressed("too-few")


def test_numbers_of_people_go_by_five_and_never_below_the_least():
    shown = {figure([n // 2, n - n // 2, 0, 0, 0], RULES["codes"]).n_shown for n in range(10, 60)}
    assert all(one % 5 == 0 and one >= 10 for one in shown)


def test_asking_the_same_people_again_tells_the_same_and_another_unit_another_draw():
    asked = [figure([3, 4, 3, 1, 1], RULES["codes"]) for _ in range(20)]
    assert len(set(asked)) == 1
    assert len({figure([3, 4, 3, 1, 1], RULES["codes"], f"unit {n}") for n in range(40)}) > 1


def test_a_sheet_adds_one_where_it_answers_and_nothing_where_it_is_open():
    empty = no_counts(["names", "talk"], "long")
    assert len(empty) == 2 * len(FORMS["long"])
    one = with_sheet(empty, {"names.works": 4, "talk.reaches": 0, "unknown": 2})
    assert one["names.works"] == [0, 0, 0, 0, 1]
    assert one["talk.reaches"] == [1, 0, 0, 0, 0]
    assert sum(map(sum, one.values())) == 2
    assert sum(map(sum, empty.values())) == 0


def outcomes(counts, rules, keys):
    """How often each thing is told, over keys: the attacker knows everything but the key."""
    return Counter(told(counts, sum(counts), rules, str(key).encode(), "x") for key in keys)


def attack(others, rules, keys=300):
    """Somebody knows all answers but one, has seen what is told with each, and reads what is told now.

    Returns how often her best guess is right, and the part of all cases in which she is sure.
    """
    learned, met = [], []
    for answer in range(KINDS):
        counts = [count + (place == answer) for place, count in enumerate(others)]
        learned.append(outcomes(counts, rules, range(keys)))
        met.append(outcomes(counts, rules, range(keys, 2 * keys)))
    right = sure = 0
    for seen in set().union(*met):
        likely, now = [one[seen] for one in learned], [one[seen] for one in met]
        right += now[likely.index(max(likely))]
        # what was seen a few times in so many draws says nothing about how likely it is
        if max(likely) >= 20:
            sure += sum(now) * (max(likely) / sum(likely) > SURE)
    return right / (keys * KINDS), sure / (keys * KINDS)


def crowd(people, seed):
    return np.bincount(np.random.default_rng(seed).choice(KINDS, people), minlength=KINDS).tolist()


def unknown_left(people, rules):
    """Of what nobody knew of the last one: which part stays unknown, and how often somebody is sure."""
    found = [attack(crowd(people - 1, seed), rules) for seed in range(CASES)]
    guess = 1 / KINDS
    return (1 - np.mean([one[0] for one in found])) / (1 - guess), np.mean([one[1] for one in found])


@pytest.mark.parametrize(("mode", "people"), [("codes", 10), ("codes", 13), ("plenary", 5), ("plenary", 8)])
def test_a_second_scan_with_one_person_more_does_not_give_her_answer_away(mode, people):
    left, sure = unknown_left(people, RULES[mode])
    assert left >= LEFT
    assert sure == 0


@pytest.mark.parametrize("people", [5, 10])
def test_the_attack_would_find_her_answer_without_noise(people):
    left, sure = unknown_left(people, ScanRules(people, 0.0))
    assert left < 0.65
    assert sure > 0.2


@pytest.mark.parametrize("mode", RULES)
def test_no_answer_is_ever_much_likelier_than_another(mode):
    """The bound of the noise: e^(2/b), so from an even start nobody gets beyond this."""
    ratio = np.exp(2 / RULES[mode].noise)
    assert ratio / (ratio + KINDS - 1) < SURE
