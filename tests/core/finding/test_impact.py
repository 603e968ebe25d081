"""Four rings: no count without a story, no story without a number of people, and small counts as such."""

from datetime import date
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as some

from thuis.core.errors import InvalidInput, WrongState
from thuis.core.finding.impact import (
    HEIGHT,
    Effect,
    Fewer,
    Impact,
    Quality,
    Reach,
    ToldStory,
    Weights,
    spread_of,
    told,
    told_together,
    topics_told,
)
from thuis.core.finding.ripple import HIGH, LETTERS, LINES, WIDE, drawn, in_order, wrapped

STORY = ToldStory("Het begon met soep.", "nl", date(2026, 5, 1), False, Weights(20, 30, 50), "Om de soep.")
REACH = Reach({"talk": 20}, {}, 0, 0)


def impact(**changes):
    values = {
        "first": date(2026, 1, 1),
        "last": date(2026, 12, 31),
        "reach": REACH,
        "quality": Quality(0, 0, 0),
        "stories": (STORY,),
        "stories_told": 1,
        "effects": (),
    }
    return Impact(**{**values, **changes})


def test_a_report_needs_a_story_and_a_count():
    assert impact().stories == (STORY,)
    with pytest.raises(WrongState) as refused:
        impact(stories=())
    assert refused.value.key == "impact-needs-story"
    for change in (
        {"reach": Reach({}, {}, 0, 0)},
        {"reach": Reach({"talk": 0}, {}, 0, 3)},
        {"stories_told": 0},
    ):
        with pytest.raises(WrongState) as refused:
            impact(**change)
        assert refused.value.key == "impact-needs-count"


@pytest.mark.parametrize(("number", "count"), [(0, Fewer(10)), (9, Fewer(10)), (10, 10), (126, 126)])
def test_counts_below_ten_are_told_as_such(number, count):
    assert told(number) == count


@given(some.lists(some.integers(0, 60)), some.integers(0, 9))
def test_a_total_says_nothing_of_a_part_that_is_not_told(parts, hidden):
    assert told_together([*parts, hidden]) == told_together(parts)


def test_a_total_adds_up_what_is_told():
    assert told_together([12, 40, 9]) == 52
    assert told_together([9, 9]) == Fewer()


def test_topics_stand_in_order_with_what_is_not_told_last():
    assert topics_told({"a": 3, "b": 12, "c": 40, "d": 0}) == [("c", 40), ("b", 12), ("a", Fewer())]


@pytest.mark.parametrize("parts", [(0, 0, 0), (50, 50, 50), (-10, 60, 50), (33, 33, 33)])
def test_three_parts_make_a_hundred(parts):
    with pytest.raises(InvalidInput):
        Weights(*parts)


@given(some.integers(0, 100), some.integers(0, 100))
def test_a_story_lies_nearest_to_the_corner_with_most_points(one, other):
    low, high = sorted((one, other))
    weights = Weights(low, high - low, 100 - high)
    corners = {"heard": (0, HEIGHT), "way": (0.5, 0), "belong": (1, HEIGHT)}
    nearness = {name: dist(weights.point, corner) for name, corner in corners.items()}
    most = max(corners, key=lambda name: getattr(weights, name))
    assert nearness[most] == pytest.approx(min(nearness.values()), abs=1e-3)


def test_a_corner_is_a_hundred_and_stories_without_a_place_are_left_out():
    assert [Weights(*parts).point for parts in ((100, 0, 0), (0, 100, 0), (0, 0, 100))] == [
        (0, round(HEIGHT, 4)),
        (0.5, 0),
        (1, round(HEIGHT, 4)),
    ]
    open_one = ToldStory("", "nl", date(2026, 1, 1), False, None, "")
    assert spread_of([STORY, open_one]) == [STORY.weights]


def test_quality_is_told_from_ten_answers_on_in_tens():
    assert not Quality(7, 1, 1).told
    many = Quality(41, 5, 4)
    assert (many.told, many.share(many.yes), many.share(many.no)) == (True, 80, 10)


# --- the ripple map ----------------------------------------------------------------------------------------

TREE = (Effect(1, "soep", None), Effect(2, "namen", 1), Effect(3, "koken", 1), Effect(4, "groepjes", 2))


def test_every_effect_comes_right_after_what_it_followed():
    assert [(one.number, depth) for one, depth in in_order(TREE)] == [(1, 0), (2, 1), (4, 2), (3, 1)]
    assert [depth for _one, depth in in_order(TREE[1:])] == [0, 1, 0]  # what it followed is not shown


@given(some.lists(some.integers(0, 8), max_size=9))
def test_boxes_never_lie_on_each_other_and_all_fit(parents):
    effects = [Effect(number, f"effect {number}", parent or None) for number, parent in enumerate(parents, 1)]
    effects = [
        one if (one.after or 0) < one.number else Effect(one.number, one.words, None) for one in effects
    ]
    drawing = drawn(effects)
    places = {(box.x, box.y) for box in drawing.boxes}
    assert len(places) == len(effects) == len(drawing.boxes)
    assert len(drawing.paths) == sum(one.after is not None for one in effects)
    assert all(box.x + WIDE <= drawing.width and box.y + HIGH <= drawing.height for box in drawing.boxes)


@given(some.text("abc ", max_size=120))
def test_words_fit_in_their_box(words):
    lines = wrapped(words)
    assert len(lines) <= LINES
    assert all(len(line) <= LETTERS for line in lines)
