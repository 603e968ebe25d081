"""Scores of one respondent."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.content import every_scale, small, whole
from tests.core.strategies import answers_to
from thuis.core.questionnaire.model import RATHER_NOT, Band, Item, Kind, Option, Scale
from thuis.core.questionnaire.route import items_of
from thuis.core.scoring.bands import band_of
from thuis.core.scoring.check import check_scales
from thuis.core.scoring.methods import METHODS
from thuis.core.scoring.scales import ends, required, score_all, score_scale
from thuis.core.texts import Text

NAME = Text("x", "x")
BANDS = (Band("low", 0.0), Band("middle", 40.0), Band("high", 70.0))
ITEMS = {
    f"Q{n}": Item(f"Q{n}", 1, Kind.CHOICE, NAME, tuple(Option(value, NAME) for value in range(5)))
    for n in range(1, 7)
} | {
    "G": Item("G", 1, Kind.GRADE, NAME),
    "NA": Item(
        "NA",
        1,
        Kind.CHOICE,
        NAME,
        (Option(0, NAME), Option(1, NAME), Option(2, NAME), Option("does-not-apply", NAME)),
    ),
}


def scale(items, method="mean_0_100", reversed_=(), share=2 / 3):
    return Scale("s", NAME, method, tuple(items.split()), tuple(reversed_), share, BANDS)


def test_a_five_point_item_counts_in_steps_of_25():
    for answer in range(5):
        assert score_scale(scale("Q1"), ITEMS, {"Q1": answer}).value == answer * 25


def test_a_grade_counts_ten_times():
    assert score_scale(scale("G"), ITEMS, {"G": 7}).value == 70


def test_reversal_is_lowest_plus_highest_minus_the_answer():
    assert score_scale(scale("Q1", reversed_=["Q1"]), ITEMS, {"Q1": 1}).value == 75


def test_rather_not_and_does_not_apply_are_no_answer():
    score = score_scale(
        scale("Q1 Q2 Q3 NA", share=0.5), ITEMS, {"Q1": 4, "Q2": RATHER_NOT, "Q3": 4, "NA": "does-not-apply"}
    )
    assert (score.value, score.answered, score.of, score.band) == (100, 2, 4, "high")


def test_too_few_answers_give_no_score_and_no_band():
    score = score_scale(scale("Q1 Q2 Q3"), ITEMS, {"Q1": 4})
    assert (score.value, score.answered, score.of, score.band) == (None, 1, 3, None)


def test_an_impossible_stored_answer_is_no_answer():
    assert score_scale(scale("Q1"), ITEMS, {"Q1": 9}).value is None


@pytest.mark.parametrize(
    ("share", "of", "needed"), [(2 / 3, 1, 1), (2 / 3, 2, 2), (0.5, 2, 2), (2 / 3, 3, 2), (2 / 3, 6, 4),
                                (2 / 3, 7, 5), (2 / 3, 12, 8), (1.0, 5, 5), (0.5, 5, 3), (0.01, 9, 1),
                                (5 / 6, 6, 5)]
)  # fmt: skip
def test_how_many_answers_are_needed(share, of, needed):
    assert required(share, of) == needed


@pytest.mark.parametrize(
    ("method", "value"),
    [("mean_0_100", 62.5), ("mean", 2.5), ("sum", 15), ("sum_times_4", 60), ("dichotomise", 5)],
)
def test_methods(method, value):
    answers = {"Q1": 4, "Q2": 4, "Q3": 4, "Q4": 0, "Q5": 1, "Q6": 2}
    assert score_scale(scale("Q1 Q2 Q3 Q4 Q5 Q6", method), ITEMS, answers).value == value
    assert method in METHODS


def test_a_sum_fills_a_gap_with_the_mean_of_the_person():
    answers = {"Q1": 4, "Q2": 2, "Q3": 3, "Q4": 3}
    assert score_scale(scale("Q1 Q2 Q3 Q4 Q5", "sum"), ITEMS, answers).value == 15


@pytest.mark.parametrize(
    ("value", "band"), [(None, None), (0, "low"), (39.999, "low"), (40, "middle"), (69.9, "middle"),
                        (70, "high"),
                        (100, "high"), (-1, None)]
)  # fmt: skip
def test_a_band_holds_its_own_border(value, band):
    assert band_of(BANDS, value) == band


def test_the_ends_of_an_item_are_its_numbered_options():
    assert ends(ITEMS["NA"]) == (0, 2)
    assert ends(ITEMS["G"]) == (0, 10)


SCALES = every_scale()


@st.composite
def scale_and_answers(draw):
    one, items = draw(st.sampled_from(SCALES))
    return one, items, draw(answers_to([items[code] for code in one.items]))


@given(scale_and_answers())
def test_reversing_every_item_mirrors_the_score(drawn):
    one, items, answers = drawn
    mirrored = dataclasses.replace(one, reversed=tuple(set(one.items) - set(one.reversed)))
    score, mirror = score_scale(one, items, answers).value, score_scale(mirrored, items, answers).value
    low, high = _range(one, items)
    assert (score is None) == (mirror is None)
    assert score is None or abs(score + mirror - low - high) < 1e-9


@given(scale_and_answers(), st.randoms(use_true_random=False))
def test_the_order_of_the_items_does_not_matter(drawn, random):
    one, items, answers = drawn
    order = random.sample(one.items, len(one.items))
    score = score_scale(dataclasses.replace(one, items=tuple(order)), items, answers)
    assert (score.value, score.band) == pytest.approx((score_scale(one, items, answers).value, score.band))


@given(scale_and_answers())
def test_a_score_stays_within_its_range_and_has_a_band(drawn):
    one, items, answers = drawn
    score = score_scale(one, items, answers)
    low, high = _range(one, items)
    assert score.value is None or low - 1e-9 <= score.value <= high + 1e-9
    assert (score.value is None) == (score.band is None)
    assert 0 <= score.answered <= score.of


def _range(one, items):
    """The lowest and highest possible score, from answers at the favourable and unfavourable ends."""
    lowest = {c: ends(items[c])[1 if c in one.reversed else 0] for c in one.items}
    highest = {c: ends(items[c])[0 if c in one.reversed else 1] for c in one.items}
    return score_scale(one, items, lowest).value, score_scale(one, items, highest).value


def test_all_scales_are_scored_by_key():
    questionnaire = whole()
    scores = score_all(questionnaire, {code: 1 for code in items_of(questionnaire)})
    assert scores["engagement"].value == 25
    assert scores["demands"].band == "low"
    assert len(scores) == sum(len(module.scales) for module in questionnaire.modules)


WRONG = [
    ('items = ["ONE01"]', 'items = ["ONE09"]', "item ONE09 does not exist; correct the code"),
    ('items = ["ONE01"]', 'items = ["TWO01"]', "item TWO01 has no numbers to score; remove it"),
    ('items = ["ONE01"]', 'items = ["ONE01", "TRI01"]', "item TRI01 has no numbers to score; remove it"),
    (
        'items = ["ONE01"]',
        'items = ["ONE01", "ONE01"]',
        "item ONE01: stands in the module twice; rename or remove one",
    ),
    ('items = ["ONE01"]', "items = []", "has no items; add them"),
    (
        'items = ["ONE01"]',
        'items = ["ONE01"]\nreversed = ["TRI01"]',
        "item TRI01 is reversed but not in items",
    ),
    (
        'items = ["ONE01"]',
        'items = ["ONE01"]\nmethod = "magic"',
        'method "magic" does not exist; choose one of mean_0_100',
    ),
    ('items = ["ONE01"]', 'items = ["ONE01"]\nshare = "3/2"', "share must be above 0 and at most 1"),
    ('items = ["ONE01"]', 'items = ["ONE01"]\nshare = "0"', "share must be above 0 and at most 1"),
    ('items = ["ONE01"]', 'items = ["ONE01"]\nfavourable = "up"', 'favourable must be "high" or "low"'),
    (
        'items = ["ONE01"]',
        'items = ["ONE01"]\nbands = [{ key = "x", low = 5 }]',
        "the first band starts at 5",
    ),
    (
        'items = ["ONE01"]',
        'items = ["ONE01"]\nbands = [{ key = "x", low = 0 }, { key = "x", low = 0 }]',
        "the bands must rise",
    ),
    (
        'items = ["ONE01"]',
        'items = ["ONE01"]\nbands = [{ key = "x", low = 0 }, { key = "x", low = 2 }]',
        "band x: stands",
    ),
]


@pytest.mark.parametrize(("old", "new", "words"), WRONG, ids=[words for *_, words in WRONG])
def test_a_scale_that_cannot_be_scored_is_told(old, new, words):
    source = small(
        (
            f'title = {{ nl = "Lezen", en = "Reading" }}\n{old}',
            f'title = {{ nl = "Lezen", en = "Reading" }}\n{new}',
        )
    )
    assert any(told.startswith(f"small: scale reading: {words}") for told in check_scales([source]))


def test_a_reversed_item_of_the_scale_is_in_order():
    assert check_scales([small(('items = ["ONE01"]\n', 'items = ["ONE01"]\nreversed = ["ONE01"]\n'))]) == []


def test_a_grade_and_a_number_can_be_scored():
    for kind in ("grade", "number"):
        assert check_scales([small(('answers = "often"', f'kind = "{kind}"'))]) == []
