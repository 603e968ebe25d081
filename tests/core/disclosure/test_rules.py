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


@pytest.mark.parametrize("name", ["a+b", "institution", "panel"])
def test_a_dimension_cannot_have_a_name_with_a_meaning(name):
    with pytest.raises(ContentError, match="this name is taken"):
        rules_from({**LEAST, "dimensions": {name: "unit"}})
