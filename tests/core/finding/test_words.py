"""Words are compared without endings, accents and small mistakes, and a mistake in the file is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.core.finding.samples import CONTENT, vocabulary
from thuis.core.errors import ContentError
from thuis.core.finding.kinds import load_kinds
from thuis.core.finding.spelling import distance, mistakes_allowed, nearly
from thuis.core.finding.tokens import MOST_CHARACTERS, alike, roots, tokens
from thuis.core.finding.words import check_everyday, load_everyday


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("slapen", "slaap"),
        ("gepest", "pesten"),
        ("betaald", "betalen"),
        ("vrienden", "vriend"),
        ("schulden", "schuld"),
        ("debts", "debt"),
        ("sleeping", "sleep"),
        ("discriminated", "discrimination"),
        ("lonely", "lonely"),
    ],
)
def test_forms_of_a_word_are_alike(one, other):
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("huur", "uur"), ("geld", "held"), ("stage", "stad"), ("rent", "rest")]
)
def test_other_words_are_not(one, other):
    assert not alike(one, other)


def test_accents_capitals_and_apostrophes_do_not_matter():
    assert tokens("Can't SLEEP, café’s één") == ("cant", "sleep", "cafes", "een")


@given(some.text(max_size=2 * MOST_CHARACTERS))
def test_anything_can_be_typed(text):
    words = tokens(text)
    assert all(word.isalnum() and word.isascii() for word in words)
    assert all(roots(word) for word in words)
    heard = vocabulary().heard(text)
    assert all(weight > 0 for weight in heard.topics.values())


@pytest.mark.parametrize(
    ("typed", "known", "mistakes"),
    [
        ("eenzaamhied", "eenzaamheid", 1),
        ("dyslecsie", "dyslexie", 2),
        ("stage", "stage", 0),
        ("ab", "ba", 1),
        ("", "abc", 3),
    ],
)
def test_a_swap_is_one_mistake(typed, known, mistakes):
    assert distance(typed, known) == mistakes


@given(some.text("abcd", max_size=7), some.text("abcd", max_size=7))
def test_distance_is_the_same_both_ways_and_never_more_than_the_longest(one, other):
    assert distance(one, other) == distance(other, one) <= max(len(one), len(other))


def test_short_words_must_be_right():
    assert (mistakes_allowed("geld"), mistakes_allowed("stage"), mistakes_allowed("depressie")) == (0, 1, 2)
    assert not nearly("held", "geld")
    assert not nearly("bange", "lange")  # the first letter
    assert nearly("stgae", "stage")


GOOD = (
    '[danger]\nlines = ["113"]\nnl = ["dood"]\nen = ["die"]\n[topics.money]\nnl = ["geld"]\nen = ["money"]\n'
)


def test_the_words_of_thuis_cover_every_topic_and_kind():
    found = load_everyday((CONTENT / "support" / "words.toml").read_text(encoding="utf-8"))
    known = {entry.meaning for entry in found.topics}
    kinds = load_kinds((CONTENT / "support" / "kinds.toml").read_text(encoding="utf-8"))
    assert check_everyday(found, topics=known, kinds=kinds, lines={"113": 1, "112": 1}) == []


def test_what_is_missing_or_too_much_is_named_with_a_cure():
    found = load_everyday(GOOD + '[kinds.dean]\nnl = ["decaan"]\nen = []\n')
    problems = check_everyday(found, topics=["money", "rest"], kinds=["coach"], lines={"112": 1})
    assert problems == [
        'words: topic "rest" has no words in nl; add some',
        'words: topic "rest" has no words in en; add some',
        'words: kind "dean" does not exist; choose one of coach',
        'words: kind "coach" has no words in nl; add some',
        'words: kind "coach" has no words in en; add some',
        'words, danger: line "113" does not exist; choose one of 112',
    ]


@pytest.mark.parametrize(
    ("load", "source"),
    [
        (load_everyday, GOOD + '[kinds.dean]\nnl = ["!!"]\nen = ["dean"]\n'),
        (load_everyday, GOOD + "[kinds.dean]\nde = []\n"),
        (load_kinds, '[dean]\ntitle = { nl = "Decaan", en = "Dean" }\n'),
    ],
)
def test_a_mistake_in_a_file_stops_it(load, source):
    with pytest.raises(ContentError):
        load(source)
