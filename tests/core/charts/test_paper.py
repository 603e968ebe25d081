"""What a picture shows of each kind of chart, at the places where it matters."""

from dataclasses import replace

import pytest

from tests.core.charts.picture import SVG, Picture
from tests.core.charts.samples import (
    KINDS,
    LABELS,
    SHARE,
    bars,
    dots,
    lines,
    number_with,
    quadrant,
    shares,
    told,
)
from thuis.core.charts.model import BarRow, Bars, DotRow, Dots, Hidden, Line, Lines, Scale, Tile, Told
from thuis.core.charts.paper import drawn
from thuis.core.charts.paper.ink import SUBJECTS, n
from thuis.core.charts.paper.ramp import RAMP, on, shades

EN = LABELS["en"]
LONG = "I dare to ask a lecturer for help when I do not understand what is expected of me"


def seen(chart, width=720, labels=EN):
    picture = Picture(drawn(chart, labels, width))
    assert picture.overlapping() == []
    assert picture.outside() == []
    return picture


def row(point, **more):
    return DotRow("Social Work", point, **more)


# --- every kind ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [340, 720])
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_can_stand_alone(kind, width):
    chart = KINDS[kind]("nl")
    picture = seen(chart, width, LABELS["nl"])
    assert picture.root.find(SVG + "title").text == chart.title
    assert picture.root.get("role") == "img"
    assert " ".join(picture.said()).startswith(" ".join(chart.title.split()))
    assert picture.said()[-1] == "Social Work · ronde maart 2026"
    assert len(picture.all("rect")) > 0


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_hidden_is_hatched_with_its_reason(kind):
    picture = seen(KINDS[kind]())
    assert any(rect.get("fill") == "url(#thuis-hatch)" for rect in picture.all("rect"))
    said = " ".join(picture.said())
    assert "Fewer than 10 answers." in said or "Not shown apart" in said


def test_without_anything_hidden_there_is_no_hatching():
    assert "thuis-hatch" not in drawn(Dots("?", "", "", (row(told(5)),)), EN)


def test_words_say_the_figure_in_the_language_of_the_reader():
    said = Picture(drawn(dots("nl"), LABELS["nl"])).root.find(SVG + "desc").text
    assert said.startswith(
        "Nursing: 58,4 (56,2–60,6), ongeveer gelijk. Social Work: 66,0 (64,0–68,0), hoger."
    )
    assert "Pedagogy: minder dan 10,0." in said
    assert "Physiotherapy: niet getoond (Minder dan 10 antwoorden). De Brug: 62,0." in said


def test_signs_that_xml_cannot_hold_become_spaces():
    chart = replace(dots(), title="a\x00b\x1fc\ufffe & <d>")
    assert Picture(drawn(chart, EN)).root.find(SVG + "title").text == "a b c  & <d>"


def test_a_picture_without_title_and_footer_begins_at_once():
    picture = seen(replace(dots(), title=""), 720, replace(EN, footer=()))
    assert "De Brug 62.0" in picture.said()
    assert picture.height < seen(dots()).height


def test_lengths_have_one_decimal_and_no_minus_zero():
    assert [n(value) for value in (12.0, 0.04, -0.04, 3.14159, 1234567.89)] == [
        "12",
        "0",
        "0",
        "3.1",
        "1234567.9",
    ]


# --- dots ------------------------------------------------------------------------------------------------


def test_only_the_row_of_the_page_has_the_colour_of_its_subject():
    svg = drawn(dots(), EN)
    assert svg.count(f'fill="{SUBJECTS["belonging"]}"') == 1
    assert ">Social Work</text>" in svg


@pytest.mark.parametrize(
    ("subject", "shape"),
    [("wellbeing", "circle"), ("participation", "polygon"), ("inclusion", "polygon"), ("", "circle")],
)
def test_each_subject_has_its_own_shape(subject, shape):
    chart = Dots("?", "", "", (row(told(50), mine=True),), subject=subject)
    assert len(seen(chart).all(shape)) == 1
    squares = Picture(drawn(replace(chart, subject="belonging"), EN)).all("rect")
    assert [one.get("width") for one in squares] == ["720", "9"]


def test_a_band_has_a_line_and_no_dot():
    picture = seen(Dots("?", "", "", (row(Told(None, 0, 10, 20)),), Scale(unit="%")))
    assert picture.marks() == []
    assert "less than 10%" in picture.said()
    (stroke,) = [line for line in picture.all("line") if line.get("stroke-width") == "2"]
    grid = sorted(float(line.get("x1")) for line in picture.all("line") if line is not stroke)
    share = (float(stroke.get("x2")) - grid[0]) / (grid[-1] - grid[0])
    assert share == pytest.approx(0.1, abs=0.001)


def test_bands_say_from_which_side_they_are_known():
    rows = (row(Told(None, 90, 100, 20)), row(Told(None, 20, 30, 20)), row(Told(None, 20, 20, 20)))
    assert {"more than 90", "20–30", "20"} <= set(seen(Dots("?", "", "", rows)).said())


def test_a_reference_that_differs_is_named_and_one_for_all_has_its_figure():
    one = dots()
    assert "De Brug 62.0" in seen(one).said()
    other = replace(one, rows=(*one.rows, row(told(40), usual=50)))
    assert "grey: De Brug" in seen(other).said()
    nameless = seen(replace(other, reference="")).said()
    assert not any("grey" in words for words in nameless)
    assert not any(words.startswith("De Brug") for words in seen(replace(one, reference="")).said())


def test_a_name_for_a_reference_that_no_row_has_is_left_out():
    chart = Dots("?", "", "", (row(told(50)),), reference="De Brug")
    assert not any("De Brug" in words for words in seen(chart).said())


def test_a_long_name_of_a_reference_ends_before_its_figure():
    chart = replace(dots(), reference=f"{LONG} {LONG}")
    (words,) = [words for words in seen(chart, 340).said() if words.endswith("62.0")]
    assert words.endswith("… 62.0")


@pytest.mark.parametrize(
    ("scale", "count"),
    [(Scale(), 5), (Scale(0, 1, " of the students", 0), 3), (Scale(0, 1, " of the students here"), 2)],
)
def test_numbers_of_the_scale_step_back_where_they_would_touch(scale, count):
    picture = seen(Dots("?", "", "", (row(Hidden("few")),), scale), 340)
    assert len([words for words in picture.said() if words[0].isdigit()]) == count


def test_a_scale_with_very_long_numbers_has_one_or_none():
    def long(times):
        scale = Scale(0, 1, " of all the students" * times)
        return len(seen(Dots("?", "", "", (row(Hidden("few")),), scale, ""), 340).said())

    assert long(2) - long(4) == 1


def test_where_the_interval_does_not_fit_it_stands_below():
    scale = Scale(0, 100, " of 100 points")
    said = seen(Dots("?", "", "", (row(told(50)),), scale), 340).said()
    assert "50 of 100 points" in said
    assert any(words.startswith("(47–53") for words in said)


def test_a_figure_outside_the_scale_stands_at_its_end():
    picture = seen(Dots("?", "", "", (row(Told(150, -50, 200, 9), usual=130),), Scale()))
    (dot,) = picture.all("circle")
    assert float(dot.get("cx")) == max(float(line.get("x1")) for line in picture.all("line"))


def test_forty_rows_and_long_labels_do_not_touch():
    rows = tuple(
        DotRow(LONG if place % 2 else f"Programme {place}", told(place), 50, place == 3, LONG * (place == 5))
        for place in range(40)
    )
    chart = Dots(LONG, LONG, LONG, rows, Scale(), LONG, "wellbeing")
    assert seen(chart, 340).height > seen(chart, 720).height


# --- bars ------------------------------------------------------------------------------------------------


def test_numbers_stand_inside_from_eight_percent():
    chart = Bars("?", "", ("no", "yes"), (BarRow("All", shares(7, 93)), BarRow("Most", shares(8, 92))))
    assert [one for one in seen(chart).said() if one in ("7", "8", "92", "93")] == ["93", "8", "92"]


def test_sums_stand_at_both_ends_and_a_band_keeps_them_apart():
    said = seen(bars()).said()
    assert {"15%", "68%", "less than 10%", "75%"} <= set(said)
    five = Bars("?", "", tuple("abcde"), (BarRow("All", shares(None, 10, 20, 30, 35)),))
    assert {"10–20%", "65%"} <= set(seen(five).said())
    assert "15%" not in seen(five).said()


def test_a_large_band_says_so_inside():
    chart = Bars("?", "", ("no", "yes"), (BarRow("All", (Told(0.05, 0, 0.1, 9), Told(None, 0.9, 1, 20))),))
    assert seen(chart).said().count("more than 90%") == 2


def test_sides_are_named_with_arrows_as_strokes():
    picture = seen(bars())
    assert {"disagree", "agree"} <= set(picture.said())
    assert len(picture.all("path")) == 2 + 1  # and the sign of the hidden row
    assert not any("→" in words or "←" in words for words in picture.said())
    quiet = seen(replace(bars(), less="", more=""))
    assert len(quiet.all("path")) == 1


def test_without_an_order_bars_start_together_and_have_no_sums():
    rows = (BarRow("Social Work", shares(40, 60)), BarRow("Nursing", shares(10, 90)))
    picture = seen(Bars("?", "", ("train", "bike"), rows, ordered=False))
    starts = [rect.get("x") for rect in picture.all("rect") if rect.get("height") == "24"]
    assert starts[0] == starts[2]
    assert "40%" not in picture.said()


def test_a_chart_with_nothing_told_still_has_its_key():
    chart = Bars("?", "", ("no", "yes"), (BarRow("All", Hidden("Too few.")),))
    assert {"Too few.", "no", "yes"} <= set(seen(chart, 340).said())


def test_answers_without_any_students_draw_nothing():
    picture = seen(Bars("?", "", ("no", "yes"), (BarRow("All", shares(0, 0)),)))
    assert not [rect for rect in picture.all("rect") if rect.get("height") == "24"]


def test_one_answer_has_no_sides_and_so_no_sums():
    said = seen(Bars("?", "", ("yes",), (BarRow("All", shares(90)),))).said()
    assert "90" in said
    assert "90%" not in said


def test_a_key_with_long_answers_takes_more_lines():
    picture = seen(Bars("?", "", (LONG, "in between", LONG), (BarRow("All", shares(20, 30, 50)),)), 340)
    key = [words for words in picture.texts if words.text.startswith("I dare") or words.text == "in between"]
    assert len({words.top for words in key}) == 3


@pytest.mark.parametrize("count", range(2, 12))
def test_shades_are_all_different_and_the_pale_middle_is_for_odd_counts(count):
    found = shades(count)
    assert len(set(found)) == count
    assert (RAMP[2] in found) == (count % 2 == 1)
    assert (found[0], found[-1]) == (RAMP[0], RAMP[4])


def test_five_answers_have_the_five_shades_and_four_leave_out_the_middle():
    assert shades(5) == RAMP
    assert shades(4) == (*RAMP[:2], *RAMP[3:])
    assert shades(1) == (RAMP[2],)
    assert shades(0) == ()


def test_numbers_are_white_on_dark_and_dark_on_pale():
    assert [on(shade) for shade in RAMP] == ["#FFFFFF", "#16202E", "#16202E", "#16202E", "#FFFFFF"]


# --- lines -----------------------------------------------------------------------------------------------


def test_a_hidden_round_is_a_gap_in_the_line():
    picture = seen(lines())
    own = [one for one in picture.all("polyline") if one.get("stroke-width") == "2.25"]
    assert [len(one.get("points").split()) for one in own] == [2, 4]
    assert "With lecturers, 2024: Fewer than 10 answers." in picture.said()


def test_a_panel_without_any_figure_says_why():
    gap = Hidden("Too few.")
    chart = replace(lines(), panels=(Line("Nothing", (gap,) * 4), lines().panels[1]))
    picture = seen(chart)
    assert "Too few." in picture.said()
    assert not any("2023:" in words for words in picture.said())


def test_the_same_gap_in_all_panels_is_named_once():
    gap = (Hidden("Too few."), told(60), told(60), told(60))
    chart = replace(lines(), panels=(Line("One", gap), Line("Two", gap)))
    assert "2023: Too few." in seen(chart).said()


def test_a_single_figure_between_gaps_is_a_dot_with_its_interval():
    gap = Hidden("Too few.")
    points = (gap, told(60), gap, Told(None, 50, 60, 10))
    usual = (gap, told(55), gap, gap)
    picture = seen(replace(lines(), panels=(Line("One", points, usual),)))
    assert picture.all("polyline") == []
    assert len(picture.all("circle")) == 2
    assert len([one for one in picture.all("line") if one.get("stroke-width") == "2"]) == 2
    assert "50–60" in picture.said()


@pytest.mark.parametrize(("own", "other"), [(60, 60), (60, 61), (80, 80), (40, 40), (41, 40), (79, 80)])
def test_words_at_the_end_of_lines_never_touch(own, other):
    chart = Lines("?", ("2025", "2026"), (Line("", (told(own),) * 2, (told(other),) * 2),), "", "De Brug")
    picture = seen(replace(chart, window=(40, 80)))
    assert {str(own), f"De Brug {other}"} <= set(picture.said())


def test_a_reference_without_room_for_its_name_is_named_below():
    chart = replace(lines(), reference=LONG)
    picture = seen(chart)
    assert any(words.startswith("grey: I dare") for words in picture.said())
    assert any(words.endswith("… 58") for words in picture.said())
    tight = seen(replace(chart, scale=Scale(unit=" points of a hundred")))
    assert any(words.startswith("58 points") for words in tight.said())


def test_a_reference_that_ends_early_is_named_below():
    usual = (told(56), told(56), told(57), Hidden("Too few."))
    chart = replace(lines(), panels=(Line("One", (told(50),) * 4, usual),))
    assert "grey: De Brug" in seen(chart).said()


def test_a_small_panel_names_only_the_ends_of_its_axes():
    chart = Lines("?", ("2023", "2024", "2025"), (Line("", (told(60),) * 3),), small=True)
    said = seen(chart, 720).said()
    assert {"2023", "2025"} <= set(said)
    assert not {"2024", "0", "50", "100"} & set(said)


def test_one_round_and_long_names_of_rounds_fit():
    assert "2026" in seen(Lines("?", ("2026",), (Line("", (told(60),)),)), 340).said()
    usual = (told(20),) * 3
    chart = Lines("?", (LONG, LONG, LONG), (Line("", (told(60),) * 3, usual),), "", f"De Brug {LONG}")
    assert sum(words.startswith("I dare") for words in seen(chart, 340).said()) == 2


# --- quadrant --------------------------------------------------------------------------------------------


def test_each_tile_says_where_it_stands():
    said = seen(quadrant()).said()
    assert said.index("much interest · fresh") < said.index("little interest · tired")
    assert {"42%", "(38–47%)", "less than 10%"} <= set(said)


def test_who_stands_where_the_four_meet_has_a_tile_of_its_own():
    chart = replace(quadrant(), between=Tile("Close to a border", "", Told(0.2, 0.15, 0.25, 30)))
    picture = seen(chart, 340)
    assert {"Close to a border", "20%", "(15–25%)"} <= set(picture.said())
    assert len(picture.all("circle")) == len(seen(quadrant(), 340).all("circle")) + 1


def test_a_tile_without_room_keeps_its_figure_and_its_interval():
    long = replace(EN, number=lambda value, scale: f"{number_with('.')(value, scale)}.00000000000")
    chart = replace(quadrant(), across=("", ""), down=("", ""))
    said = seen(chart, 340, long).said()
    assert "42.00000000000%" in said
    assert any(words.startswith("(38.0000") for words in said)


def test_a_share_outside_the_scale_stays_on_its_line():
    tile = Tile("All", "", Told(1.02, 0.9, 1.1, 10))
    picture = seen(replace(quadrant(), tiles=(tile,) * 4), 340)
    assert len(picture.all("circle")) == 4
    assert SHARE.high == 1
