"""The rules of a release: what stands in content, and what nobody can lower."""

import tomllib
from pathlib import Path

import pytest

from thuis.core.disclosure.rules import rules_from
from thuis.core.errors import ContentError

CONTENT = Path(__file__).resolve().parents[3] / "src" / "thuis" / "content" / "disclosure.toml"
LEAST = {
    "dimensions": {"programme": "unit", "study_year": "filter", "form": "filter"},
    "measures": {"s": {"kind": "scale"}},
}


def stated():
    return {**LEAST, **tomllib.loads(CONTENT.read_text())}


def test_the_values_of_the_content_are_those_of_the_code():
    given, built_in = rules_from(stated()), rules_from(LEAST)
    for part in ("thresholds", "noise", "audit", "lattice"):
        assert getattr(given, part) == getattr(built_in, part)


@pytest.mark.parametrize(
    ("part", "key", "lower"),
    [
        ("thresholds", "mean", 9),
        ("thresholds", "share", 19),
        ("thresholds", "sensitive", 10),
        ("thresholds", "band", 2),
        ("noise", "of_range", 0.2),
        ("noise", "of_spread", 1.0),
        ("noise", "count", 0),
        ("audit", "claim", 0.1),
        ("audit", "lone", 0.7),
        ("audit", "group", 5),
        ("audit", "colluders", 0),
    ],
)
def test_no_number_can_go_down(part, key, lower):
    changed = stated()
    changed[part] = {**changed[part], key: lower}
    with pytest.raises(ContentError, match=f"{part}.{key}"):
        rules_from(changed)


def test_dimensions_and_measures_may_be_lists_as_well():
    listed = {
        "dimensions": [{"name": "programme", "kind": "unit"}],
        "measures": [{"name": "s", "kind": "item", "range": [1, 5]}],
    }
    rules = rules_from(listed)
    assert rules.units == ("programme",)
    assert rules.measures[0].options == (1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"dance": {}}, "dance: unknown; use one of"),
        ({"dimensions": {}}, "dimensions: missing; give at least one"),
        ({"measures": {}}, "measures: missing; give at least one"),
        ({"audit": {"clam": 0.2}}, "audit.clam: unknown; use one of"),
        ({"wording": {"2025": "5f2b"}}, "wording: a table per round"),
        ({"lattice": {"two_filters_at": ["tower"]}}, "two_filters_at: tower is no unit"),
        ({"measures": {"i": {"kind": "item", "range": [1, 5], "part_of": "s"}}}, "part_of: s is no scale"),
    ],
)
def test_what_nobody_knows_or_is_not_there_is_named(changed, says):
    with pytest.raises(ContentError, match=says):
        rules_from({**LEAST, **changed})


@pytest.mark.parametrize("name", ["a+b", "institution", "panel"])
def test_a_dimension_cannot_have_a_name_with_a_meaning(name):
    with pytest.raises(ContentError, match="this name is taken"):
        rules_from({**LEAST, "dimensions": {name: "unit"}})


CHOICE = {"kind": "choice", "options": ["rest", "money"], "sensitive": True}
WHOLE = {"kind": "composite", "of": ["s", "t"], "weights": [2, -1]}


def with_measures(**more):
    two = {"s": {"kind": "scale"}, "t": {"kind": "item", "range": [1, 5]}}
    return rules_from({**LEAST, "measures": {**two, **more}})


def test_a_choice_and_a_composite_are_measures_too():
    choice, whole = with_measures(c=CHOICE, w=WHOLE).measures[2:]
    assert (choice.choices, choice.columns, choice.sensitive) == (
        ("rest", "money"), ("c:rest", "c:money"), True,
    )  # fmt: skip
    assert (whole.of, whole.weights, whole.columns, whole.high) == (("s", "t"), (2.0, -1.0), (), 100.0)


@pytest.mark.parametrize(
    ("measure", "says"),
    [
        ({**CHOICE, "options": []}, "name each option once"),
        ({**CHOICE, "options": ["rest", "rest"]}, "name each option once"),
        ({**CHOICE, "options": ["a:b"]}, "must be a text without"),
        ({**CHOICE, "options": [1, 2]}, "must be a text without"),
        ({**CHOICE, "range": [0, 1]}, "range: unknown"),
        ({**WHOLE, "of": []}, "name each component once"),
        ({**WHOLE, "of": ["s", "s"]}, "name each component once"),
        ({**WHOLE, "weights": [1]}, "one number for each"),
        ({**WHOLE, "weights": [1, 0]}, "none of them 0"),
        ({**WHOLE, "of": ["s", "u"]}, "u is no scale and no item"),
        ({**WHOLE, "of": ["s", "x"]}, "x is no scale and no item"),
        ({"kind": "dance"}, "kind must be scale, item, choice, composite"),
    ],
)
def test_a_mistake_in_a_choice_or_composite_is_named(measure, says):
    with pytest.raises(ContentError, match=says):
        with_measures(x=measure)


def test_two_measures_cannot_share_a_column():
    listed = [{"name": "s", "kind": "scale"}, {"name": "s", "kind": "item", "range": [1, 5]}]
    with pytest.raises(ContentError, match="s stands there twice"):
        rules_from({**LEAST, "measures": listed})
