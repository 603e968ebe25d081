"""The checker of the letter and of the help lines."""

import dataclasses

import pytest

from thuis.core.errors import ContentError
from thuis.core.feedback.check import check_help_lines, check_letter
from thuis.core.feedback.load import load_help_lines, load_letter_rules
from thuis.core.feedback.model import Rule
from thuis.core.texts import Text
from thuis.foundation.texts.content import core_modules, help_lines, letter_rules

RULES = letter_rules()
FINE = Text("Goed.", "Good.")


def problems(modules=None, **changes):
    return check_letter(dataclasses.replace(RULES, **changes), core_modules() if modules is None else modules)


def test_the_letter_is_in_order():
    assert problems() == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            Text("Je hebt een depressie.", "Good."),
            'strength_always: says "depressie"; describe what somebody told',
        ),
        (Text("Goed.", "This is proven."), 'strength_always: says "proven"'),
        (Text("", "Good."), "strength_always: has no nl text; add it"),
        (Text("Goed.", "word " * 16), "strength_always: has 16 words a sentence, en; at most 15"),
    ],
)
def test_a_text_that_labels_or_rambles_is_told(text, words):
    assert any(told.startswith(words) for told in problems(strength_always=text))


def test_a_rule_must_read_what_exists():
    assert "strength: reads WEL99, which is no item, scale, band or change of part A; correct it" in problems(
        strengths=(Rule("WEL99 > 1", FINE),)
    )
    assert any("distress: expression `WEL01 >`, character" in told for told in problems(distress="WEL01 >"))
    assert problems(strengths=(Rule('home_change == "more" and home_band == "high"', FINE),)) == []


def test_a_topic_needs_words():
    assert 'topic "safety" is used but has no words; add it under [topics]' in problems(
        topics={key: text for key, text in RULES.topics.items() if key != "safety"}
    )


def test_a_domain_needs_its_scale_and_its_bands():
    domain = dataclasses.replace(RULES.domains[0], scale="luck")
    assert "domain belonging: scale luck does not exist; correct it" in problems(domains=(domain,))
    domain = dataclasses.replace(RULES.domains[0], bands={"low": RULES.domains[0].bands["low"]})
    told = "domain belonging: its bands are not those of belonging_domain; give each band its texts"
    assert told in problems(domains=(domain,))


def test_without_part_a_every_name_is_unknown():
    assert any("reads WEL04" in told for told in problems(modules=()))


def test_the_help_lines_are_in_order():
    assert check_help_lines(help_lines(), RULES.topics) == []


def test_a_line_must_be_reachable_and_the_two_most_urgent_must_be_there():
    lonely = dataclasses.replace(
        help_lines()[0], key="x", phone="", url="", topics=("luck",), text=Text("", "Good.")
    )
    told = check_help_lines([lonely], ["talk"])
    assert told == [
        "line x: has no nl text; add it",
        "line x: has neither phone nor url; add one",
        'line x: topic "luck" does not exist; choose one of talk',
        "line 112: must stand in every letter",
        "line 113: must stand in every letter",
    ]


def test_a_letter_file_that_misses_things_says_so():
    with pytest.raises(ContentError) as caught:
        load_letter_rules('distress = "WEL01 <= 2"')
    assert "letter: change_from must be a number" in caught.value.problems
    assert "letter: greeting is missing; add greeting = a [greeting] table" in caught.value.problems


def test_a_help_line_needs_a_date():
    with pytest.raises(ContentError, match="checked_on must be a date"):
        load_help_lines('[[lines]]\nkey = "x"\nname = { nl = "a", en = "b" }\ntext = { nl = "a", en = "b" }\n'
                        'languages = ["nl"]\nsource = "x"\nchecked_on = "soon"')  # fmt: skip
