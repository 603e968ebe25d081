"""Types by two scores: the same as on arrays, nothing without both, and content that is checked."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuis.core.errors import ContentError
from thuis.core.scoring.check import check_types
from thuis.core.scoring.types import load_typology
from thuis.core.statistics.quadrants import NO_TYPE, Rule, types_of
from thuis.foundation.texts.content import CONTENT, core_modules, typology

SOURCE = (CONTENT / "types.toml").read_text(encoding="utf-8")
TYPES = typology()
RULE = Rule(("calm_rested", "calm_tired", "keen_rested", "keen_tired"))


@given(st.floats(0, 100), st.floats(0, 100))
def test_one_student_gets_the_type_that_arrays_give(first, second):
    found = types_of([first], [second], RULE)
    wanted = "between" if found.unsure[0] else RULE.names[found.number[0]]
    assert TYPES.type_of(first, second) == wanted


@pytest.mark.parametrize(("first", "second"), [(None, 30.0), (70.0, None), (None, None)])
def test_without_both_scores_there_is_no_type(first, second):
    assert TYPES.type_of(first, second) is None
    assert types_of([np.nan], [30.0], RULE).number[0] == NO_TYPE


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        (55, 45, "keen_rested"),
        (54.9, 45, "between"),
        (100, 0, "keen_rested"),
        (100, 100, "keen_tired"),
        (0, 0, "calm_rested"),
        (0, 100, "calm_tired"),
        (50, 0, "between"),
        (0, 50, "between"),
    ],
)
def test_nearer_to_a_cut_off_than_the_border_nobody_is_sure(first, second, wanted):
    assert TYPES.type_of(first, second) == wanted


def test_types_have_words_in_both_languages_and_none_that_judges():
    words = [said for kind in TYPES.kinds for text in (kind.title, kind.note) for said in (text.nl, text.en)]
    assert all(words)
    judging = re.compile(r"burn|uitgeput|risico|risk|probleem|problem|zwak|weak|slecht|bad|lui|lazy", re.I)
    assert not [said for said in words if judging.search(said)]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('key = "keen_tired"\nfirst = "high"', 'key = "keen_tired"\nfirst = "low"', "each combination"),
        ('first = "high"', 'first = "middle"', "write low or high"),
        ('key = "keen_tired"', 'key = "keen_rested"', "a key of its own"),
        ('second = "exhaustion"', 'second = "engagement"', "two scales"),
        ("first_cut = 50", "first_cut = 0", "between 0 and 100"),
        ("border = 5", "border = 50", "below 50"),
        ("border = 5", "border = 5\ncolour = 3", 'unknown key "colour"'),
    ],
)
def test_a_mistake_in_the_file_is_named(old, new, says):
    with pytest.raises(ContentError, match=says):
        load_typology(SOURCE.replace(old, new, 1))


def test_both_scales_must_be_asked_of_everybody():
    assert check_types(TYPES, core_modules()) == []
    other = load_typology(SOURCE.replace('first = "engagement"', 'first = "sleep"', 1))
    assert check_types(other, core_modules()) == [
        "types: sleep is no scale of part A with method mean_0_100; correct the name"
    ]
