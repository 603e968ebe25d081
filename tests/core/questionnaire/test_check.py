"""The checker of questionnaires names module, place, mistake and cure."""

import dataclasses

import pytest

from tests.core.content import SCALES, small
from thuis.core.questionnaire.check import (
    check_answer_scales,
    check_questionnaire,
    words_per_sentence,
)
from thuis.core.questionnaire.model import AnswerScale
from thuis.core.texts import Text
from thuis.foundation.texts.content import packs

LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
WRONG = [
    (
        'items = ["TRI01"]',
        'items = ["TRI01", "TRI09"]',
        "page then: item TRI09 does not exist; correct the code",
    ),
    (
        'items = ["TRI01"]',
        'items = ["ONE01", "TRI01"]',
        "item ONE01: stands on 2 pages; put it on exactly one",
    ),
    (
        'items = ["ONE01", "TWO01"]',
        'items = ["TWO01"]',
        "item ONE01: stands on 0 pages; put it on exactly one",
    ),
    ('items = ["TRI01"]', "items = []", "page then: has no items; add some or remove the page"),
    (
        'subject = "study"',
        'subject = "luck"',
        'page first: subject "luck" does not exist; choose one of belonging',
    ),
    ('code = "TWO01"', 'code = "ONE01"', "item ONE01: stands in the module twice"),
    ('code = "TWO01"', 'code = "two"', "item two: write codes as three to six capitals and two digits"),
    ('key = "then"', 'key = "first"', "page first: stands in the module twice"),
    (
        'value = "news"',
        'value = "books"',
        "item TWO01: value books stands among the options twice; change one",
    ),
    ('value = "news"', "value = 3", "item TWO01: options of a multi question need codes in quotes"),
    ('answers = "often"', "", "item ONE01: has fewer than two options"),
    ('answers = "often"', 'kind = "grade"\nanswers = "often"', "item ONE01: a grade question has no options"),
    ("high = 20", "high = 0", "item TRI01: low 0 is not below high 0; change one"),
    ("minutes = 1", "minutes = 0", "minutes is 0; give a number from 1 to 10"),
    ('en = "I read."', 'en = " "', "item ONE01, text: has no en text; add it"),
    ('en = "I read."', f'en = "{LONG}"', "item ONE01, text: has 16 words a sentence, en; at most 15"),
    ('en = "Books"', f'en = "{LONG}"', "item TWO01, option books: has 16 words a sentence"),
    (
        "ONE01 >= 1",
        "ONE09 >= 1",
        "item TRI01, show_if: reads ONE09, which is not asked before it; correct the code",
    ),
    (
        "ONE01 >= 1",
        "TRI01 >= 1",
        "item TRI01, show_if: reads TRI01, which is asked later or on the same page",
    ),
    ("ONE01 >= 1", "ONE01", "item TRI01, show_if: expression `ONE01`, character 1: "),
    (
        'key = "first"',
        'key = "first"\nshow_if = "ONE01 == 1"',
        "page first, show_if: reads ONE01, which is asked",
    ),
]


@pytest.mark.parametrize(("old", "new", "words"), WRONG, ids=[words for *_, words in WRONG])
def test_a_mistake_is_told_with_place_and_cure(old, new, words):
    assert any(told.startswith(f"small: {words}") for told in check_questionnaire([small((old, new))]))


def test_the_small_module_is_in_order():
    assert check_questionnaire([small()]) == []


def test_a_condition_may_read_the_help_of_the_institution_and_earlier_modules():
    assert check_questionnaire([small(("ONE01 >= 1", "HELP_buddy == 2 or ONE01 == 1"))]) == []
    other = small(('part = "A"', 'part = "B"\nshow_if = "WEL01 > 5"'))
    assert (
        "small: show_if: reads WEL01, which is not asked before it; correct the code"
        in check_questionnaire([other])
    )


def test_a_module_may_not_lean_on_another_module_of_part_b():
    first = small(('part = "A"', 'part = "B"'))
    second = dataclasses.replace(first, key="second", show_if="ONE01 == 1", items=(), pages=(), scales=())
    assert any("second: show_if: reads ONE01" in told for told in check_questionnaire([first, second]))
    assert check_questionnaire([small(), second]) == []


def test_names_are_unique_across_modules():
    told = check_questionnaire([small(), dataclasses.replace(small(), key="other")])
    assert 'item "ONE01" stands in small and other; give one of them another name' in told
    assert 'page "first" stands in small and other; give one of them another name' in told
    assert 'scale "reading" stands in small and other; give one of them another name' in told


def test_a_module_of_part_b_stays_short():
    module = small(('part = "A"', 'part = "B"'))
    many = tuple(dataclasses.replace(module.items[0], code=f"ONE{n:02}") for n in range(1, 10))
    told = check_questionnaire([dataclasses.replace(module, items=many)])
    assert "small: has 9 items; a module of part B has at most 8" in told


def test_options_of_an_answer_scale_are_checked():
    assert check_answer_scales(SCALES) == []
    option = SCALES["often"].options[0]
    assert check_answer_scales({"x": AnswerScale("x", (option, option))}) == [
        "answer scale x: value 0 stands among the options twice; change one"
    ]


def test_hints_and_labels_are_texts_too():
    module = small(('answers = "often"', 'answers = "often"\nhint = { nl = "", en = "x" }'))
    assert "small: item ONE01, hint: has no nl text; add it" in check_questionnaire([module])


def test_a_page_without_words_above_it_is_in_order():
    page = dataclasses.replace(small().pages[0], intro=Text("Kort.", "Short."))
    assert check_questionnaire([dataclasses.replace(small(), pages=(page, small().pages[1]))]) == []


def test_a_pack_without_words_is_not_blamed_for_them():
    assert check_questionnaire(list(packs().values())) == []


def test_page_intros_are_texts_too():
    page = dataclasses.replace(small().pages[0], intro=Text("", "x"))
    module = dataclasses.replace(small(), pages=(page, small().pages[1]))
    assert check_questionnaire([module]) == ["small: page first, intro: has no nl text; add it"]


@pytest.mark.parametrize(
    ("text", "words"), [("Een twee. Drie!", 1.5), ("", 0), ("zonder punt", 2), ("1.5 keer", 2)]
)
def test_words_per_sentence(text, words):
    assert words_per_sentence(text) == words
