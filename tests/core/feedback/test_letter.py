"""The letter: warm, short, honest, and help first when that matters."""

import dataclasses
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.content import whole
from tests.core.feedback.help import AISHA, BUDDY, OFFERS, SANNE
from tests.core.strategies import answers_to
from thuis.core.feedback.check import BANNED
from thuis.core.feedback.write import change_between, write_letter
from thuis.core.questionnaire.check import words_per_sentence
from thuis.core.questionnaire.expression import compile_expression
from thuis.core.questionnaire.route import items_of
from thuis.core.scoring.scales import Score, score_all
from thuis.foundation.texts.content import core_modules, help_lines, letter_rules

RULES = letter_rules()
MONITOR = whole()
SCALES = core_modules()[0].scales
VALUES = {"low": 20.0, "middle": 55.0, "high": 85.0}
LAST = {"more": -10, "less": 10, "same": 3, "none": None}
BAD = {"WEL01": 3, "WEL02": 0, "WEL03": 0, "WEL04": 4, "WEL05": 4, "WEL06": 3}
GOOD = {
    "WEL01": 8,
    "WEL02": 3,
    "WEL03": 3,
    "WEL04": 0,
    "WEL05": 0,
    "WEL06": 0,
    "RES01": 4,
    "RES02": 4,
    "RES03": 3,
}


def letter(answers, last=None, offers=OFFERS, place=SANNE, scores=None):
    return write_letter(
        RULES,
        scores=score_all(MONITOR, answers) if scores is None else scores,
        last_scores=last,
        answers=answers,
        offers=offers,
        lines=help_lines(),
        place=place,
    )


def texts_of(letter):
    greeting = letter.greeting
    yield from (greeting.title, greeting.lead, greeting.note)
    for domain in letter.domains:
        yield from (domain.title, *domain.texts)
    yield from letter.strengths
    for tip in letter.suggestions:
        yield from (tip.title, tip.text)
    yield from (helper.why for helper in letter.people)
    yield from [letter.people_note] if letter.people_note else []
    for line in letter.lines:
        yield from (line.name, line.text)


def assert_sensible(letter):
    for text, language in itertools.product(texts_of(letter), ("nl", "en")):
        words = text.in_(language)
        assert words.strip()
        assert not set("{}%<>") & set(words)
        assert words_per_sentence(words) <= 15
        assert not BANNED.search(words)
    assert len(letter.strengths) >= 1
    assert len(letter.suggestions) <= 3
    assert len(letter.people) <= 3
    assert {"112", "113"} <= {line.key for line in letter.lines}
    assert [domain.key for domain in letter.domains] == ["belonging", "wellbeing", "study"]
    assert all(1 <= len(domain.texts) <= 3 for domain in letter.domains)


def score(key, value, band):
    return Score(key, value, 3, 3, band)


@pytest.mark.parametrize("change", LAST)
@pytest.mark.parametrize("band", VALUES)
@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.key)
def test_every_band_of_every_scale_and_every_last_time_yields_a_sensible_letter(scale, band, change):
    value = VALUES[band]
    scores = {each.key: score(each.key, 55.0, "middle") for each in SCALES} | {
        scale.key: score(scale.key, value, band)
    }
    last = {scale.key: score(scale.key, value + LAST[change], band)} if LAST[change] is not None else None
    for place in (SANNE, AISHA):
        written = letter({}, last=last, scores=scores, place=place)
        assert_sensible(written)
        domains = {rule.scale: part for rule, part in zip(RULES.domains, written.domains, strict=True)}
        if scale.key in domains:
            assert domains[scale.key].change == change
            assert domains[scale.key].band == band
            assert len(domains[scale.key].texts) == (1 if change == "none" else 2)


def test_three_bands_and_four_changes_are_twelve_different_things_to_say():
    for domain in RULES.domains:
        said = {
            (text.now, moved)
            for text in domain.bands.values()
            for moved in (None, text.more, text.less, text.same)
        }
        assert len(said) == 12


@pytest.mark.parametrize(
    ("now", "last", "change"),
    [(60, 52, "more"), (60, 52.1, "same"), (52, 60, "less"), (52.1, 60, "same"), (60, None, "none"),
     (None, 60, "none")],
)  # fmt: skip
def test_less_than_eight_points_is_about_the_same(now, last, change):
    assert change_between(now, last, RULES.change_from) == change


def test_an_unanswered_domain_gets_an_honest_sentence_instead_of_a_bar():
    for part, rule in zip(letter({}).domains, RULES.domains, strict=True):
        assert (part.score, part.band, part.change) == (None, None, "none")
        assert part.texts == (rule.silent,)


def test_a_scale_that_was_not_measured_is_silent_too():
    assert letter({}, scores={}).domains[0].texts == (RULES.domains[0].silent,)


def test_a_good_time_is_told_as_it_is():
    written = letter(GOOD | {"EXH01": 0, "EXH02": 1, "EXH03": 0})
    assert not written.help_first
    wellbeing = written.domains[1]
    assert wellbeing.band == "high"
    assert "goed" in wellbeing.texts[0].nl
    assert "nieuw" in written.strengths[0].nl


def test_a_hard_time_puts_help_first_gently():
    written = letter(BAD)
    assert written.help_first
    assert written.greeting == RULES.greeting_distress
    assert written.suggestions[0].key == "tell_one_person"
    assert written.people[0].offer.topics[0] == "talk"
    assert {"huisarts", "mind"} <= {line.key for line in written.lines}


HARD = [
    {"WEL04": 3, "WEL05": 3},
    {"WEL04": 4, "WEL06": 3},
    {"WEL05": 3, "WEL06": 4},
    {"WEL01": 2},
    {"WEL01": 4, "WEL02": 0, "WEL03": 0, "WEL04": 4, "WEL05": 2, "WEL06": 2},
    {
        "WEL01": 4,
        "WEL02": 0,
        "WEL03": 0,
        "WEL04": 2,
        "WEL05": 2,
        "WEL06": 2,
        "EXH01": 3,
        "EXH02": 3,
        "EXH03": 3,
    },
]
NOT_SO_HARD = [
    {},
    GOOD,
    {"WEL04": 3},
    {"WEL04": "rather-not", "WEL05": "rather-not", "WEL06": "rather-not"},
    {"WEL01": 3, "WEL04": 2, "WEL05": 2, "WEL06": 2},
    {"EXH01": 4, "EXH02": 4, "EXH03": 4},
    {"WEL01": 4, "WEL02": 0, "WEL03": 0, "WEL04": 2, "WEL05": 2, "WEL06": 2},
]


@pytest.mark.parametrize("answers", HARD, ids=str)
def test_these_answers_put_help_first(answers):
    assert letter(answers).help_first


@pytest.mark.parametrize("answers", NOT_SO_HARD, ids=str)
def test_these_answers_do_not(answers):
    assert not letter(answers).help_first


def test_at_most_one_tip_per_topic_and_three_in_all():
    answers = {
        "EXH01": 4,
        "EXH02": 4,
        "EXH03": 4,
        "WEL03": 0,
        "DEM01": 4,
        "DEM02": 4,
        "SOC01": 0,
        "SOC02": 0,
        "PRE01": 4,
    }
    tips = letter(answers).suggestions
    assert [tip.key for tip in tips] == ["evening_off", "deadlines", "study_mate"]
    assert tips[1].offer is BUDDY


def test_what_somebody_asked_for_goes_before_what_we_would_suggest():
    answers = {"DEM01": 4, "SOC02": 0, "PRE01": 4, "WEL03": 0, "NEED01": ["money"]}
    assert [tip.topic for tip in letter(answers).suggestions] == ["money", "rest", "planning"]


@pytest.mark.parametrize("topic", [topic for topic in RULES.topics])
def test_every_need_has_something_to_try(topic):
    assert letter({"NEED01": [topic]}).suggestions[0].topic == topic


def test_what_somebody_asked_for_brings_people_not_what_they_declined():
    assert letter({"NEED01": ["money"]}).people[0].offer.code == "counsellor"
    assert "Past bij" not in letter({"NEED01": ["none"]}).people[0].why.nl
    assert "Past bij" not in letter({"NEED01": "rather-not"}).people[0].why.nl


def test_a_strength_that_is_true_for_everyone_when_nothing_else_is():
    assert letter({}).strengths == (RULES.strength_always,)


def test_without_any_offer_the_national_lines_remain():
    written = letter(BAD, offers=())
    assert written.people == ()
    assert written.people_note == RULES.nobody_at_all
    assert_sensible(written)


everybody = answers_to(items_of(MONITOR).values())
some_offers = st.lists(st.sampled_from(OFFERS), unique_by=lambda offer: offer.code)


@settings(max_examples=200)
@given(
    everybody,
    st.none() | everybody,
    some_offers,
    st.sampled_from([SANNE, AISHA, dataclasses.replace(SANNE, site="x")]),
)
def test_any_answers_give_a_sensible_letter(answers, last, offers, place):
    scores = score_all(MONITOR, answers)
    written = letter(answers, score_all(MONITOR, last) if last is not None else None, offers, place)
    assert_sensible(written)
    assert all(0 <= domain.score <= 100 for domain in written.domains if domain.score is not None)
    values = dict(answers) | {key: each.value for key, each in scores.items()}
    values |= {f"{key}_band": each.band for key, each in scores.items()}
    assert written.help_first == compile_expression(RULES.distress).holds(values)
    assert (written.greeting == RULES.greeting_distress) == written.help_first


def test_the_same_input_gives_the_same_letter():
    assert letter(BAD) == letter(BAD)
