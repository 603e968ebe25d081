"""The gate: what a student did not agree to does not come through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuis.core.consent import CORE, EXTRA, LAYERS, YEARS, ConsentLayer, consented, has_agreed, said, without
from thuis.core.texts import Text

WORDS = Text("ja", "yes")
ASKED = [ConsentLayer(key, 1, WORDS, WORDS, WORDS) for key in LAYERS]
ROW = {"answers": {"WEL01": 4, "MOO01": 2}, "trail": "spoor", "programme": "SW"}
choices = st.frozensets(st.sampled_from(LAYERS))


def gate(row, layer):
    return list(consented([row], layer, extra_items={"MOO01"}))


@given(choices, st.sampled_from(LAYERS))
def test_a_row_comes_through_with_exactly_what_was_agreed(agreed, layer):
    row = {**ROW, "consents": said(ASKED, agreed)}
    expected = []
    if {CORE, layer} <= agreed:
        answers = ROW["answers"] if EXTRA in agreed else {"WEL01": 4}
        expected = [{**row, "answers": answers, "trail": "spoor" if YEARS in agreed else ""}]
    assert gate(row, layer) == expected


@given(choices, st.sampled_from(LAYERS), st.sampled_from(LAYERS))
def test_what_is_taken_back_is_gone_and_nothing_else(agreed, back, layer):
    consents = without(said(ASKED, agreed), back)
    assert has_agreed(consents, layer) == (layer in agreed and layer != back)
    assert consents[layer]["version"] == 1


@pytest.mark.parametrize("given", [None, 1, "yes", True, [1], {}, {"agreed": "yes"}, {"agreed": 1}])
def test_anything_but_a_plain_yes_is_no(given):
    assert not has_agreed({CORE: given}, CORE)
    assert gate({**ROW, "consents": {CORE: given}}, CORE) == []


def test_never_asked_is_no():
    assert gate({**ROW, "consents": {}}, CORE) == []
    assert without({}, YEARS) == {YEARS: {"version": 0, "agreed": False}}


def test_the_gate_changes_no_row_and_knows_its_layers():
    row = {**ROW, "consents": said(ASKED, {CORE})}
    gate(row, CORE)
    assert row["answers"] == ROW["answers"]
    with pytest.raises(ValueError, match="everything"):
        gate(row, "everything")
