"""A class in which everybody says the same tells nothing sensitive."""

from hypothesis import given
from hypothesis import strategies as st

from thuis.core.research.diversity import Diversity, diverse
from thuis.core.research.model import NOT_ANSWERED, RATHER_NOT, REMOVED, Variable, is_missing
from thuis.core.texts import Text

WORDS = Text("x", "x")
ITEM = Variable("MOO01", WORDS, "code", sensitive=True, with_it=("mood", "elsewhere"))
OTHER = Variable("MOO02", WORDS, "code", sensitive=True, with_it=("mood",))
SCALE = Variable("mood", WORDS, "number", sensitive=True, with_it=("MOO01", "MOO02"))
PLAIN = Variable("SOC01", WORDS, "code")
values = st.sampled_from([1, 2, NOT_ANSWERED, RATHER_NOT])
rows = st.lists(st.tuples(st.integers(0, 3), values, values, values, values), max_size=30)


@given(rows)
def test_no_class_agrees_on_a_sensitive_answer(found):
    classes = [row[0] for row in found]
    names = ("MOO01", "MOO02", "mood", "SOC01")
    columns = {name: [row[place] for row in found] for place, name in enumerate(names, start=1)}
    made, told = diverse(columns, classes, (ITEM, OTHER, SCALE, PLAIN))
    for name in names[:3]:
        for number in set(classes):
            said = {
                v for v, one in zip(made[name], classes, strict=True) if one == number and not is_missing(v)
            }
            assert len(said) != 1
    assert made["SOC01"] == columns["SOC01"]
    assert [one.name for one in told] == ["MOO01", "MOO02", "mood"]
    assert [one.removed for one in told] == [made[name].count(REMOVED) for name in names[:3]]


def test_what_would_tell_it_goes_with_it():
    columns = {"MOO01": [3, 3, RATHER_NOT], "MOO02": [1, 2, 3], "mood": [50.0, 62.5, 40.0]}
    made, told = diverse(columns, [0, 0, 0], (ITEM, OTHER, SCALE))
    assert made == {"MOO01": [REMOVED, REMOVED, RATHER_NOT], "MOO02": [1, 2, 3], "mood": [REMOVED] * 3}
    assert told[0] == Diversity("MOO01", 1, 1, 2)
    assert told[2] == Diversity("mood", 3, 0, 3)


def test_a_scale_that_all_share_takes_its_items_along():
    columns = {"MOO01": [1, 2], "MOO02": [2, 1], "mood": [50.0, 50.0]}
    made, _ = diverse(columns, [0, 0], (ITEM, OTHER, SCALE))
    assert made == {name: [REMOVED] * 2 for name in columns}


def test_a_question_that_nobody_answered_is_no_failure():
    made, told = diverse({"MOO01": [NOT_ANSWERED] * 2}, [0, 0], (ITEM,))
    assert made == {"MOO01": [NOT_ANSWERED] * 2}
    assert told == (Diversity("MOO01", 0, 0, 0),)
