"""From a questionnaire to measures: no two scales share a question, and everybody reads as in her letter."""

from dataclasses import replace

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
    assert measure("wellbeing_domain") is None


def test_a_scale_has_its_range_and_the_border_of_its_lowest_band():
    assert (measure("wellbeing").low, measure("wellbeing").high, measure("wellbeing").cut) == (0, 100, 40)


def test_a_reversed_item_says_so_and_a_grade_has_all_its_options():
    assert (measure("WEL04").part_of, measure("WEL04").reversed) == ("wellbeing", True)
    assert measure("WEL01").options == tuple(range(11))


def test_sensitive_questions_make_sensitive_scales():
    assert measure("good_mood").sensitive
    assert measure("MOO01").sensitive
    assert not measure("engagement").sensitive


def test_words_and_multiple_choice_are_no_measures():
    names = {one.name for one in measures_of([WHOLE])}
    assert not any(name.startswith(("OPEN", "PART01", "NEED01")) for name in names)


def test_the_newest_questionnaire_says_what_a_measure_is():
    module = WHOLE.modules[0]
    older = replace(module, scales=(replace(module.scales[0], items=("WEL01",), reversed=()),))
    both = measures_of([WHOLE, Questionnaire("monitor", 0, (older,))])
    assert both == measures_of([WHOLE])


def test_readers_give_the_score_of_the_letter_and_nothing_where_she_gave_none():
    measures = [measure("wellbeing"), measure("WEL02"), measure("ENG01")]
    answers = {"WEL01": 7, "WEL02": 3, "WEL03": 2, "WEL04": 1, "WEL05": 0, "WEL06": 2, "ENG01": "rather-not"}
    found = [read(answers) for read in readers_of(WHOLE, measures)]
    assert found == [score_all(WHOLE, answers)["wellbeing"].value, 3, None]


def test_a_measure_that_a_round_did_not_ask_reads_as_nothing():
    assert [read({"MOO01": 3}) for read in readers_of(replace(WHOLE, modules=()), [measure("MOO01")])] == [
        None
    ]
