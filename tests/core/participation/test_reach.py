"""Who is not reached, and how a group compares to the others."""

import math

import numpy as np
import pytest

from tests.core.participation.rows import Q1, available, enrolled, register, role
from thuis.core.errors import InvalidInput
from thuis.core.participation.cells import cells
from thuis.core.participation.model import INSTITUTION, Count
from thuis.core.participation.outcome import Reason, Share, Unknown
from thuis.core.participation.reach import NO_GROUP, ratio_interval, reach, split

GROUP_OF = {"a": "first", "b": "other", "c": "other", "d": "other"}


def reached(*rows, counts, group_of=GROUP_OF, **others):
    """What `reach` says per group, for `counts` of (low, high) students."""
    students = [enrolled(low, high, group=group) for group, (low, high) in counts.items()]
    parts = split(register(*rows, enrolled=[enrolled(500), *students], **others), group_of)
    return {one.group: one for one in reach({g: cells(part, Q1)[INSTITUTION] for g, part in parts.items()})}


def test_not_reached_is_everybody_without_a_role_of_any_kind():
    found = reached(role("a", "buddy"), role("a"), role("b"), counts={"first": (40, 40), "other": (10, 10)})
    assert found["first"].reached == Share(1, Count(40, 40))
    assert found["first"].not_reached == Count(39, 39)
    assert found["first"].equity.low == found["first"].equity.high == pytest.approx((1 / 40) / (1 / 10))
    assert found["other"].equity.low == pytest.approx(4)


def test_a_small_group_gets_a_range_of_ratios_within_its_interval():
    found = reached(role("a"), role("b"), counts={"first": (1, 4), "other": (10, 10)})["first"]
    assert found.not_reached == Count(0, 3)
    assert (found.equity.low, found.equity.high) == (pytest.approx(2.5), pytest.approx(10))
    assert found.equity.interval.low < 2.5 and found.equity.interval.high > 10


def test_a_group_of_nobody_reached_has_an_interval_too():
    found = reached(role("b"), counts={"first": (40, 40), "other": (60, 60)})["first"]
    assert found.equity.low == 0
    assert 0 < found.equity.interval.low < found.equity.interval.high < math.inf


def test_people_without_a_known_group_are_shown_apart():
    found = reached(role("x"), role("b"), counts={"first": (5, 5), "other": (5, 5)}, pool=[available("a")])
    assert found[NO_GROUP].reached == Unknown(Reason.NO_REFERENCE_DATE)
    assert found[NO_GROUP].not_reached == found[NO_GROUP].equity == Unknown(Reason.NO_REFERENCE_DATE)
    assert list(found) == ["", "first", "other"]


def test_one_group_has_nothing_to_compare_with():
    found = reached(role("a"), counts={"first": (5, 5)})["first"]
    assert found.equity == Unknown(Reason.NO_OTHER_GROUP)


def test_nobody_elsewhere_is_no_ratio():
    found = reached(role("a"), counts={"first": (5, 5), "other": (5, 5)})["first"]
    assert found.equity == Unknown(Reason.NOBODY_TAKES_PART)


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((12, 300, 90, 1500), 0.3868160753653745, 1.2297063061582878),
        ((0, 40, 25, 600), 0.01802367622084316, 4.689561630716035),
        ((3, 9, 40, 900), 3.3797629622800547, 19.854548873093528),
        ((5, 5, 50, 100), 1.638279202350118, 2.4174719812883882),
    ],
)
def test_the_interval_agrees_with_statsmodels(counts, low, high):
    """confint_proportions_2indep(*counts, compare="ratio", method="log-adjusted"), statsmodels 0.14."""
    found = ratio_interval(*counts)
    assert (found.low, found.high) == (pytest.approx(low, rel=1e-9), pytest.approx(high, rel=1e-9))


@pytest.mark.parametrize("wrong", [(3, 2, 1, 5), (1, 2, 6, 5), (-1, 2, 1, 5), (0, 0, 1, 5), (0, 1, 0, 0)])
def test_counts_that_cannot_be_are_refused(wrong):
    with pytest.raises(InvalidInput):
        ratio_interval(*wrong)


def test_the_interval_holds_the_truth_as_often_as_promised():
    """Over many truths with small counts, about 2 to 40 people; careful where hardly anybody is expected."""
    rng = np.random.default_rng(11)
    truths = zip(rng.uniform(0.02, 0.2, 4000), rng.uniform(0.02, 0.2, 4000), strict=True)
    held = [
        ratio_interval(int(rng.binomial(100, one)), 100, int(rng.binomial(200, other)), 200).holds(
            one / other
        )
        for one, other in truths
    ]
    assert 0.93 <= np.mean(held) <= 0.97
