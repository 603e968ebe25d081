"""Simulated answers are possible answers, and carry the traits they come from."""

import numpy as np
import pytest

from thuis.core.questionnaire.load import compile_questionnaire
from thuis.core.questionnaire.model import RATHER_NOT, Kind
from thuis.core.questionnaire.offers import expand_help
from thuis.core.scoring.scales import score_all
from thuis.core.simulation.answers import draw_answers
from thuis.core.simulation.traits import TRAITS, draw_traits
from thuis.core.texts import Text
from thuis.foundation.texts.content import all_modules

NUMBER = 400


@pytest.fixture(scope="module")
def questionnaire():
    offers = [("buddy", Text("Buddy", "Buddy"))]
    return compile_questionnaire("monitor", 1, [expand_help(module, offers) for module in all_modules()])


@pytest.fixture(scope="module")
def drawn(questionnaire):
    random = np.random.default_rng(3)
    traits = draw_traits(NUMBER, random)
    return traits, draw_answers(questionnaire, traits, random)


def test_every_answer_is_one_that_the_question_allows(questionnaire, drawn):
    items = {item.code: item for module in questionnaire.modules for item in module.items}
    for row in drawn[1]:
        for code, answer in row.items():
            assert answer == RATHER_NOT or is_possible(items[code], answer), (code, answer)


def is_possible(item, answer):
    values = {option.value for option in item.options}
    if item.kind == Kind.MULTI:
        return set(answer) <= {str(value) for value in values}
    if item.kind == Kind.CHOICE:
        return answer in values
    return item.kind != Kind.TEXT and item.low <= answer <= item.high


def test_scores_follow_the_traits(questionnaire, drawn):
    traits, rows = drawn
    for scale, trait in (
        ("wellbeing", "wellbeing"),
        ("exhaustion", "exhaustion"),
        ("academic_binding", "academic"),
    ):
        scores = [score_all(questionnaire, row)[scale].value for row in rows]
        pairs = [
            (score, traits[i, TRAITS.index(trait)]) for i, score in enumerate(scores) if score is not None
        ]
        assert np.corrcoef(np.array(pairs).T)[0, 1] > 0.6


def test_one_seed_gives_one_set_of_answers(questionnaire):
    runs = []
    for _ in range(2):
        random = np.random.default_rng(5)
        runs.append(draw_answers(questionnaire, draw_traits(20, random), random))
    assert runs[0] == runs[1]
