"""What Thuis does not do stands on a page for readers, each with a decision; some is looked after here."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "src" / "thuis" / "content"
PAGES = {language: ROOT / "docs" / "guide" / language / "limits.md" for language in ("nl", "en")}
ROW = re.compile(r"^\| (?!---|Thuis )(.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
RECORD = re.compile(r"adr/(\d{4}-[a-z0-9-]+\.md)")


def rows(language):
    return ROW.findall(PAGES[language].read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_thing_that_is_left_out_has_a_reason_and_a_decision(language):
    assert len(rows(language)) > 20
    without = [what for what, why, where in rows(language) if len(why) < 20 or not RECORD.search(where)]
    assert without == []


def test_both_languages_leave_out_the_same_by_the_same_decisions():
    decided = {language: [RECORD.findall(where) for *_, where in rows(language)] for language in PAGES}
    assert decided["nl"] == decided["en"]


def texts(content):
    """Every text of a content file."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for one in content.values() if isinstance(content, dict) else content:
            yield from texts(one)


def test_no_question_asks_about_suicide_or_hurting_oneself():
    danger = tomllib.loads((CONTENT / "support" / "words.toml").read_text(encoding="utf-8"))["danger"]
    words = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in [*danger["nl"], *danger["en"]]), re.I)
    files = sorted((CONTENT / "questionnaires").rglob("*.toml"))
    asked = [(path.name, text) for path in files for text in texts(tomllib.loads(path.read_text("utf-8")))]
    assert len(asked) > 500
    assert [(name, text) for name, text in asked if words.search(text)] == []
