"""Every problem that a reader can find has words, and every word has a reader."""

import re

from tests.core.intake.test_duo import ROOT
from thuis.core.intake.formats.roster_csv import NAMES
from thuis.core.intake.problems import Problem
from thuis.foundation.intake.models import ImportBatch
from thuis.foundation.intake.presenters import COLUMN_WORDS
from thuis.foundation.intake.words import WORDS, words_for

SOURCE = ROOT / "src" / "thuis" / "core" / "intake"
FINDING = ROOT / "src" / "thuis" / "core" / "finding"
ROOMS = ROOT / "src" / "thuis" / "rooms"


def used_keys() -> set[str]:
    readers = [*SOURCE.rglob("*.py"), *FINDING.glob("*_csv.py"), *ROOMS.glob("*/queries/files.py")]
    text = "".join(path.read_text() for path in readers)
    return set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', text)) & set(WORDS) | set(
        re.findall(r'Refused\("([a-z0-9-]+)"', text)
    )


def test_every_key_has_words_and_all_words_are_used():
    assert used_keys() == set(WORDS)


def test_words_fill_in_without_leftovers():
    for key in WORDS:
        what, cure = words_for(Problem(1, "x", "50% off", key, "12"))
        assert "%(" not in what + cure


def test_every_column_of_the_template_is_explained():
    assert set(COLUMN_WORDS) == set(NAMES)


def test_every_state_has_its_transitions():
    states = set(ImportBatch.State.values)
    assert set(ImportBatch.TRANSITIONS) == states
    assert {to for steps in ImportBatch.TRANSITIONS.values() for to in steps} <= states
