"""Which page comes next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.content import small, whole
from tests.core.strategies import answers_to
from thuis.core.questionnaire.answer import clean_answers
from thuis.core.questionnaire.model import Questionnaire
from thuis.core.questionnaire.route import (
    items_of,
    next_page,
    pages_for,
    previous_page,
    visible_items,
)

SMALL = Questionnaire("small", 1, (small(),))
WHOLE = whole()
MODULES = [module.key for module in WHOLE.modules]


def keys(pages):
    return [page.key for page in pages]


def test_a_page_without_visible_questions_is_skipped():
    assert keys(pages_for(SMALL, [], {})) == ["first"]
    assert keys(pages_for(SMALL, [], {"ONE01": 1})) == ["first", "then"]


def test_next_and_previous_follow_the_route():
    assert next_page(SMALL, [], {"ONE01": 1}, "first").key == "then"
    assert next_page(SMALL, [], {"ONE01": 0}, "first") is None
    assert previous_page(SMALL, [], {"ONE01": 1}, "then").key == "first"
    assert previous_page(SMALL, [], {}, "first") is None


def test_a_page_that_left_the_route_still_knows_its_neighbours():
    assert previous_page(SMALL, [], {"ONE01": 0}, "then").key == "first"
    assert next_page(WHOLE, ["mood"], {}, "helped").key == "mood"


def test_an_unknown_page_leads_to_the_start():
    assert next_page(SMALL, [], {}, "nowhere").key == "first"
    assert previous_page(SMALL, [], {}, "nowhere") is None


def test_visible_items_are_those_that_stand_there():
    first, then = SMALL.modules[0].pages
    assert [item.code for item in visible_items(SMALL, first, {})] == ["ONE01", "TWO01"]
    assert visible_items(SMALL, then, {}) == []
    assert [item.code for item in visible_items(SMALL, then, {"ONE01": 2})] == ["TRI01"]
    mood = WHOLE.modules[MODULES.index("mood")].pages[0]
    assert visible_items(WHOLE, mood, {}, chosen_modules=[]) == []


def test_a_page_condition_and_a_module_condition_hide_all_of_it():
    hidden = small(('key = "first"', 'key = "first"\nshow_if = "ONE01 == 5"'))
    assert pages_for(Questionnaire("q", 1, (hidden,)), [], {}) == []
    asleep = small(('part = "A"', 'part = "A"\nshow_if = "ONE01 == 5"'))
    assert pages_for(Questionnaire("q", 1, (asleep,)), [], {"ONE01": 5}) == []


def test_unknown_modules_are_ignored():
    assert keys(pages_for(SMALL, ["../etc", "small"], {})) == ["first"]


chosen_modules = st.lists(st.sampled_from(MODULES), unique=True)


@given(chosen_modules, answers_to(items_of(WHOLE).values()))
def test_walking_forward_visits_exactly_the_route_and_back_again(chosen, answers):
    route = keys(pages_for(WHOLE, chosen, answers))
    there, page = [], next_page(WHOLE, chosen, answers, "")
    while page:
        there.append(page.key)
        page = next_page(WHOLE, chosen, answers, page.key)
    assert there == route
    back, page = [], previous_page(WHOLE, chosen, answers, route[-1])
    while page:
        back.append(page.key)
        page = previous_page(WHOLE, chosen, answers, page.key)
    assert back[::-1] == route[:-1]


@given(chosen_modules, answers_to(items_of(WHOLE).values()))
def test_cleaning_keeps_the_route_and_cleaning_twice_is_cleaning_once(chosen, answers):
    clean = clean_answers(WHOLE, answers, chosen)
    assert keys(pages_for(WHOLE, chosen, clean)) == keys(pages_for(WHOLE, chosen, answers))
    assert clean_answers(WHOLE, clean, chosen) == clean
    assert clean.items() <= answers.items() if all(map(_hashable, answers.values())) else True
    asked = {
        item.code
        for page in pages_for(WHOLE, chosen, answers)
        for item in visible_items(WHOLE, page, answers, chosen)
    }
    assert clean.keys() <= asked


def _hashable(value):
    return not isinstance(value, list)


@pytest.mark.parametrize("code", ["WEL01", "HELP_buddy", "HELPX_house", "OPE02"])
def test_every_item_is_found_by_code(code):
    assert items_of(WHOLE)[code].code == code
