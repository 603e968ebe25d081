"""What stands in the way of showing content about approaches: each mistake is found and named."""

from dataclasses import replace
from datetime import date

import pytest

from thuis.core.elements.check import (
    check_concepts,
    check_elements,
    check_library,
    check_recommendations,
)
from thuis.core.elements.load import load_concepts, load_elements
from thuis.core.elements.model import WORDS, Approach, Concept, Element, LibraryEntry, Recommendation
from thuis.core.errors import ContentError
from thuis.core.texts import Text

SHORT = Text("Kort.", "Short.")
SEED = "seed 000"
ELEMENT = Element(1, "names", "education", "both", (), SHORT, SHORT, SHORT, SHORT, "seed 000 §3")
APPROACH = Approach(
    ("names",),
    ("mbo",),
    ("all",),
    1,
    0,
    1,
    "none",
    "full",
    "2026-11",
    "seed 000",
    dict.fromkeys(WORDS, SHORT),
)


def in_library(**changed):
    found = check_library([LibraryEntry("one", date(2027, 6, 1), replace(APPROACH, **changed))], [ELEMENT])
    return [words for words in found if not words.startswith("library:")]


def test_sixteen_elements_on_their_levels_are_asked_for():
    assert "elements: 1 on level education; there are 5" in check_elements([ELEMENT])


def test_a_whole_approach_has_no_problem_and_one_is_too_few():
    assert in_library() == []
    assert check_library([], []) == ["library: 0 approaches; there are at least 24"]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"elements": ()}, "has no element"),
        ({"elements": ("other",)}, 'element "other" does not exist'),
        ({"sectors": ("vwo",)}, 'sector "vwo" does not exist'),
        ({"audience": ()}, "has no audience"),
        ({"effort": 4}, "effort must be one of"),
        ({"evidence": 5}, "evidence must be one of"),
        ({"evaluated": "maybe"}, "evaluated: none"),
        ({"digital": "maybe"}, "digital: full"),
        ({"started": "november"}, "started must be a month"),
        ({"source": "a friend"}, "names no seed"),
        ({"texts": {"title": Text("Kort.", "")}}, "has no en text"),
        ({"texts": {"title": Text("Dit is bewezen.", "Short.")}}, 'says "bewezen"'),
        ({"texts": {"title": Text("Kort.", "It leads to rest.")}}, 'says "leads to"'),
        ({"texts": {"title": Text("een " * 16, "Short.")}}, "16 words a sentence"),
    ],
)
def test_every_gap_in_the_frame_is_named(changed, told):
    assert any(told in words for words in in_library(**changed))


def test_recommendations_are_eleven_about_elements_that_exist():
    one = Recommendation("names", SHORT, SHORT, SHORT, SHORT, ("nothing",))
    found = check_recommendations([one], [ELEMENT])
    assert found == [
        "recommendations: 1; there are 11",
        'recommendation names: element "nothing" does not exist',
    ]


def test_a_concept_points_to_concepts_and_drawings_that_exist():
    one = Concept("home", SHORT, SHORT, ("nowhere",), "nothing", "docs/adr/0030")
    assert check_concepts([one]) == [
        'concept home: concept "nowhere" does not exist',
        'concept home: drawing "nothing" does not exist',
    ]
    assert check_concepts([replace(one, see=(), model="")] * 2)[0].startswith("concept home: stands")


def test_reading_names_every_mistake_with_its_cure():
    with pytest.raises(ContentError) as caught:
        load_elements('[[elements]]\nkey = "a"\nlevel = "sky"\ncolour = 1')
    told = caught.value.problems
    assert 'elements, elements "a": level is "sky"; choose one of education, extracurricular, policy' in told
    assert 'elements, elements "a": unknown key "colour"; remove it or correct the spelling' in told


def test_concepts_need_no_drawing_and_no_other_concept():
    (one,) = load_concepts(
        '[[concepts]]\nkey = "a"\nname = { nl = "a", en = "a" }\n'
        'meaning = { nl = "a", en = "a" }\nsource = "s"'
    )
    assert (one.see, one.model) == ((), "")
