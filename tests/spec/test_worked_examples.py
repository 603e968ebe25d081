"""The worked examples of routing, scoring and the letter, which are also the reference pages."""

import tomllib
from pathlib import Path

import pytest

from tests.core.content import every_scale, whole
from tests.core.feedback.help import OFFERS, SANNE
from thuis.core.feedback.write import write_letter
from thuis.core.questionnaire.answer import clean_answers
from thuis.core.questionnaire.route import pages_for, visible_items
from thuis.core.scoring.scales import score_all, score_scale
from thuis.core.texts import Text
from thuis.foundation.texts.content import help_lines, letter_rules

SPEC = Path(__file__).parent
ROUTING = tomllib.loads((SPEC / "routing.toml").read_text())["cases"]
SCORING = tomllib.loads((SPEC / "scoring.toml").read_text())["cases"]
LETTER = tomllib.loads((SPEC / "letter.toml").read_text())["cases"]
SCALES = {scale.key: (scale, items) for scale, items in every_scale()}


@pytest.mark.parametrize("case", ROUTING, ids=lambda case: case["story"])
def test_routing(case):
    questionnaire = whole([(code, Text(code, code)) for code in case.get("offers", [])])
    chosen, answers = case.get("chosen", []), case.get("answers", {})
    pages = {page.key: page for page in pages_for(questionnaire, chosen, answers)}
    assert list(pages) == case["pages"]
    for key, shown in case.get("shown", {}).items():
        assert [item.code for item in visible_items(questionnaire, pages[key], answers, chosen)] == shown
    kept = clean_answers(questionnaire, answers, chosen)
    assert sorted(kept) == sorted(case.get("kept", answers))


@pytest.mark.parametrize("case", SCORING, ids=lambda case: f"{case['scale']} {case['answers']}")
def test_scoring(case):
    scale, items = SCALES[case["scale"]]
    given = case["answers"].split()
    answers = {code: int(each) for code, each in zip(scale.items, given, strict=True) if each != "-"}
    score = score_scale(scale, items, answers)
    expected = None if case["score"] == "-" else pytest.approx(case["score"], abs=0.0001)
    assert (score.value, score.band or "-") == (expected, case["band"])


@pytest.mark.parametrize("case", LETTER, ids=lambda case: case["story"])
def test_letter(case):
    answers = case.get("answers", {})
    letter = write_letter(
        letter_rules(),
        scores=score_all(whole(), answers),
        last_scores=None,
        answers=answers,
        offers=OFFERS,
        lines=help_lines(),
        place=SANNE,
    )
    assert letter.help_first == case.get("help_first", False)
    assert [domain.band or "-" for domain in letter.domains] == case["domains"]
    assert [tip.key for tip in letter.suggestions] == case["tips"]


def test_every_scale_has_its_worked_examples():
    assert {case["scale"] for case in SCORING} == SCALES.keys()
