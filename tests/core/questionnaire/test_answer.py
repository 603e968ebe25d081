"""What a browser sends becomes an answer, or is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.content import small, whole
from thuis.core.errors import InvalidInput
from thuis.core.questionnaire.answer import clean_answers, is_answered, read_answer
from thuis.core.questionnaire.model import RATHER_NOT, Item, Kind, Questionnaire
from thuis.core.questionnaire.route import items_of
from thuis.core.texts import Text

CHOICE, MULTI, WORDS = small().items
GRADE = Item("GRA01", 1, Kind.GRADE, Text("Cijfer", "Mark"))
NUMBER = Item("NUM01", 1, Kind.NUMBER, Text("Uren", "Hours"), low=-5, high=40)

READ = [
    (CHOICE, "1", 1),
    (CHOICE, ["2"], 2),
    (CHOICE, "rather-not", RATHER_NOT),
    (GRADE, "0", 0),
    (GRADE, " 10 ", 10),
    (GRADE, "rather-not", RATHER_NOT),
    (NUMBER, "-5", -5),
    (MULTI, "news", ["news"]),
    (MULTI, ["news", "books", "news"], ["books", "news"]),
    (MULTI, ["none"], ["none"]),
    (MULTI, ["rather-not"], RATHER_NOT),
    (MULTI, [], []),
    (WORDS, "  fijn\r\nhier ", "fijn\nhier"),
    (WORDS, "", ""),
    (WORDS, "ëü€\t😀", "ëü€\t😀"),
]


@pytest.mark.parametrize(("item", "raw", "answer"), READ)
def test_a_possible_answer_is_read(item, raw, answer):
    assert read_answer(item, raw) == answer


REFUSED = [
    (CHOICE, "3", "answer-impossible"),
    (CHOICE, "", "answer-impossible"),
    (CHOICE, "01", "answer-impossible"),
    (CHOICE, ["1", "2"], "answer-impossible"),
    (CHOICE, [], "answer-impossible"),
    (GRADE, "11", "answer-not-a-number"),
    (GRADE, "-1", "answer-not-a-number"),
    (GRADE, "7.5", "answer-not-a-number"),
    (GRADE, "zeven", "answer-not-a-number"),
    (GRADE, "٧", "answer-not-a-number"),
    (GRADE, "9" * 5000, "answer-not-a-number"),
    (GRADE, "", "answer-not-a-number"),
    (NUMBER, "41", "answer-not-a-number"),
    (MULTI, ["books", "poems"], "answer-impossible"),
    (MULTI, ["books"] * 9, "answer-impossible"),
    (MULTI, ["none", "books"], "answer-excludes"),
    (MULTI, ["rather-not", "books"], "answer-excludes"),
    (WORDS, "x" * 21, "answer-too-long"),
    (WORDS, "a\x00b", "answer-impossible"),
    (WORDS, "a\ud800b", "answer-impossible"),
]


@pytest.mark.parametrize(("item", "raw", "key"), REFUSED)
def test_an_impossible_answer_is_refused(item, raw, key):
    with pytest.raises(InvalidInput) as caught:
        read_answer(item, raw)
    assert caught.value.key == key


ITEMS = list(items_of(whole()).values())


@given(st.sampled_from(ITEMS), st.text(max_size=40) | st.lists(st.text(max_size=10), max_size=20))
def test_whatever_is_sent_gives_an_answer_or_a_refusal(item, raw):
    try:
        answer = read_answer(item, raw)
    except InvalidInput:
        return
    assert isinstance(answer, int | str | list)


@given(st.sampled_from(ITEMS), st.data())
def test_every_option_can_be_chosen(item, data):
    for option in item.options:
        raw = str(option.value)
        assert read_answer(item, raw) in (option.value, [option.value])


def test_answered_is_more_than_sent():
    assert [is_answered(answer) for answer in (0, 3, "x", ["x"])] == [True] * 4
    assert [is_answered(answer) for answer in (None, "", [], RATHER_NOT)] == [False] * 4


def test_rather_not_is_kept_and_an_empty_answer_is_not():
    questionnaire = Questionnaire("q", 1, (small(),))
    kept = clean_answers(questionnaire, {"ONE01": RATHER_NOT, "TWO01": [], "TRI01": "x", "XXX01": 1})
    assert kept == {"ONE01": RATHER_NOT}


def test_answers_of_a_module_that_was_not_chosen_are_not_kept():
    assert clean_answers(whole(), {"MOO01": 1}, []) == {}
    assert clean_answers(whole(), {"MOO01": 1}) == {"MOO01": 1}
