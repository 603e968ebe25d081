"""The help matrix of the institution."""

import pytest

from tests.core.content import OFFERS
from thuis.core.errors import ContentError
from thuis.core.questionnaire.offers import expand_help
from thuis.core.texts import Text
from thuis.foundation.texts.content import core_modules

CORE = core_modules()[0]


def test_every_offer_gets_its_two_questions():
    items = {item.code: item for item in expand_help(CORE, OFFERS).items}
    assert items["HELP_buddy"].text == Text("Ken je dit: Een buddy?", "Do you know this: A buddy?")
    assert items["HELPX_house"].text.en == "How did this help you: Student House?"
    assert items["HELPX_house"].show_if == "HELP_house == 2"
    assert "HELP" not in items


def test_a_hyphen_becomes_an_underscore():
    assert "HELP_peer_coach" in [
        item.code for item in expand_help(CORE, [("peer-coach", OFFERS[0][1])]).items
    ]


def test_a_name_with_braces_stays_as_it_is():
    items = expand_help(CORE, [("odd", Text("{huis}", "{0}"))]).items
    assert "Ken je dit: {huis}?" in [item.text.nl for item in items]


def test_without_offers_the_page_about_experience_vanishes():
    assert "helped" not in [page.key for page in expand_help(CORE, []).pages]


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (["a b"], "use letters, digits"),
        (["x" * 41], "at most 40"),
        (["a-b", "a_b"], "stands in the list twice"),
    ],
)
def test_a_code_that_cannot_be_a_name_is_refused(codes, words):
    with pytest.raises(ContentError, match=words):
        expand_help(CORE, [(code, OFFERS[0][1]) for code in codes])
