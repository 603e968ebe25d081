"""Two readers: how far they agree, and what counts."""

import pytest

from thuis.core.errors import InvalidInput
from thuis.core.words.coding import agreement, differing, settled

A, B = frozenset({"timetable"}), frozenset({"teachers"})
FIRST = {"t1": A, "t2": A | B, "t3": B, "t4": frozenset()}


def test_who_sees_the_same_agrees_fully():
    for found in agreement(FIRST, dict(FIRST), ["timetable", "teachers"]):
        assert found.alpha == pytest.approx(1)
        assert found.kappa == pytest.approx(1)
        assert found.is_enough


def test_agreement_by_chance_is_none():
    second = {"t1": A, "t2": frozenset(), "t3": A, "t4": frozenset()}
    found = agreement(FIRST, second, ["timetable"])[0]
    assert (found.first, found.second, found.both) == (2, 2, 1)
    assert found.kappa == pytest.approx(0)
    assert not found.is_enough


def test_a_theme_that_nobody_saw_has_no_agreement_and_is_not_told():
    found = agreement(FIRST, dict(FIRST), ["money"])[0]
    assert found.alpha is None
    assert not found.is_enough


def test_one_text_is_too_few():
    with pytest.raises(InvalidInput):
        agreement({"t1": A}, {"t1": A}, ["timetable"])


def test_what_both_saw_counts_and_the_rest_only_when_they_decide():
    second = FIRST | {"t1": A | B, "t3": frozenset()}
    assert differing(FIRST, second) == {"t1": B, "t3": B}
    assert settled(FIRST, second, {}) == {"t1": A, "t2": A | B, "t3": frozenset(), "t4": frozenset()}
    assert settled(FIRST, second, {"t1": B})["t1"] == A | B
    assert settled(FIRST, second, {"t2": frozenset({"money"})})["t2"] == A | B
