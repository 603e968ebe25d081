"""A change is counted between the same words only."""

from dataclasses import replace

import pytest

from tests.core.disclosure.test_measures import WHOLE
from tests.core.disclosure.test_rules import LEAST, with_measures
from thuis.core.disclosure.measures import measures_of
from thuis.core.disclosure.rules import rules_from
from thuis.core.disclosure.wording import reworded, wording_of
from thuis.core.errors import ContentError
from thuis.core.texts import Text

MEASURES = measures_of([WHOLE])
FIRST = WHOLE.modules[0]


def with_item(code, **changed):
    items = tuple(replace(one, **changed) if one.code == code else one for one in FIRST.items)
    return replace(WHOLE, modules=(replace(FIRST, items=items), *WHOLE.modules[1:]))


def differ(other):
    one, two = wording_of(WHOLE, MEASURES), wording_of(other, MEASURES)
    return {name for name in one if one[name] != two[name]}


def test_every_measure_has_a_digest_and_the_same_words_have_the_same():
    assert wording_of(WHOLE, MEASURES).keys() == {one.name for one in MEASURES}
    assert differ(WHOLE) == set()
    assert wording_of(replace(WHOLE, modules=()), MEASURES) == {}


@pytest.mark.parametrize("text", [Text("Anders", "Other"), Text("Anders", FIRST.items[0].text.en)])
def test_other_words_in_one_language_are_enough(text):
    code = FIRST.items[0].code
    assert code in differ(with_item(code, text=text))


def test_other_options_or_other_items_are_other_words():
    item = next(one for one in FIRST.items if one.code == "PART01")
    assert differ(with_item("PART01", options=item.options[:-1])) == {"PART01"}
    scale = FIRST.scales[0]
    fewer = replace(FIRST, scales=(replace(scale, items=scale.items[1:]), *FIRST.scales[1:]))
    assert differ(replace(WHOLE, modules=(fewer, *WHOLE.modules[1:]))) == {scale.key}


def with_wording(now, then):
    item = {"kind": "item", "range": [1, 5], "part_of": "s"}
    whole = {"kind": "composite", "of": ["s", "t"], "weights": [2, -1]}
    return replace(with_measures(i=item, w=whole), wording={"2026": now, "2025": then})


def test_with_a_question_go_its_scale_and_what_is_made_of_it():
    rules = with_wording({"i": "a", "t": "c"}, {"i": "b", "t": "c"})
    assert reworded(rules, "2026", "2025") == {"i", "s", "w"}
    assert reworded(with_wording({"t": "a"}, {"t": "b"}), "2026", "2025") == {"t", "w"}


def test_words_that_only_one_round_declares_are_other_words_and_unknown_rounds_are_taken_as_alike():
    assert reworded(with_wording({"t": "a"}, {}), "2026", "2025") == {"t", "w"}
    assert reworded(with_wording({"t": "a"}, {"t": "b"}), "2027", "2026") == set()
    assert reworded(with_wording({"t": "a"}, {"t": "b"}), "2025", "2024") == set()


@pytest.mark.parametrize("wrong", [["a"], {"2025": "a"}])
def test_wording_is_a_table_per_round(wrong):
    with pytest.raises(ContentError, match="wording: a table per round"):
        rules_from({**LEAST, "wording": wrong})
    assert rules_from({**LEAST, "wording": {"2025": {"s": "a"}}}).wording == {"2025": {"s": "a"}}
