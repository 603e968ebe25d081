"""Titles for people: of a band all its options, and the plain name where nobody gave a title."""

import json

from tests.core.disclosure.test_measures import WHOLE
from thuis.core.disclosure.measures import measures_of
from thuis.core.disclosure.titles import Titles, titles_from, titles_of
from thuis.core.texts import Text

TITLES = titles_of([WHOLE], measures_of([WHOLE]))


def test_a_measure_has_the_title_of_its_scale_or_the_words_of_its_question():
    assert TITLES.measures.keys() == {one.name for one in measures_of([WHOLE])}
    assert TITLES.measure("WEL02") == next(one.text for one in WHOLE.modules[0].items if one.code == "WEL02")


def test_options_have_their_words_and_a_grade_the_words_of_its_ends():
    assert TITLES.option("PART01", "buddy").en == "Buddy or mentor"
    assert TITLES.option("WEL01", "0").en.startswith("0: ")
    assert TITLES.option("WEL01", "5").en == "5"
    assert TITLES.option("WEL02", "0 | 1").en.count(" | ") == 1


def test_without_titles_everything_is_called_by_its_name():
    none = Titles()
    assert none.measure("s") == Text("s", "s")
    assert none.kind("a+b").nl == "a + b"
    assert none.value("programme", "SW | PED").en == "SW | PED"


def test_titles_come_back_from_their_file_as_they_were():
    assert titles_from(json.loads(json.dumps(TITLES.plain()))) == TITLES


def test_newer_titles_stand_before_older_ones():
    old = Titles({"a": Text("oud", "old"), "b": Text("b", "b")}, values={"site": {"X": Text("x", "x")}})
    both = Titles({"a": Text("nieuw", "new")}, values={"site": {"Y": Text("y", "y")}}).before(old)
    assert (both.measure("a").en, both.measure("b").en) == ("new", "b")
    assert both.values["site"].keys() == {"X", "Y"}
