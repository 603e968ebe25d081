"""The language of 'show this if' and of the letter's rules."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from thuis.core.errors import ContentError
from thuis.core.questionnaire.expression import LONGEST, compile_expression

VALUES = {
    "A": 3,
    "B": 0,
    "word": "paid",
    "many": ["money", "talk"],
    "silent": "rather-not",
    "empty": "",
    "nothing": [],
    "score": 66.7,
}


def holds(source):
    return compile_expression(source).holds(VALUES)


TRUE = [
    "", "  ", "A == 3", "A != 2", "A > 2", "A >= 3", "A < 4", "A <= 3", "1 <= A <= 3", "score >= 66",
    'word == "paid"', "word != 'credits'", "A in (1, 3)", "A not in (1, 2)", 'word in ("paid", "both")',
    'contains(many, "talk")', '"talk" in many', "answered(A)", "answered(B)", "not answered(silent)",
    "not answered(missing)", "not answered(empty)", "not answered(nothing)", "A == 3 and B == 0",
    "A == 9 or B == 0", "not (A == 9)", "A == 3\nor B == 9", "A > -1", "missing == 1 or A == 3",
    'not contains(many, "care")', "A == 3 and not (B == 1)",
]  # fmt: skip
FALSE = [
    "A == 2", "A != 3", "A > 3", "3 < A < 9", 'word == "both"', "A in (1, 2)",
    'contains(many, "care")',
    'contains(word, "paid")', "answered(missing)", "A == 3 and B == 1", "word > 3", "A == 3 and missing == 1",
    # silence: neither the comparison nor its opposite holds
    "missing == 1", "missing != 1", "not (missing == 1)", "silent == 1", "not (silent == 1)",
    "silent != 1", 'contains(missing, "talk")', 'not contains(missing, "talk")', "missing in (1, 2)",
    "missing not in (1, 2)",
    "not (missing == 1 and A == 3)", "missing == 1 or A == 9", "not (missing == 1 or A == 9)",
    "nothing == 1", "empty != 1",
]  # fmt: skip


@pytest.mark.parametrize("source", TRUE)
def test_it_holds(source):
    assert holds(source)


@pytest.mark.parametrize("source", FALSE)
def test_it_does_not_hold(source):
    assert not holds(source)


def test_false_decides_an_and_and_true_decides_an_or_whatever_is_unknown():
    assert holds("not (missing == 1 and A == 9)")
    assert holds("missing == 1 or A == 3")


WRONG = [
    ("A", "says neither yes nor no"),
    ("3", "says neither yes nor no"),
    ("A == ", "is not a complete expression"),
    ("(A == 3", "is not a complete expression"),
    ("A == 3)", "is not a complete expression"),
    ("A = 3", '"=" cannot be used here'),
    ("A == 3; B", '";" cannot be used here'),
    ("A.real == 3", '"." cannot be used here'),
    ("A[0] == 3", '"[" cannot be used here'),
    ("A + 1 == 3", '"+" cannot be used here'),
    ("A == 0x1", '"0" cannot be used here'),
    ("A == 1.5", '"1" cannot be used here'),
    ("A == 12345678901", '"1" cannot be used here'),
    ("A == 'a\\'", '"\'" cannot be used here'),
    ("é == 3", '"é" cannot be used here'),
    ("A is 3", "a word that is not allowed"),
    ("A == True", "is not a number, a text in quotes"),
    ("A == None", "is not a number, a text in quotes"),
    ("A == -'x'", "is not a number, a text in quotes"),
    ("A == (1, B)", "is not a number, a text in quotes"),
    ("A == (B if A else 1)", "is not a number, a text in quotes"),
    ("lambda A", "is not a complete expression"),
    ("exec('x')", "is not a known question"),
    ("answered(3)", "is not a known question"),
    ("answered(A, B)", "is not a known question"),
    ("contains(many)", "is not a known question"),
    ("(A == 3)(B)", "is not a known question"),
    ("contains(many, B)", "is not a number, a text in quotes"),
    ("answered == 3", "needs brackets, as in answered(…)"),
    ("answered(contains)", "needs brackets, as in contains(…)"),
    ("-A == 3", "is not a number, a text in quotes"),
    ("(yield A)", "says neither yes nor no"),
    ("not " * 30 + "answered(A)", "is nested deeper than 20"),
    ("A == 3 or " * 60 + "A == 3", "is longer than 500 characters"),
    ("(" * 240 + "A" + ")" * 240, "is not a complete expression"),
]


@pytest.mark.parametrize(("source", "words"), WRONG)
def test_anything_else_is_refused_with_place_and_cure(source, words):
    with pytest.raises(ContentError) as caught:
        compile_expression(source)
    assert words in caught.value.problems[0]
    assert "character " in caught.value.problems[0]


def test_the_place_of_a_mistake_is_counted_from_one():
    with pytest.raises(ContentError, match="character 10: "):
        compile_expression("A == 3   + 2")


def test_an_expression_tells_what_it_reads():
    names = compile_expression('answered(A) or contains(many, "x") and 1 < B').names
    assert names == {"A", "many", "B"}


PIECES = st.lists(
    st.sampled_from(
        ["A", "B", "many", "answered", "contains", "(", ")", ",", "==", "<", "in", "not", "and", "or", "is",
         "lambda", "if", "else", "for", "yield", "await", "None", "True", "1", "-", '"x"', "__import__", "\n"]
    ),
    max_size=25,
).map(" ".join)  # fmt: skip


@given(st.text(max_size=LONGEST + 20) | PIECES)
@example("(" * 250)
@example("not " * 120)
@example("A\x00")
@example('"' + "x" * 40)
def test_no_text_does_anything_but_compile_or_be_refused(source):
    try:
        expression = compile_expression(source)
    except ContentError as error:
        assert len(error.problems) == 1
    else:
        assert expression.holds(VALUES) in (True, False)
        assert expression.holds({}) in (True, False)
