"""Everyday sentences reach fitting help. The first sixty are the promise; forty others were written before
any word was, to see whether the words were tuned to the first.

A fitting offer in the first three is an easy promise: the same three offers for every sentence would keep it,
because three kinds of De Brug together cover every topic. So the topic that is heard loudest is judged too.
"""

import pytest

from tests.core.finding.samples import offer, offers, sentences, vocabulary
from thuis.core.finding.ranking import Asked, chosen, listeners, ranked

FIRST, PROMISE = 3, 0.9
BOTH = pytest.mark.parametrize("sample", ["finder", "finder_more"])


def found(say, **asked):
    return [match.offer for match in ranked(offers(), vocabulary().heard(say), Asked(**asked))]


def fits(sentence):
    heard = vocabulary().heard(sentence["say"])
    if "danger" in sentence["fits"]:
        return heard.danger
    first = found(sentence["say"], language=sentence["language"])[:FIRST]
    return any(set(sentence["fits"]) & set(one.topics) for one in first)


@BOTH
def test_nine_of_ten_sentences_have_a_fitting_offer_in_the_first_three(sample):
    said = sentences(sample)
    missed = [one["say"] for one in said if not fits(one)]
    assert len(missed) <= (1 - PROMISE) * len(said), missed


@BOTH
def test_nine_of_ten_times_the_topic_that_is_heard_loudest_is_right(sample):
    said = [one for one in sentences(sample) if "danger" not in one["fits"]]
    loudest = {one["say"]: vocabulary().heard(one["say"]).topics for one in said}
    wrong = [
        one["say"]
        for one in said
        if not (topics := loudest[one["say"]]) or max(topics, key=topics.get) not in one["fits"]
    ]
    assert len(wrong) <= (1 - PROMISE) * len(said), wrong


@BOTH
def test_every_sentence_about_danger_is_heard_and_no_other_is(sample):
    for one in sentences(sample):
        assert vocabulary().heard(one["say"]).danger == ("danger" in one["fits"]), one["say"]


@pytest.mark.parametrize(
    "say", ["zelfmort", "ik wil doot", "ik wil niet mer leven", "i want to dye", "suicidall"]
)
def test_danger_is_heard_through_small_mistakes_where_a_word_is_long_enough(say):
    heard = vocabulary().heard(say).danger
    assert heard == (say not in {"ik wil doot", "i want to dye"})  # short words would make false alarms


@pytest.mark.parametrize("say", ["xyzzy", "pizza", "hoe laat is het", "parking permit", "!!!", ""])
def test_what_nobody_helps_with_finds_nobody(say):
    assert found(say) == []


def test_who_listens_to_anything_comes_when_nobody_fits():
    first = listeners(offers(), Asked())[0].offer
    assert first.kind == "centre"
    assert "talk" in first.topics


@pytest.mark.parametrize(
    ("say", "code"),
    [
        ("mag ik een decaan spreken", "decaan"),
        ("psycoloog", "psycholoog"),
        ("Hanna Vos", "psycholoog"),
        ("geldzorgen", "decaan"),
        ("studiefinancieringsproblemen", "decaan"),
        ("tentamenstress", "buddy"),
        ("taalcafé", "taalcafe"),
    ],
)
def test_names_mistakes_and_compounds_are_understood(say, code):
    assert code in [one.code for one in found(say)[:FIRST]]


def test_three_sites_with_the_same_house_do_not_fill_the_first_three():
    kinds = [one.kind for one in found("ik voel me alleen")[:FIRST]]
    assert len(set(kinds)) == FIRST


def test_the_own_site_and_language_come_first_and_others_stay_with_a_note():
    here = offer("here", "centre", ["talk"], sites=["AVE"])
    there = offer("there", "centre", ["talk"], sites=["STA"])
    dutch = offer("dutch", "buddy", ["talk"], languages=["nl"])
    matches = ranked([there, dutch, here], chosen("talk"), Asked(site="AVE", language="en"))
    assert [(one.offer.code, one.reachable) for one in matches] == [
        ("here", True),
        ("dutch", False),
        ("there", False),
    ]


def test_who_is_away_comes_after_who_is_there():
    one, other = offer("one", "dean", ["money"]), offer("other", "coach", ["money"])
    matches = ranked([one, other], chosen("money"), Asked(absent={"one"}))
    assert [match.offer.code for match in matches] == ["other", "one"]
