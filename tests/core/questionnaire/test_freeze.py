"""A frozen questionnaire is exactly what was asked."""

import dataclasses
import json

from hypothesis import given
from hypothesis import strategies as st

from tests.core.content import small, whole
from thuis.core.questionnaire.freeze import fingerprint, from_json, to_json
from thuis.core.questionnaire.model import (
    Band,
    Item,
    Kind,
    Module,
    Option,
    Page,
    Questionnaire,
    Scale,
)
from thuis.core.texts import Text

words = st.text(max_size=8)
texts = st.builds(Text, words, words)
options = st.builds(Option, st.integers() | words, texts, st.booleans())
items = st.builds(
    Item, words, st.integers(), st.sampled_from(Kind), texts, st.lists(options, max_size=2).map(tuple),
    hint=st.none() | texts, show_if=words, sensitive=st.booleans(),
)  # fmt: skip
pages = st.builds(Page, words, words, texts, st.none() | texts, st.tuples(words))
scales = st.builds(
    Scale, words, texts, words, st.tuples(words), st.just(()), st.floats(0, 1),
    st.lists(st.builds(Band, words, st.floats(0, 100)), max_size=2).map(tuple),
)  # fmt: skip
modules = st.builds(
    Module, words, words, st.integers(), texts, texts, st.integers(), words, words,
    st.lists(items, max_size=2).map(tuple), st.lists(pages, max_size=2).map(tuple),
    st.lists(scales, max_size=2).map(tuple),
)  # fmt: skip
questionnaires = st.builds(Questionnaire, words, st.integers(), st.lists(modules, max_size=2).map(tuple))


@given(questionnaires)
def test_freezing_and_thawing_gives_the_same(questionnaire):
    assert from_json(to_json(questionnaire)) == questionnaire


def test_the_real_monitor_survives_freezing():
    questionnaire = whole()
    assert from_json(to_json(questionnaire)) == questionnaire
    assert to_json(from_json(to_json(questionnaire))) == to_json(questionnaire)


def test_the_text_is_sorted_and_compact():
    text = to_json(whole())
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def test_a_changed_letter_changes_the_fingerprint():
    one, other = (Questionnaire("q", 1, (small(*change),)) for change in ((), [("Ik las.", "Ik las!")]))
    assert fingerprint(one) != fingerprint(other)
    assert fingerprint(one) == fingerprint(Questionnaire("q", 1, (small(),)))
    assert len(fingerprint(one)) == 64


def test_what_equals_its_default_is_left_out_so_that_old_rounds_keep_their_fingerprint():
    plain = json.loads(to_json(Questionnaire("q", 1, (small(),))))["modules"][0]
    assert "show_if" not in plain
    assert "text_included" not in plain
    assert {"hint", "sensitive"} & plain["items"][0].keys() == set()
    assert dataclasses.fields(Module)[-1].name == "text_included"
