"""Who stands in the letter, and why."""

from tests.core.feedback.help import (
    AISHA,
    BUDDY,
    COUNSELLOR,
    ELSEWHERE,
    HOUSE,
    OFFERS,
    PSYCHOLOGIST,
    SANNE,
    offer,
)
from thuis.core.feedback.model import Place
from thuis.core.feedback.people import fitting_lines, helpers, offer_for
from thuis.foundation.texts.content import help_lines, letter_rules

RULES = letter_rules()


def people(offers=OFFERS, asked=(), tips=(), answers=None, place=SANNE):
    found, note = helpers(RULES, offers, list(asked), list(tips), answers or {}, place)
    return [helper.offer for helper in found], note


def why(asked=(), tips=(), answers=None, offers=(HOUSE,)):
    return helpers(RULES, offers, list(asked), list(tips), answers or {}, SANNE)[0][0].why.nl


def test_what_somebody_asked_for_comes_first():
    found, note = people(asked=["money"])
    assert found[0] is COUNSELLOR
    assert len(found) == 3
    assert note is None


def test_two_needs_get_two_people():
    assert people(asked=["money", "rest", "planning"])[0] == [COUNSELLOR, PSYCHOLOGIST, BUDDY]


def test_a_third_need_goes_before_a_second_person_for_the_first():
    assert people(asked=["friends", "talk", "money"])[0] == [BUDDY, HOUSE, COUNSELLOR]


def test_one_person_may_cover_two_needs():
    assert people(offers=(PSYCHOLOGIST,), asked=["talk", "rest"])[0] == [PSYCHOLOGIST]


def test_without_needs_the_own_programme_and_site_come_first():
    assert people()[0] == [BUDDY, COUNSELLOR, HOUSE]


def test_somebody_who_reads_english_meets_people_who_speak_it():
    assert people(place=AISHA)[0] == [BUDDY, HOUSE]


def test_when_nobody_is_at_the_site_others_are_named_honestly():
    found, note = people(offers=(ELSEWHERE,))
    assert found == [ELSEWHERE]
    assert note == RULES.nobody_here


def test_somebody_elsewhere_is_never_called_near():
    assert why(offers=(ELSEWHERE,)) == "Is er voor alle studenten."


def test_when_nobody_speaks_the_language_somebody_is_still_named():
    found, note = people(offers=(COUNSELLOR,), place=AISHA)
    assert found == [COUNSELLOR]
    assert note == RULES.nobody_here


def test_another_programmes_offer_is_not_for_you():
    assert people(offers=(offer("lab", programmes=["CHE"]),)) == ([], RULES.nobody_at_all)
    assert people(offers=()) == ([], RULES.nobody_at_all)


def test_the_reason_is_the_need_then_the_tip_then_the_news_then_the_place():
    assert why(asked=["talk"], tips=["friends"]) == "Past bij wat jij nodig hebt: iemand om mee te praten."
    assert why(asked=["money"], tips=["friends"]) == "Past bij een tip in deze brief: mensen leren kennen."
    assert why(answers={"HELP_house": 0}).startswith("Je kende dit nog niet.")
    assert why(answers={"HELP_house": 2}) == "Zit op jouw locatie."
    assert why(offers=(PSYCHOLOGIST,)) == "Is er voor alle studenten."


def test_a_topic_without_words_gives_another_reason():
    odd = offer("odd", sites=["avermeer"], topics=["magic"])
    assert why(asked=["magic"], offers=(odd,)) == "Zit op jouw locatie."


def test_a_tip_comes_with_the_offer_that_fits_it_best():
    assert offer_for("friends", OFFERS, SANNE) is BUDDY
    assert offer_for("friends", OFFERS, Place("avermeer", "CHE", "nl")) is HOUSE
    assert offer_for("internship", OFFERS, SANNE) is None


def test_lines_for_everybody_always_stand_there():
    keys = [line.key for line in fitting_lines(help_lines(), [], SANNE)]
    assert keys == ["113", "112", "luisterlijn"]


def test_lines_on_a_topic_come_when_it_is_there():
    assert "discriminatie" in [line.key for line in fitting_lines(help_lines(), ["safety"], SANNE)]


def test_lines_that_speak_the_language_come_first():
    lines = fitting_lines(help_lines(), ["talk"], AISHA)
    speaks = ["en" in line.languages for line in lines]
    assert speaks == sorted(speaks, reverse=True)
    assert False in speaks
