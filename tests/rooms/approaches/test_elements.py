"""The sixteen elements: one drawing of links, a list that says the same, and a page each."""

import re

import pytest

from thuis.rooms.approaches.presenters.rings import parts, wrapped
from thuis.rooms.approaches.queries.content import elements

ENGLISH = {"Accept-Language": "en"}
pytestmark = pytest.mark.django_db


def test_every_element_is_a_link_in_the_drawing_and_in_the_list_in_reading_order(bram):
    page = bram.get("/approaches/elements/").content.decode()
    drawn = re.findall(r'<a href="/approaches/elements/([\w-]+)/" aria-label', page)
    listed = re.findall(r'<a href="/approaches/elements/([\w-]+)/">', page)
    assert drawn == listed == [one.key for one in elements()]


def test_every_element_has_its_page_that_says_who_named_it_and_claims_nothing(bram):
    for one in elements():
        page = bram.get(
            f"/approaches/elements/{one.key}/", headers={"Accept-Language": "en"}
        ).content.decode()
        assert one.meaning.in_("en") in page
        assert "Whether it works was not tested" in page


def test_only_elements_that_exist_have_a_page(bram):
    assert bram.get("/approaches/elements/nothing/").status_code == 404


def test_elements_are_for_colleagues(anonymous):
    assert anonymous.get("/approaches/elements/").status_code == 302


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_name_loses_a_word_or_runs_out_of_its_ring(language):
    for part in parts(elements(), language):
        assert " ".join(line.words for line in part.lines) == part.name
        assert len(part.lines) <= 3


def test_a_long_word_stands_alone():
    assert wrapped("a verylongword b", 5) == ("a", "verylongword", "b")


def test_a_source_is_one_that_a_reader_can_look_up(client):
    page = client.get("/approaches/elements/personal-attention/").content.decode()
    assert "seed 0" not in page
