"""From a questionnaire to measures: no two scales share a question, and everybody reads as in her letter."""

from dataclasses import replace

import pytest

from thuis.core.disclosure.composite import coefficients
from thuis.core.disclosure.measures import measures_of, readers_of
from thuis.core.questionnaire.load import compile_questionnaire
from thuis.core.questionnaire.model import Questionnaire
from thuis.core.questionnaire.offers import expand_help
from thuis.core.scoring.scales import score_all
from thuis.foundation.texts.content import all_modules

WHOLE = compile_questionnaire("monitor", 1, [expand_help(module, ()) for module in all_modules()])


def measure(name):
    return next((one for one in measures_of([WHOLE]) if one.name == name), None)


def test_no_question_counts_in_two_released_scales():
    scales = {one.name for one in measures_of([WHOLE]) if one.kind == "scale"}
    items = [code for m in WHOLE.modules for scale in m.scales if scale.key in scales for code in scale.items]
    assert len(items) == len(set(items))
    assert measure("wellbeing_domain").kind == "composite"


def test_a_scale_has_its_range_and_the_border_of_its_lowest_band():
    assert (measure("wellbeing").low, measure("wellbeing").high, measure("wellbeing").cut) == (0, 100, 40)


def test_a_reversed_item_says_so_and_a_grade_has_all_its_options():
    assert (measure("WEL04").part_of, measure("WEL04").reversed) == ("wellbeing", True)
    assert measure("WEL01").options == tuple(range(11))


def test_sensitive_questions_make_sensitive_scales():
    assert measure("good_mood").sensitive
    assert measure("MOO01").sensitive
    assert not measure("engagement").sensitive


def test_words_are_no_measures():
    assert not any(one.name.startswith("OPEN") for one in measures_of([WHOLE]))


def test_a_question_with_several_answers_is_a_choice_with_its_options():
    found = measure("PART01")
    assert (found.kind, found.choices[:2]) == ("choice", ("open_day", "buddy"))
    assert found.columns[0] == "PART01:open_day"
    assert measure("INS06").sensitive


@pytest.mark.parametrize(
    ("name", "of", "weights"),
    [
        ("wellbeing_domain", ("wellbeing", "exhaustion", "resilience"), (6, -3, 3)),
        ("belonging_domain", ("social_binding", "home", "inclusion", "academic_binding"), (2, 1, 1, 3)),
        ("study_domain", ("engagement", "demands", "pressure"), (3, -3, -1)),
        ("resilience_individual", ("RES01",), (1,)),
    ],
)
def test_a_scale_of_questions_that_others_have_is_made_of_them(name, of, weights):
    assert (measure(name).of, measure(name).weights) == (of, weights)


def test_a_composite_of_complete_answers_is_the_score_of_the_letter():
    known = {one.name: one for one in measures_of([WHOLE])}
    answers = {"WEL01": 7, **{f"WEL0{i}": i % 5 for i in range(2, 7)}}
    answers |= {"EXH01": 1, "EXH02": 0, "EXH03": 4, "RES01": 3, "RES02": 1, "RES03": 2}
    scores = score_all(WHOLE, answers)
    for name in ("wellbeing_domain", "resilience_relational"):
        of = [known[one] for one in known[name].of]
        start, factors = coefficients(known[name], of)
        values = [answers[one.name] if one.kind == "item" else scores[one.name].value for one in of]
        assert start + factors @ values == pytest.approx(scores[name].value)


def scale(key, items, turned=(), method="mean_0_100"):
    return replace(WHOLE.modules[0].scales[0], key=key, items=items, reversed=turned, method=method)


def with_scales(*scales):
    """All scales, and others after them that share their questions."""
    first = WHOLE.modules[0]
    found = measures_of([replace(WHOLE, modules=(replace(first, scales=(*first.scales, *scales)),))])
    return {one.name: one for one in found}


def test_half_a_scale_or_one_that_turns_differently_comes_in_question_by_question():
    found = with_scales(
        scale("half", ("EXH01", "EXH02"), ("EXH01",)),
        scale("turned", ("EXH01", "EXH02", "EXH03"), ("EXH02",)),
    )
    assert (found["half"].of, found["half"].weights) == (("EXH01", "EXH02"), (-1, 1))
    assert found["turned"].weights == (1, -1, 1)


def test_a_sum_of_like_questions_adds_up_and_another_method_is_not_told():
    found = with_scales(
        scale("sum", ("EXH01", "EXH02", "EXH03"), method="sum"),
        scale("uneven", ("WEL01", "WEL02"), method="mean"),
        scale("counted", ("EXH01", "EXH02"), method="dichotomise"),
    )
    assert (found["sum"].of, found["sum"].high) == (("exhaustion",), 12)
    assert not {"uneven", "counted"} & found.keys()


def test_an_option_reads_as_yes_or_no_and_as_nothing_without_an_answer():
    read = readers_of(WHOLE, [measure("PART01")])
    assert read["PART01:buddy"]({"PART01": ["buddy", "coach"]}) == 1
    assert read["PART01:research"]({"PART01": ["buddy"]}) == 0
    assert read["PART01:buddy"]({"PART01": "rather-not"}) is None
    assert read["PART01:buddy"]({}) is None


def test_the_newest_questionnaire_says_what_a_measure_is():
    module = WHOLE.modules[0]
    older = replace(module, scales=(replace(module.scales[0], items=("WEL01",), reversed=()),))
    both = measures_of([WHOLE, Questionnaire("monitor", 0, (older,))])
    assert both == measures_of([WHOLE])


def test_readers_give_the_score_of_the_letter_and_nothing_where_she_gave_none():
    measures = [measure("wellbeing"), measure("WEL02"), measure("ENG01")]
    answers = {"WEL01": 7, "WEL02": 3, "WEL03": 2, "WEL04": 1, "WEL05": 0, "WEL06": 2, "ENG01": "rather-not"}
    found = {name: read(answers) for name, read in readers_of(WHOLE, measures).items()}
    assert found == {"wellbeing": score_all(WHOLE, answers)["wellbeing"].value, "WEL02": 3, "ENG01": None}


def test_a_measure_that_a_round_did_not_ask_reads_as_nothing():
    found = readers_of(replace(WHOLE, modules=()), [measure("MOO01"), measure("PART01")])
    assert {read({"MOO01": 3, "PART01": ["buddy"]}) for read in found.values()} == {None}
